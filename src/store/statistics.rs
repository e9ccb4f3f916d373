//! How much reading there is to do, and what there is to do it with.

/// At one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Requests that are being read for.
    pub busy: u64,
    /// Requests that wait until they are.
    pub waiting: u64,
    /// Requests refused since the start, for too many were waiting.
    pub rejected: u64,
    /// What depends on the database.
    pub database: Extent,
}

/// What there is of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Files, in bytes; 0 where one is not there.
    Files {
        /// The database.
        database: u64,
        /// Its write-ahead log.
        wal: u64,
    },
    /// Connections.
    Connections {
        /// Those that are open.
        open: u64,
        /// Those of them that nobody uses.
        idle: u64,
        /// How many there may be.
        most: u64,
    },
}
