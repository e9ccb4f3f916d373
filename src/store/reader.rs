//! Answering plans from whichever database there is.

use std::{path::PathBuf, sync::Arc, time::Duration};

use sea_orm::sqlx::{self, postgres::PgConnectOptions};
use thiserror::Error;
use tokio::time::timeout;

use super::{Statistics, postgres, sql::Program, sqlite};
use crate::{
    plan::{Datum, Plan},
    types::Limits,
};

/// How long a database that is ready may take to say so.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where a database is.
#[derive(Clone, Debug)]
pub enum Place {
    /// A SQLite file: absolute, free of symbolic links.
    File(PathBuf),
    /// A PostgreSQL server and how to connect to it.
    Server(Box<PgConnectOptions>),
}

impl std::fmt::Display for Place {
    /// The file, or host, port and name: never a user or a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Server(options) => {
                let name = options.get_database().unwrap_or(options.get_username());
                write!(f, "postgres://{}:{}/{name}", options.get_host(), options.get_port())
            }
        }
    }
}

/// Why a plan was not answered.
#[derive(Debug, Error)]
pub enum ReadError {
    /// Too many requests are waiting.
    #[error("too many requests are waiting for the database")]
    Busy,
    /// The request took longer than it may.
    #[error("the request was ended after {0} ms in the database")]
    Timeout(u64),
    /// More links would have to be followed than may be.
    #[error("more than {0} links would have to be followed")]
    Links(usize),
    /// SQLite failed.
    #[error("the database could not be read")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL failed.
    #[error("the database could not be read")]
    Postgres(#[from] sqlx::Error),
    /// The request met a fault of the program.
    #[error("answering panicked")]
    Panicked,
    /// The threads are gone.
    #[error("the database's readers have stopped")]
    Stopped,
}

/// A plan and what it is run with.
#[derive(Debug)]
pub struct Request {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Its statements.
    pub program: Arc<Program>,
    /// The values of the plan's binds.
    pub values: Vec<Datum>,
    /// What the executor answered, by introspection field.
    pub introspected: Vec<Vec<u8>>,
    /// How many links may be followed for it.
    pub max_links: usize,
}

/// The answer to a plan.
#[derive(Debug)]
pub struct Response {
    /// The response as JSON.
    pub json: Vec<u8>,
    /// How many rows were read for it.
    pub rows: u64,
}

/// What answers plans.
#[derive(Debug)]
pub enum Reader {
    /// Threads that read a file.
    Sqlite(sqlite::Readers),
    /// Connections to a server.
    Postgres(postgres::Pool),
}

impl Reader {
    /// Starts to read the database at `place`, which has the schema of this program, with so many readers at once.
    pub fn start(place: &Place, readers: usize, limits: &Limits, public_url: &str) -> Result<Self, ReadError> {
        Ok(match place {
            Place::File(path) => Self::Sqlite(sqlite::Readers::start(path, readers, limits, public_url)?),
            Place::Server(options) => {
                Self::Postgres(postgres::Pool::new(options, readers, limits.timeout_ms, public_url))
            }
        })
    }

    /// What kind of database it is.
    pub fn database(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// The statements of a plan.
    pub fn program(&self, plan: &Plan) -> Program {
        match self {
            Self::Sqlite(_) => sqlite::program(plan),
            Self::Postgres(_) => postgres::program(plan),
        }
    }

    /// What tells the data apart from those before the last committed write, and from those of another database.
    pub async fn version(&self) -> Result<String, ReadError> {
        match self {
            Self::Sqlite(readers) => readers.version(),
            Self::Postgres(pool) => pool.version().await,
        }
    }

    /// Whether the database answers a question within a second.
    pub async fn ready(&self) -> Result<(), ReadError> {
        let asked = async {
            match self {
                Self::Sqlite(readers) => readers.probe().await,
                Self::Postgres(pool) => pool.version().await.map(drop),
            }
        };
        timeout(PATIENCE, asked).await.unwrap_or(Err(ReadError::Timeout(PATIENCE.as_millis() as u64)))
    }

    /// How much there is to do.
    pub fn statistics(&self) -> Statistics {
        match self {
            Self::Sqlite(readers) => readers.statistics(),
            Self::Postgres(pool) => pool.statistics(),
        }
    }

    /// Answers a request, all of it from one snapshot.
    pub async fn answer(&self, request: Request) -> Result<Response, ReadError> {
        match self {
            Self::Sqlite(readers) => readers.answer(request).await,
            Self::Postgres(pool) => pool.answer(&request).await,
        }
    }
}
