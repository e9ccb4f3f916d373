//! What can go wrong with a database, told for whoever runs the server: what, where, and what to do about it.

use std::{io, path::PathBuf};

use sea_orm::DbErr;

/// A variant for each case in which a caller acts differently. `place` never holds a password.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address does not name a database that a server can run on.
    #[error("cannot open `{address}`: {reason}; give the path of a SQLite file or a postgres:// URL")]
    Address {
        /// As given, or its scheme alone where the rest may hold a password.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Something else is at that path.
    #[error("{} is not a database; give the path of a Demarche database, or one where nothing is yet", path.display())]
    NotADatabase {
        /// What was opened.
        path: PathBuf,
    },
    /// The file, or a file beside it, cannot be written.
    #[error("cannot write {}; give the server's user the right to write the file and its folder", path.display())]
    NotWritable {
        /// The database, or the file beside it that could not be written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// Another server has the database open.
    #[error("{} is in use by {}; stop that one first, or give this one another file",
        path.display(), holder.map_or("another process".to_owned(), |pid| format!("process {pid}")))]
    Locked {
        /// The database.
        path: PathBuf,
        /// The process that holds it, where it could be told.
        holder: Option<u32>,
    },
    /// A newer server has written the database. Nothing was changed.
    #[error(
        "{place} has schema {found}, and this server knows only {known}; run the newer server, or restore a backup"
    )]
    NewerSchema {
        /// The database.
        place: String,
        /// Its schema: a version, or the first change that is not known.
        found: String,
        /// The version this server leads to.
        known: i32,
    },
    /// There is no database to read.
    #[error("there is no Demarche database at {place}; `demarche serve` or `demarche load` makes one")]
    Missing {
        /// Where one was expected.
        place: String,
    },
    /// The database has not been migrated yet.
    #[error("{place} has schema {found}, and this program reads {known}; `demarche serve` migrates it")]
    OlderSchema {
        /// The database.
        place: String,
        /// Its schema.
        found: String,
        /// The schema of this program.
        known: i32,
    },
    /// A database, but another program's. Nothing was changed.
    #[error("{place} holds another program's data; give Demarche a database of its own")]
    Foreign {
        /// The database.
        place: String,
    },
    /// The server was built with a SQLite that can corrupt a database.
    #[error("this server was built with SQLite {found}, which can corrupt a database; build it with {needed} or newer")]
    OldSqlite {
        /// The version built in.
        found: String,
        /// The first version without known corruption.
        needed: String,
    },
    /// A reader let a reference through that leads nowhere. Nothing was written.
    #[error("no {noun} has the key `{key}`")]
    UnknownKey {
        /// The noun referred to; `person` where a party is.
        noun: &'static str,
        /// The key.
        key: String,
    },
    /// Slugs are unique among all data sets. Nothing was written.
    #[error("the {noun} `{slug}` is in the database already, from another data set; give yours another key")]
    SlugTaken {
        /// The noun.
        noun: &'static str,
        /// The slug.
        slug: String,
    },
    /// The database refused what was to be written. Nothing was written.
    #[error("could not write to the database")]
    Write(#[from] DbErr),
    /// Anything else that the database reports.
    #[error("could not {doing} {place}")]
    Database {
        /// What was tried, e.g. `migrate`.
        doing: &'static str,
        /// The database.
        place: String,
        /// What it says.
        #[source]
        source: DbErr,
    },
}
