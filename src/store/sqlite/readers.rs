//! Threads that read: each with a read-only connection and the statements prepared on it, fed from one bounded queue.

use std::{
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, limits::Limit};
use tokio::sync::oneshot;

use crate::{
    store::{ReadError, Request, answer::answer},
    types::Limits,
};

use super::run::Statements;

/// Statements kept prepared on each connection.
const STATEMENTS: usize = 128;
/// Virtual machine steps between two looks at the clock.
const STEPS_PER_CHECK: i32 = 2_000;
/// Requests that may wait for each thread.
const QUEUE_PER_THREAD: usize = 64;

struct Job {
    request: Request,
    answer: oneshot::Sender<Result<Vec<u8>, ReadError>>,
}

/// The threads.
#[derive(Debug)]
pub struct Readers {
    jobs: Sender<Job>,
}

impl Readers {
    /// Starts `threads` readers of the database at `path`.
    pub fn start(path: &Path, threads: usize, limits: &Limits, public_url: &str) -> Result<Self, ReadError> {
        let (jobs, queue) = bounded(threads * QUEUE_PER_THREAD);
        for number in 0..threads {
            let reader = Reader::open(path.to_owned(), limits.timeout_ms, public_url.to_owned())?;
            let queue: Receiver<Job> = queue.clone();
            thread::Builder::new()
                .name(format!("reader-{number}"))
                .spawn(move || {
                    for job in queue {
                        // a client that has left takes its work with it
                        if !job.answer.is_closed() {
                            let _ = job.answer.send(reader.guarded(&job.request));
                        }
                    }
                })
                .expect("the system can start a thread");
        }
        Ok(Self { jobs })
    }

    /// Answers a request: the response as JSON, all of it from one snapshot.
    pub async fn answer(&self, request: Request) -> Result<Vec<u8>, ReadError> {
        let (answer, answered) = oneshot::channel();
        match self.jobs.try_send(Job { request, answer }) {
            Ok(()) => answered.await.unwrap_or(Err(ReadError::Stopped)),
            Err(TrySendError::Full(_)) => Err(ReadError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(ReadError::Stopped),
        }
    }
}

/// A connection that only reads, and its deadline.
struct Reader {
    connection: Connection,
    epoch: Instant,
    /// Milliseconds after `epoch`; 0 while nothing runs.
    deadline: Arc<AtomicU64>,
    timeout_ms: u64,
    public_url: String,
}

impl Reader {
    fn open(path: PathBuf, timeout_ms: u64, public_url: String) -> Result<Self, ReadError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // no cell_size_check, which the writer has: a mapped page is checked again whenever it is looked at
        connection.execute_batch(
            "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;
             PRAGMA mmap_size=1073741824;",
        )?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        // the same plan whatever is bound: else SQLite prepares a statement anew each time its LIMIT is bound
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let (epoch, deadline) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let watched = Arc::clone(&deadline);
        let overdue = move || {
            let deadline = watched.load(Ordering::Relaxed);
            deadline > 0 && epoch.elapsed().as_millis() as u64 > deadline
        };
        connection.progress_handler(STEPS_PER_CHECK, Some(overdue))?;
        Ok(Self { connection, epoch, deadline, timeout_ms, public_url })
    }

    /// Answers; a panic ends this request and no other.
    fn guarded(&self, request: &Request) -> Result<Vec<u8>, ReadError> {
        panic::catch_unwind(AssertUnwindSafe(|| self.answer(request))).unwrap_or_else(|_| {
            self.deadline.store(0, Ordering::Relaxed);
            if !self.connection.is_autocommit() {
                let _ = self.connection.execute_batch("ROLLBACK");
            }
            Err(ReadError::Panicked)
        })
    }

    fn answer(&self, request: &Request) -> Result<Vec<u8>, ReadError> {
        self.deadline.store(self.epoch.elapsed().as_millis() as u64 + self.timeout_ms, Ordering::Relaxed);
        self.snapshot(request).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => ReadError::Timeout(self.timeout_ms),
            _ => ReadError::Sqlite(error),
        })
    }

    fn snapshot(&self, request: &Request) -> Result<Vec<u8>, rusqlite::Error> {
        self.connection.prepare_cached("BEGIN")?.execute([])?;
        let answer = answer(Statements::new(&self.connection, request), request, &self.public_url);
        // what is left to do is not to be interrupted
        self.deadline.store(0, Ordering::Relaxed);
        let ended = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        let answer = answer?;
        ended?;
        Ok(answer)
    }
}
