//! A connection that only reads: runs plans, each from one snapshot, and ends those that take more than they may.

use std::{
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, limits::Limit};

use crate::store::{ReadError, Request, Response, answer, sql::VERSION};

use super::run::Statements;

/// Statements kept prepared on each connection.
const STATEMENTS: usize = 128;
/// Virtual machine steps between two looks at the clock.
const STEPS_PER_LOOK: i32 = 2_000;

/// What a run may take.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// Milliseconds.
    pub milliseconds: u64,
    /// Looks at the clock, of [`STEPS_PER_LOOK`] steps each.
    pub looks: u64,
    /// Becomes true when nobody waits for the answer any more.
    pub left: Option<Arc<AtomicBool>>,
}

/// A connection that only reads.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
    watch: Arc<Watch>,
    public_url: String,
}

impl Reader {
    /// Opens the database at `path`.
    pub fn open(path: &Path, public_url: &str) -> Result<Self, ReadError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // no cell_size_check, which the writer has: a mapped page is checked again whenever it is looked at; mapped as far
        // as the build allows (`.cargo/config.toml`), for what is not is copied page by page
        connection.execute_batch(
            "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;
             PRAGMA mmap_size=68719476736;",
        )?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        // the same plan whatever is bound: else SQLite prepares a statement anew each time its LIMIT is bound
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let watch = Arc::new(Watch::new());
        let watched = Arc::clone(&watch);
        connection.progress_handler(STEPS_PER_LOOK, Some(move || watched.look()))?;
        Ok(Self { connection, watch, public_url: public_url.to_owned() })
    }

    /// Answers; a panic ends this request and no other.
    pub fn answer(&self, request: &Request, allowance: Allowance) -> Result<Response, ReadError> {
        let milliseconds = allowance.milliseconds;
        self.watch.begin(allowance);
        let answer = panic::catch_unwind(AssertUnwindSafe(|| self.snapshot(request)));
        let Ok(answer) = answer else {
            self.watch.end();
            if !self.connection.is_autocommit() {
                let _ = self.connection.execute_batch("ROLLBACK");
            }
            return Err(ReadError::Panicked);
        };
        answer.map_err(|error| match &error {
            ReadError::Sqlite(inner) if inner.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
                ReadError::Timeout(milliseconds)
            }
            _ => error,
        })
    }

    /// What [`VERSION`] gives.
    pub fn version(&self) -> Result<(i64, Option<i64>), ReadError> {
        let mut statement = self.connection.prepare_cached(VERSION)?;
        Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// How often the clock was looked at in the last run.
    pub fn looks(&self) -> u64 {
        self.watch.looks.load(Ordering::Relaxed)
    }

    fn snapshot(&self, request: &Request) -> Result<Response, ReadError> {
        self.connection.prepare_cached("BEGIN")?.execute([])?;
        let answer = answer::answer(Statements::new(&self.connection, request), request, &self.public_url);
        // what is left to do is not to be interrupted
        self.watch.end();
        let ended = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        let answer = answer?;
        ended?;
        Ok(answer)
    }
}

/// Watches over a run; SQLite asks it every so many steps.
#[derive(Debug)]
struct Watch {
    epoch: Instant,
    /// Milliseconds after `epoch`; 0 while nothing may be ended.
    deadline: AtomicU64,
    /// Looks at the clock so far.
    looks: AtomicU64,
    /// How many there may be.
    most: AtomicU64,
    /// Whether nobody waits any more.
    left: Mutex<Option<Arc<AtomicBool>>>,
}

impl Watch {
    fn new() -> Self {
        let zero = || AtomicU64::new(0);
        Self { epoch: Instant::now(), deadline: zero(), looks: zero(), most: zero(), left: Mutex::default() }
    }

    fn now(&self) -> u64 {
        self.epoch.elapsed().as_millis() as u64
    }

    fn begin(&self, allowance: Allowance) {
        self.looks.store(0, Ordering::Relaxed);
        self.most.store(allowance.looks, Ordering::Relaxed);
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = allowance.left;
        self.deadline.store(self.now() + allowance.milliseconds, Ordering::Relaxed);
    }

    fn end(&self) {
        self.deadline.store(0, Ordering::Relaxed);
    }

    /// Whether the run has taken more than it may, or is for nobody.
    fn look(&self) -> bool {
        let looks = self.looks.fetch_add(1, Ordering::Relaxed);
        let deadline = self.deadline.load(Ordering::Relaxed);
        let left = || {
            let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            left.as_ref().is_some_and(|left| left.load(Ordering::Relaxed))
        };
        deadline > 0 && (looks >= self.most.load(Ordering::Relaxed) || self.now() > deadline || left())
    }
}
