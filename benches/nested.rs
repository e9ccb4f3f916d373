//! The release server under load: a nested page against other servers on the same database, light requests beside slow
//! ones, more than it can do, growth, memory. README.md says how.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

#[path = "nested/client.rs"]
mod client;
#[path = "nested/compare.rs"]
mod compare;
#[path = "nested/explain.rs"]
mod explain;
#[path = "nested/generate.rs"]
mod generate;
#[path = "nested/growth.rs"]
mod growth;
#[path = "nested/hand/mod.rs"]
mod hand;
#[path = "nested/incident.rs"]
mod incident;
#[path = "nested/load.rs"]
mod load;
#[path = "nested/memory.rs"]
mod memory;
#[path = "nested/overload.rs"]
mod overload;
#[path = "nested/questions.rs"]
mod questions;
#[path = "nested/report.rs"]
mod report;
#[path = "nested/servers.rs"]
mod servers;
#[path = "nested/size.rs"]
mod size;
#[path = "nested/stall.rs"]
mod stall;
#[path = "nested/words.rs"]
mod words;
#[path = "nested/work.rs"]
mod work;

use std::{error::Error, path::Path, time::Duration};

use compare::Peer;
use report::Rounds;

/// Whatever goes wrong.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What there is to measure.
const ALL: [&str; 6] = ["page", "stall", "overload", "growth", "size", "memory"];

/// What is measured, and how much.
struct Plan {
    /// Only to see that everything works.
    quick: bool,
    what: Vec<String>,
    events: i64,
    sizes: Vec<i64>,
    cursors: usize,
    rounds: Rounds,
    connections: Vec<usize>,
    peers: Vec<Peer>,
    /// Connections that are held open without a request.
    idle: usize,
    /// Requests after which memory is looked at.
    requests: usize,
    /// Whether to print how SQLite goes about it.
    explain: bool,
}

impl Plan {
    fn of(args: &[String]) -> Result<Self, Failure> {
        // only `cargo bench` says --bench: any other run just sees that everything works
        let quick = !args.iter().any(|arg| arg == "--bench") || args.iter().any(|arg| arg == "--quick");
        let mut plan = if quick {
            Self {
                quick,
                what: ALL.map(str::to_owned).to_vec(),
                events: 2_000,
                sizes: vec![2_000, 4_000],
                cursors: 50,
                rounds: Rounds { count: 1, lasting: Duration::from_millis(300) },
                connections: vec![1, 4],
                peers: Vec::new(),
                idle: 10,
                requests: 100,
                explain: false,
            }
        } else {
            Self {
                quick,
                what: vec![ALL[0].to_owned()],
                events: 100_000,
                sizes: vec![10_000, 100_000, 1_000_000],
                cursors: 300,
                rounds: Rounds { count: 5, lasting: Duration::from_secs(3) },
                connections: vec![1, 16, 64],
                peers: Vec::new(),
                idle: 1_000,
                requests: 100_000,
                explain: false,
            }
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--bench" | "--quick" => {}
                "--what" => plan.what = value()?.split(',').map(str::to_owned).collect(),
                "--events" => plan.events = value()?.parse()?,
                "--sizes" => plan.sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?,
                "--rounds" => plan.rounds.count = value()?.parse()?,
                "--seconds" => plan.rounds.lasting = Duration::from_secs_f64(value()?.parse()?),
                "--connections" => {
                    plan.connections = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
                }
                "--peer" => plan.peers.push(Peer::of(value()?)?),
                "--explain" => plan.explain = true,
                other => return Err(format!("{other}: see benches/README.md").into()),
            }
        }
        Ok(plan)
    }
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, database] = args.as_slice()
        && flag == "--serve"
    {
        return Ok(hand::serve(Path::new(database))?);
    }
    let plan = Plan::of(&args)?;
    let database = || generate::database(plan.events);
    for what in &plan.what {
        match what.as_str() {
            "page" => compare::run(&plan, &database()?)?,
            "stall" => stall::run(&plan, &database()?)?,
            "overload" => overload::run(&plan, &database()?)?,
            "growth" => growth::run(&plan)?,
            "size" => size::run(&plan)?,
            "memory" => memory::run(&plan, &database()?)?,
            other => return Err(format!("{other}: there is {}", ALL.join(", ")).into()),
        }
    }
    Ok(())
}
