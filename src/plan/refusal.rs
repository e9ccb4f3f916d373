//! Why a request cannot be answered as asked, where the document as such is right.

use thiserror::Error;

/// A refusal; the message is for the one who asked.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// A page larger than allowed.
    #[error(
        "{field} asks for {actual} entries; at most {limit} are given at a time. Ask for fewer, and for the others next"
    )]
    PageSize {
        /// The argument and its list.
        field: String,
        /// The most that is given.
        limit: i64,
        /// What was asked for.
        actual: i64,
    },
    /// Text that is not a cursor of this server.
    #[error("{field} is not a cursor: use the text of `cursor`, `startCursor` or `endCursor` unchanged")]
    CursorInvalid {
        /// The argument and its list.
        field: String,
    },
    /// A cursor of a list with another order.
    #[error("{field} is a cursor of a list with another order; a cursor names a place in the order it was read with")]
    CursorMismatch {
        /// The argument and its list.
        field: String,
    },
    /// Filters with more in them than allowed.
    #[error("{field} takes the filters of the request over {limit} {what}; ask for less at once, or use `in`")]
    FilterSize {
        /// The filter that was one too many.
        field: String,
        /// What is counted.
        what: &'static str,
        /// The most that is allowed.
        limit: usize,
    },
    /// Anything else that a value makes impossible.
    #[error("{0}")]
    BadInput(String),
}
