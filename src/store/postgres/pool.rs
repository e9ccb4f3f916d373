//! Connections that read from PostgreSQL, and the bounds under which they do.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use sea_orm::sqlx::{
    self, Connection, Error, PgPool, Postgres,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::{sync::Semaphore, time::timeout};

use crate::store::{
    Extent, ReadError, Request, Response, Statistics,
    answer::answer,
    pace::Pace,
    sql::{VERSION, version},
};

use super::fetch::Fetched;

/// Statements kept prepared on each connection.
const STATEMENTS: usize = 256;
/// Requests that may wait for each connection.
const QUEUE_PER_CONNECTION: usize = 64;
/// A connection that lay idle for longer is tried before it is used.
const TRIED_AFTER: Duration = Duration::from_secs(1);
/// What PostgreSQL says when a statement has taken longer than it may.
const QUERY_CANCELED: &str = "57014";
/// What it says when it ends a connection: shut down, crashed, not to be connected to yet; and lain idle too long.
const GOING: [&str; 4] = ["57P01", "57P02", "57P03", "25P03"];
/// All statements of a request see the same data.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Connections that read.
#[derive(Debug)]
pub struct Pool {
    pool: PgPool,
    waiting: Semaphore,
    pace: Pace,
    rejected: AtomicU64,
    timeout_ms: u64,
    public_url: String,
}

impl Pool {
    /// Connects when first used, at most `connections` times.
    pub fn new(options: &PgConnectOptions, connections: usize, timeout_ms: u64, public_url: &str) -> Self {
        let limit = timeout_ms.to_string();
        let session = [
            ("default_transaction_read_only", "on"),
            ("statement_timeout", &limit),
            ("lock_timeout", &limit),
            ("idle_in_transaction_session_timeout", &limit),
            // how soon the database sees that nobody is there for whom it works
            ("client_connection_check_interval", "250"),
            // compiling a query or starting helpers for it takes longer than what is asked here
            ("jit", "off"),
            ("max_parallel_workers_per_gather", "0"),
        ];
        let options = options.clone().options(session).statement_cache_capacity(STATEMENTS);
        let pool = PgPoolOptions::new()
            .max_connections(connections as u32)
            .acquire_timeout(Duration::from_millis(timeout_ms))
            .test_before_acquire(false)
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > TRIED_AFTER {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(options);
        let waiting = Semaphore::new(connections * (QUEUE_PER_CONNECTION + 1));
        let (pace, rejected) = (Pace::default(), AtomicU64::new(0));
        Self { pool, waiting, pace, rejected, timeout_ms, public_url: public_url.to_owned() }
    }

    /// How much there is to do.
    pub fn statistics(&self) -> Statistics {
        let most = self.connections();
        let (open, idle) = (self.pool.size() as usize, self.pool.num_idle());
        let under_way = self.under_way();
        let busy = open.saturating_sub(idle).min(under_way);
        Statistics {
            busy: busy as u64,
            waiting: (under_way - busy) as u64,
            rejected: self.rejected.load(Ordering::Relaxed),
            database: Extent::Connections { open: open as u64, idle: idle as u64, most: most as u64 },
        }
    }

    fn connections(&self) -> usize {
        self.pool.options().get_max_connections() as usize
    }

    /// How many requests are worked at or wait.
    fn under_way(&self) -> usize {
        self.connections() * (QUEUE_PER_CONNECTION + 1) - self.waiting.available_permits()
    }

    /// Answers a request, all of it from one snapshot.
    pub async fn answer(&self, request: &Request) -> Result<Response, ReadError> {
        let waiting = self.under_way().saturating_sub(self.connections());
        if self.pace.is_too_slow(waiting, self.connections()) {
            return Err(self.rejected());
        }
        self.bounded(|| self.read(request)).await
    }

    /// What tells the data apart from those before the last committed write.
    pub async fn version(&self) -> Result<String, ReadError> {
        let (change, load) = self.bounded(async || Ok(sqlx::query_as(VERSION).fetch_one(&self.pool).await?)).await?;
        Ok(version(change, load))
    }

    /// Reads; what a lost connection left undone is done again on another. Each that is lost leaves the pool.
    async fn bounded<T, F>(&self, read: impl Fn() -> F) -> Result<T, ReadError>
    where
        F: Future<Output = Result<T, ReadError>>,
    {
        let Ok(_place) = self.waiting.try_acquire() else { return Err(self.rejected()) };
        let tries = async {
            for _ in 0..self.connections() {
                match read().await {
                    Err(ReadError::Postgres(error)) if lost(&error) => {}
                    outcome => return outcome,
                }
            }
            read().await
        };
        match timeout(Duration::from_millis(self.timeout_ms), tries).await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(ReadError::Postgres(Error::PoolTimedOut))) => Err(self.rejected()),
            Ok(Err(ReadError::Postgres(error))) if canceled(&error) => Err(ReadError::Timeout(self.timeout_ms)),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(ReadError::Timeout(self.timeout_ms)),
        }
    }

    fn rejected(&self) -> ReadError {
        self.rejected.fetch_add(1, Ordering::Relaxed);
        ReadError::Busy
    }

    async fn read(&self, request: &Request) -> Result<Response, ReadError> {
        let mut held = Held { connection: self.pool.acquire().await?, busy: true };
        let begun = Instant::now();
        let fetched = async {
            let mut transaction = held.connection.begin_with(BEGIN).await?;
            let fetched = Fetched::all(&mut transaction, request, &self.public_url).await?;
            transaction.commit().await?;
            Ok::<_, ReadError>(fetched)
        };
        let fetched = fetched.await;
        held.busy = false;
        self.pace.took(begun.elapsed());
        answer(&fetched?, request, &self.public_url)
    }
}

/// A connection that leaves the pool if it is let go of half-way: the database ends what it does for it, and nothing of
/// that reaches another request.
struct Held {
    connection: PoolConnection<Postgres>,
    busy: bool,
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.busy {
            self.connection.close_on_drop();
        }
    }
}

fn canceled(error: &Error) -> bool {
    code(error).is_some_and(|code| code == QUERY_CANCELED)
}

/// Whether the connection is gone, or the server is just going or coming.
fn lost(error: &Error) -> bool {
    matches!(error, Error::Io(_)) || code(error).is_some_and(|code| GOING.contains(&&*code) || code.starts_with("08"))
}

fn code(error: &Error) -> Option<std::borrow::Cow<'_, str>> {
    error.as_database_error()?.code()
}
