//! The nested page: the release server against a hand-written one on the same database, in turn. README.md says how.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

#[path = "nested/client.rs"]
mod client;
#[path = "nested/generate.rs"]
mod generate;
#[path = "nested/hand/mod.rs"]
mod hand;
#[path = "nested/incident.rs"]
mod incident;
#[path = "nested/load.rs"]
mod load;
#[path = "nested/report.rs"]
mod report;
#[path = "nested/servers.rs"]
mod servers;
#[path = "nested/words.rs"]
mod words;
#[path = "nested/work.rs"]
mod work;

use std::{error::Error, path::Path, time::Duration};

use hand::STATIC_BYTES;
use load::Asked;
use report::{Rounds, compare, heading};
use servers::Server;
use work::Work;

/// Whatever goes wrong.
pub type Failure = Box<dyn Error + Send + Sync>;

/// How much is measured.
struct Plan {
    events: i64,
    cursors: usize,
    rounds: usize,
    round: Duration,
    connections: Vec<usize>,
}

impl Plan {
    fn of(args: &[String]) -> Result<Self, Failure> {
        // only `cargo bench` says --bench: any other run just sees that everything works
        let quick = !args.iter().any(|arg| arg == "--bench") || args.iter().any(|arg| arg == "--quick");
        let mut plan = if quick {
            Self { events: 2_000, cursors: 50, rounds: 1, round: Duration::from_millis(300), connections: vec![1, 4] }
        } else {
            Self {
                events: 100_000,
                cursors: 300,
                rounds: 5,
                round: Duration::from_secs(3),
                connections: vec![1, 16, 64],
            }
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--bench" | "--quick" => {}
                "--events" => plan.events = value()?.parse()?,
                "--rounds" => plan.rounds = value()?.parse()?,
                "--seconds" => plan.round = Duration::from_secs_f64(value()?.parse()?),
                "--connections" => {
                    plan.connections = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
                }
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
    let database = generate::database(plan.events)?;
    let (demarche, hand) = (Server::demarche(&database)?, Server::hand(&database)?);
    let mut work = Work::prepare(&demarche, plan.cursors)?;
    let bytes = work.check(&demarche, &hand)?;
    println!("{} events, {} pages of {bytes} bytes on average, alike from both\n", plan.events, work.pages());

    let rounds = Rounds { count: plan.rounds, lasting: plan.round };
    let known = |path| {
        let requests: Vec<_> =
            (0..work.pages()).map(|page| (work.request(page, path, None), work.length(page))).collect();
        move |number: usize, _| requests[number % requests.len()].clone()
    };
    let fresh = |path| {
        let work = &work;
        move |number: usize, mark| {
            let page = number % work.pages();
            (work.request(page, path, Some(mark)), work.length(page))
        }
    };
    heading();
    for connections in plan.connections.iter().copied() {
        let (limit, tested) = (known(hand.path), known(demarche.path));
        let servers = [
            ("hand-written", Asked { server: &hand, connections, request: &limit }),
            ("demarche", Asked { server: &demarche, connections, request: &tested }),
        ];
        compare("known document", &servers, rounds)?;
    }
    let connections = plan.connections[plan.connections.len() / 2];
    let (limit, tested) = (fresh(hand.path), fresh(demarche.path));
    let servers = [
        ("hand-written", Asked { server: &hand, connections, request: &limit }),
        ("demarche", Asked { server: &demarche, connections, request: &tested }),
    ];
    compare("first sight", &servers, rounds)?;
    let fixed = |_, _| (client::request("/static", "{}"), STATIC_BYTES);
    let servers = [("fixed bytes", Asked { server: &hand, connections, request: &fixed })];
    compare("for scale", &servers, rounds)?;
    // nothing may have changed while they were under load
    work.check(&demarche, &hand)?;
    Ok(())
}
