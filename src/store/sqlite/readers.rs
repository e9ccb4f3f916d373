//! Who reads: a request that is done in a moment is answered where it arrived, any other by one of the threads that are
//! fed from a bounded queue. Where it arrived others wait behind it, so it may take a moment there and no more.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use tokio::sync::oneshot;

use crate::{
    store::{Extent, ReadError, Request, Response, Statistics, pace::Pace, sql::version},
    types::Limits,
};

use super::{
    probe::Probe,
    reader::{Allowance, Reader},
};

/// A moment, in looks at the clock: steps of one to three milliseconds; a page of some hundred objects takes a third of
/// them. Time itself would count against a request what the system gives to others meanwhile.
const MOMENT: u64 = 10;
/// Requests that may wait for each thread.
const QUEUE_PER_THREAD: usize = 64;

/// How far the threads stand back behind what is answered on the spot, in steps of niceness.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

struct Job {
    request: Request,
    answer: oneshot::Sender<Result<Response, ReadError>>,
    since: Instant,
    /// Whether nobody waits for the answer any more.
    left: Arc<AtomicBool>,
}

/// Somebody who waits for an answer; tells when they leave.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The threads, and the connections of those who answer on the spot.
#[derive(Debug)]
pub struct Readers {
    jobs: Sender<Job>,
    here: Mutex<Vec<Reader>>,
    /// Asks for the version of the data and nothing else.
    version: Mutex<Box<Reader>>,
    probe: Probe,
    path: PathBuf,
    timeout_ms: u64,
    threads: usize,
    pace: Arc<Pace>,
    busy: Arc<AtomicU64>,
    rejected: AtomicU64,
}

impl Readers {
    /// Starts `threads` readers of the database at `path`.
    pub fn start(path: &Path, threads: usize, limits: &Limits, public_url: &str) -> Result<Self, ReadError> {
        let (jobs, queue) = bounded(threads * QUEUE_PER_THREAD);
        let (busy, pace) = (Arc::<AtomicU64>::default(), Arc::<Pace>::default());
        let (milliseconds, longest) = (limits.timeout_ms, Duration::from_millis(limits.timeout_ms));
        for number in 0..threads {
            let reader = Reader::open(path, public_url)?;
            let queue: Receiver<Job> = queue.clone();
            let (busy, pace) = (Arc::clone(&busy), Arc::clone(&pace));
            thread::Builder::new()
                .name(format!("reader-{number}"))
                .spawn(move || {
                    give_way();
                    for Job { request, answer, since, left } in queue {
                        // a client that has left takes its work with it
                        if left.load(Ordering::Relaxed) {
                            continue;
                        }
                        if since.elapsed() > longest {
                            let _ = answer.send(Err(ReadError::Busy));
                            continue;
                        }
                        let allowance = Allowance { milliseconds, looks: u64::MAX, left: Some(left) };
                        busy.fetch_add(1, Ordering::Relaxed);
                        let begun = Instant::now();
                        let outcome = reader.answer(&request, allowance);
                        busy.fetch_sub(1, Ordering::Relaxed);
                        pace.took(begun.elapsed());
                        request.program.took_long(reader.looks() > MOMENT);
                        let _ = answer.send(outcome);
                    }
                })
                .expect("the system can start a thread");
        }
        // no more requests can be under way on the spot than there are threads that take them
        let takers = thread::available_parallelism().map_or(1, usize::from);
        let here = (0..takers).map(|_| Reader::open(path, public_url)).collect::<Result<_, _>>()?;
        let version = Mutex::new(Box::new(Reader::open(path, public_url)?));
        Ok(Self {
            jobs,
            here: Mutex::new(here),
            version,
            probe: Probe::of(path),
            path: path.to_owned(),
            timeout_ms: limits.timeout_ms,
            threads,
            pace,
            busy,
            rejected: AtomicU64::new(0),
        })
    }

    /// What tells the data apart from those before the last committed write: two rows are looked up.
    pub fn version(&self) -> Result<String, ReadError> {
        let (change, load) = self.version.lock().unwrap_or_else(PoisonError::into_inner).version()?;
        Ok(version(change, load))
    }

    /// Whether the database can still be opened and read.
    pub async fn probe(&self) -> Result<(), ReadError> {
        self.probe.ask().await
    }

    /// How much there is to do.
    pub fn statistics(&self) -> Statistics {
        let size = |end: &str| {
            let mut path = self.path.clone().into_os_string();
            path.push(end);
            fs::metadata(path).map_or(0, |file| file.len())
        };
        Statistics {
            busy: self.busy.load(Ordering::Relaxed),
            waiting: self.jobs.len() as u64,
            rejected: self.rejected.load(Ordering::Relaxed),
            database: Extent::Files { database: size(""), wal: size("-wal") },
        }
    }

    /// Answers a request, all of it from one snapshot.
    pub async fn answer(&self, request: Request) -> Result<Response, ReadError> {
        if let Some(answer) = self.on_the_spot(&request) {
            return answer;
        }
        if self.pace.is_too_slow(self.jobs.len(), self.threads) {
            return Err(self.rejected());
        }
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting(Arc::default());
        let job = Job { request, answer, since: Instant::now(), left: Arc::clone(&waiting.0) };
        match self.jobs.try_send(job) {
            Ok(()) => answered.await.unwrap_or(Err(ReadError::Stopped)),
            Err(TrySendError::Full(_)) => Err(self.rejected()),
            Err(TrySendError::Disconnected(_)) => Err(ReadError::Stopped),
        }
    }

    fn rejected(&self) -> ReadError {
        self.rejected.fetch_add(1, Ordering::Relaxed);
        ReadError::Busy
    }

    /// The answer to a request that takes no more than a moment: the way to a thread and back would cost more.
    fn on_the_spot(&self, request: &Request) -> Option<Result<Response, ReadError>> {
        // a moment is told by what SQLite does, so whatever does more than ask it goes to the threads
        if request.program.takes_long() || request.plan.computes() {
            return None;
        }
        let here = || self.here.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = here().pop()?;
        self.busy.fetch_add(1, Ordering::Relaxed);
        let answer = reader.answer(request, Allowance { milliseconds: self.timeout_ms, looks: MOMENT, left: None });
        self.busy.fetch_sub(1, Ordering::Relaxed);
        here().push(reader);
        match answer {
            Err(ReadError::Timeout(_)) => {
                request.program.took_long(true);
                None
            }
            answer => Some(answer),
        }
    }
}

/// Has the calling thread give way to those that answer on the spot, so that a long read takes the processor time that
/// nobody else wants. Only on Linux is niceness a thread's own.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%error, "a reader keeps its priority");
    }
}
