//! Every error a client can see: its code, and the one conversion from what the rooms below report.

use async_graphql::{Pos, ServerError};
use serde_json::{Map, Value as Json, json};

use crate::{plan::Refusal, store::ReadError, types::InputError};

/// The codes of errors, at `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document does not fit the schema.
    GraphqlValidationFailed,
    /// A variable, an argument or the request itself is not usable.
    BadUserInput,
    /// It is not allowed.
    Forbidden,
    /// The document is named by an id or a hash that is not known.
    PersistedQueryNotFound,
    /// It is not clear which operation to run.
    OperationResolutionFailure,
    /// More entries asked for than one page gives.
    PageSizeLimit,
    /// Something given as cursor is none.
    CursorInvalid,
    /// A cursor of a list with another order.
    CursorMismatch,
    /// A document with too many brackets open at once.
    DepthLimit,
    /// A document that is too long.
    CostLimit,
    /// The request took longer than it may.
    RequestTimeout,
    /// Too much is being asked at once; try again.
    Unavailable,
    /// A fault of the server.
    InternalServerError,
}

impl Code {
    /// As clients see it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Forbidden => "FORBIDDEN",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::OperationResolutionFailure => "OPERATION_RESOLUTION_FAILURE",
            Self::PageSizeLimit => "PAGE_SIZE_LIMIT",
            Self::CursorInvalid => "CURSOR_INVALID",
            Self::CursorMismatch => "CURSOR_MISMATCH",
            Self::DepthLimit => "DEPTH_LIMIT",
            Self::CostLimit => "COST_LIMIT",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::InternalServerError => "INTERNAL_SERVER_ERROR",
        }
    }
}

/// An error as a client sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its code.
    pub code: Code,
    /// What is wrong, where, and what to do.
    pub message: String,
    /// Lines and columns in the document.
    pub locations: Vec<(usize, usize)>,
    /// Numbers that go with it.
    pub numbers: Vec<(&'static str, i64)>,
}

impl Problem {
    /// An error without place or numbers.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), locations: Vec::new(), numbers: Vec::new() }
    }

    /// An error at a place in the document.
    pub fn at(code: Code, message: impl Into<String>, at: Pos) -> Self {
        Self { locations: vec![(at.line, at.column)], ..Self::new(code, message) }
    }

    /// An error for which there is a limit and a number above it.
    pub fn over(code: Code, what: &str, limit: usize, actual: usize) -> Self {
        let number = |number| i64::try_from(number).unwrap_or(i64::MAX);
        Self {
            numbers: vec![("limit", number(limit)), ("actual", number(actual))],
            ..Self::new(code, format!("{what}; at most {limit} are allowed"))
        }
    }

    /// More nodes asked for than may be.
    pub fn of_nodes(limit: u64, actual: u64) -> Self {
        let number = |number| i64::try_from(number).unwrap_or(i64::MAX);
        let message = format!(
            "the request asks for up to {actual} nodes; at most {limit} are allowed. Ask for smaller pages with `first`, \
             above all in nested lists"
        );
        let numbers = vec![("limit", number(limit)), ("actual", number(actual))];
        Self { numbers, ..Self::new(Code::CostLimit, message) }
    }

    /// A fault of the server, of which the client is told nothing else.
    pub fn fault() -> Self {
        let message = "the server failed to answer; if it happens again, report it with the request id";
        Self::new(Code::InternalServerError, message)
    }

    /// As JSON, with the request's id.
    pub fn json(&self, request_id: &str) -> Json {
        let mut error = Map::new();
        error.insert("message".to_owned(), self.message.clone().into());
        if !self.locations.is_empty() {
            let places = self.locations.iter().map(|(line, column)| json!({ "line": line, "column": column }));
            error.insert("locations".to_owned(), places.collect());
        }
        let mut extensions = Map::new();
        extensions.insert("code".to_owned(), self.code.as_str().into());
        extensions.insert("requestId".to_owned(), request_id.into());
        extensions.extend(self.numbers.iter().map(|(name, number)| ((*name).to_owned(), (*number).into())));
        error.insert("extensions".to_owned(), extensions.into());
        error.into()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let message = refusal.to_string();
        match refusal {
            Refusal::PageSize { limit, actual, .. } => {
                Self { numbers: vec![("limit", limit), ("actual", actual)], ..Self::new(Code::PageSizeLimit, message) }
            }
            Refusal::FilterSize { limit, .. } => {
                Self { numbers: vec![("limit", limit as i64)], ..Self::new(Code::CostLimit, message) }
            }
            Refusal::CursorInvalid { .. } => Self::new(Code::CursorInvalid, message),
            Refusal::CursorMismatch { .. } => Self::new(Code::CursorMismatch, message),
            Refusal::BadInput(_) => Self::new(Code::BadUserInput, message),
        }
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match &error {
            ReadError::Busy => Self {
                numbers: vec![("retryAfterMs", 1_000)],
                ..Self::new(Code::Unavailable, "the server is busy; try again in a second")
            },
            ReadError::Timeout(limit) => Self {
                numbers: vec![("limit", *limit as i64)],
                ..Self::new(
                    Code::RequestTimeout,
                    "the request took too long and was ended; ask for less, or filter more",
                )
            },
            ReadError::Links(limit) => Self {
                numbers: vec![("limit", *limit as i64)],
                ..Self::new(
                    Code::CostLimit,
                    format!(
                        "more than {limit} links would have to be followed; ask for fewer hops, fewer things at once, or \
                         only certain kinds"
                    ),
                )
            },
            ReadError::Sqlite(_) | ReadError::Postgres(_) | ReadError::Panicked | ReadError::Stopped => {
                tracing::error!(error = &error as &dyn std::error::Error, "reading failed");
                Self::fault()
            }
        }
    }
}

impl Problem {
    /// A value that does not fit its type.
    pub fn input(code: Code, error: &InputError) -> Self {
        Self { locations: vec![error.at], ..Self::new(code, error.message.clone()) }
    }

    /// An error of the library's executor.
    pub fn server(code: Code, error: &ServerError) -> Self {
        let locations = error.locations.iter().map(|at| (at.line, at.column)).collect();
        Self { locations, ..Self::new(code, error.message.clone()) }
    }
}
