//! One round: some connections ask one server as fast as it answers, and what that cost is taken down.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{Failure, client::Client, servers::Server};

/// How many requests, from first to last of a process, had a document of their own.
static MARKS: AtomicUsize = AtomicUsize::new(0);

/// What is asked of a server.
pub struct Asked<'a> {
    /// Whom.
    pub server: &'a Server,
    /// How many connections at once.
    pub connections: usize,
    /// The requests and how long the answers must be, by number and by mark.
    pub request: &'a (dyn Fn(usize, usize) -> (Vec<u8>, usize) + Sync),
}

/// What a round came to.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Processor time of the server for each request, in microseconds.
    pub cpu: f64,
    /// Requests in a second.
    pub rate: f64,
    /// The middle latency in milliseconds.
    pub median: f64,
    /// The latency in milliseconds that one of a hundred requests exceeds.
    pub p99: f64,
}

/// Asks for as long as `lasting`.
pub fn round(asked: &Asked<'_>, lasting: Duration) -> Result<Round, Failure> {
    let next = AtomicUsize::new(0);
    let mut clients = Vec::new();
    for _ in 0..asked.connections {
        clients.push(Client::connect(asked.server.address)?);
    }
    let (before, start) = (asked.server.cpu()?, Instant::now());
    let mut latencies = thread::scope(|scope| {
        let running: Vec<_> = clients
            .iter_mut()
            .map(|client| {
                scope.spawn(|| {
                    let mut latencies = Vec::new();
                    while start.elapsed() < lasting {
                        let mark = MARKS.fetch_add(1, Ordering::Relaxed);
                        let (request, length) = (asked.request)(next.fetch_add(1, Ordering::Relaxed), mark);
                        let sent = Instant::now();
                        if client.ask(&request)?.len() != length {
                            return Err("an answer has the wrong length".into());
                        }
                        latencies.push(sent.elapsed());
                    }
                    Ok(latencies)
                })
            })
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a client panicked")?)
            .collect::<Vec<Result<Vec<Duration>, Failure>>>()
    })
    .into_iter()
    .collect::<Result<Vec<_>, Failure>>()?
    .concat();
    let (took, spent) = (start.elapsed(), asked.server.cpu()? - before);
    latencies.sort_unstable();
    let count = latencies.len();
    let quantile = |of: f64| latencies[((count - 1) as f64 * of) as usize].as_secs_f64() * 1e3;
    Ok(Round {
        cpu: spent.as_secs_f64() * 1e6 / count as f64,
        rate: count as f64 / took.as_secs_f64(),
        median: quantile(0.5),
        p99: quantile(0.99),
    })
}
