//! Opens a database by its address and brings it to the schema of this server. Called once, at start, by the commands
//! that write. What each of the two databases needs is in its own file.

mod lock;
mod postgres;
mod sqlite;

use std::path::PathBuf;

use sea_orm::{DatabaseConnection, DbErr};

use self::lock::Lock;
use super::{Place, StoreError};

/// An open database at the schema of this server.
#[derive(Debug)]
pub struct Database {
    /// Writes. On SQLite the one connection that does.
    pub writer: DatabaseConnection,
    /// Where it is, for those who read it.
    pub place: Place,
    /// What it runs on, with version.
    pub engine: String,
    /// Whether there was nothing before.
    pub created: bool,
    /// The copy that was made because an older schema had to be migrated.
    pub backup: Option<PathBuf>,
    /// Keeps other servers away from the file as long as this lives.
    lock: Option<Lock>,
}

impl Database {
    /// Closes the connections, then lets other servers have the file.
    ///
    /// Dropping does the same without waiting, so that the file may be free an instant before its last connection is.
    pub async fn close(self) -> Result<(), DbErr> {
        let Self { writer, lock, .. } = self;
        let closed = writer.close().await;
        drop(lock);
        closed
    }
}

/// Opens the database at `address`: a path, `sqlite:PATH`, or `postgres://…`. A SQLite file is created when there is
/// none, its folder is not. A database in memory is refused: readers could not share it.
pub async fn open(address: &str) -> Result<Database, StoreError> {
    match settle(address)? {
        Address::Sqlite(path) => sqlite::open(path).await,
        Address::Postgres(address) => postgres::open(address).await,
    }
}

/// The database at `address`, for commands that only read: it must be there, at the schema of this server. Another
/// server may have it open.
pub async fn readable(address: &str) -> Result<Place, StoreError> {
    match settle(address)? {
        Address::Sqlite(path) => sqlite::readable(path).await.map(Place::File),
        Address::Postgres(address) => postgres::readable(address).await,
    }
}

/// A connection that looks at all of a database and writes nothing: it may take its time, and much room for what it
/// compares.
pub async fn looking(place: &Place) -> Result<DatabaseConnection, StoreError> {
    match place {
        Place::File(path) => sqlite::looking(path).await,
        Place::Server(options) => postgres::looking(options).await,
    }
}

/// Which database an address is of.
enum Address<'a> {
    Sqlite(&'a str),
    Postgres(&'a str),
}

fn settle(address: &str) -> Result<Address<'_>, StoreError> {
    match address.split_once(':') {
        Some(("postgres" | "postgresql", _)) => Ok(Address::Postgres(address)),
        Some(("sqlite", path)) => Ok(Address::Sqlite(path.strip_prefix("//").unwrap_or(path))),
        Some((scheme, rest)) if rest.starts_with("//") => Err(StoreError::Address {
            address: format!("{scheme}://…"),
            reason: format!("there is no database called {scheme} here"),
        }),
        _ => Ok(Address::Sqlite(address)),
    }
}

/// For `map_err`: which step failed where.
fn failed(doing: &'static str, place: impl ToString) -> impl FnOnce(DbErr) -> StoreError {
    let place = place.to_string();
    move |source| StoreError::Database { doing, place, source }
}
