//! More than the server can do: how much of its peak it still does, and how soon it says no to the rest.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{
    Failure, Plan,
    client::{Client, request},
    servers::Server,
};

/// Looks at the title of every event, and finds nothing; each has a text of its own.
const WORK: &str = r"query($text: String!) { events(filter: { title: { contains: $text } }, first: 0) { totalCount } }";
/// How many times the peak is asked for.
const TIMES: u64 = 5;
/// More connections than the server lets wait, so that those beyond it find it busy.
const CONNECTIONS: usize = 600;
/// As many as keep the server busy without any of them being refused.
const PEAK: usize = 16;

/// What a round came to.
struct Load {
    answered: Vec<Duration>,
    refused: Vec<Duration>,
    lasting: Duration,
}

impl Load {
    fn rate(times: &[Duration], lasting: Duration) -> f64 {
        times.len() as f64 / lasting.as_secs_f64()
    }

    fn line(&mut self, offered: &str) {
        for times in [&mut self.answered, &mut self.refused] {
            times.sort_unstable();
        }
        let quantile = |times: &[Duration], of: f64| match times.len() {
            0 => String::new(),
            count => format!("{:.2}", times[((count - 1) as f64 * of) as usize].as_secs_f64() * 1e3),
        };
        println!(
            "| {offered} | {:.0} | {} | {:.0} | {} | {} |",
            Self::rate(&self.answered, self.lasting),
            quantile(&self.answered, 0.5),
            Self::rate(&self.refused, self.lasting),
            quantile(&self.refused, 0.5),
            quantile(&self.refused, 0.99),
        );
    }
}

/// Measures and prints.
pub fn run(plan: &Plan, database: &Path) -> Result<(), Failure> {
    let server = Server::demarche(database)?;
    println!("\n{} events, requests that look through all titles\n", plan.events);
    println!("| asked for | answered/s | median ms | refused/s | refusal: median ms | p99 ms |");
    println!("|---|---:|---:|---:|---:|---:|");
    let lasting = plan.rounds.lasting;
    load(&server, PEAK, None, lasting / 3)?;
    let mut ratios = Vec::new();
    for _ in 0..plan.rounds.count {
        let mut peak = load(&server, PEAK, None, lasting)?;
        let rate = Load::rate(&peak.answered, lasting);
        peak.line("as much as is answered");
        let asked = (rate * TIMES as f64).max(1.0);
        // the queue fills first; what is measured is what comes after
        let mut over = load(&server, CONNECTIONS, Some(asked), 3 * lasting)?;
        over.line(&format!("{TIMES} times that"));
        ratios.push(Load::rate(&over.answered, 3 * lasting) / rate);
    }
    ratios.sort_unstable_by(f64::total_cmp);
    println!("| **{TIMES} times ÷ once** | **{:.2}** | | | | |", ratios[ratios.len() / 2]);
    Ok(())
}

/// Asks on so many connections: as fast as it is answered, or `rate` times a second whatever becomes of it.
fn load(server: &Server, connections: usize, rate: Option<f64>, lasting: Duration) -> Result<Load, Failure> {
    static TEXTS: AtomicU64 = AtomicU64::new(0);
    let mut clients = (0..connections).map(|_| Client::connect(server.address)).collect::<Result<Vec<_>, _>>()?;
    let (next, start) = (AtomicUsize::new(0), Instant::now());
    let all = thread::scope(|scope| {
        let running: Vec<_> = clients
            .iter_mut()
            .map(|client| {
                let next = &next;
                scope.spawn(move || {
                    let (mut answered, mut refused) = (Vec::new(), Vec::new());
                    loop {
                        if let Some(rate) = rate {
                            let due = Duration::from_secs_f64(next.fetch_add(1, Ordering::Relaxed) as f64 / rate);
                            thread::sleep(due.saturating_sub(start.elapsed()));
                        }
                        if start.elapsed() >= lasting {
                            return Ok((answered, refused));
                        }
                        let text = format!("no such words {}", TEXTS.fetch_add(1, Ordering::Relaxed));
                        let body = json!({ "query": WORK, "variables": { "text": text } }).to_string();
                        let request = request(&server.path, &body);
                        let sent = Instant::now();
                        let (status, answer) = client.exchange(&request)?;
                        let times = match status {
                            200 if answer.starts_with(b"{\"data\"") => &mut answered,
                            503 => &mut refused,
                            _ => return Err(String::from_utf8_lossy(answer).into_owned().into()),
                        };
                        if start.elapsed() < lasting {
                            times.push(sent.elapsed());
                        }
                    }
                })
            })
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a client panicked")?)
            .collect::<Vec<Result<(Vec<Duration>, Vec<Duration>), Failure>>>()
    });
    let (mut answered, mut refused) = (Vec::new(), Vec::new());
    for one in all {
        let (some, others) = one?;
        answered.extend(some);
        refused.extend(others);
    }
    Ok(Load { answered, refused, lasting })
}
