//! Light requests while a slow one is under way all the time: how much longer one of a hundred takes.

use std::{
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{
    Failure, Plan,
    client::{Client, request},
    load::{Asked, Round, round},
    questions::Fixed,
    report::{middle, ratio},
    servers::Server,
};

/// Looks at every part in every event, and finds nothing.
const SLOW: &str = r#"query($text: String!) {
  events(filter: { participations: { some: { party: { name: { contains: $text } } } } }, first: 5) { totalCount nodes { id } }
}"#;
const CONNECTIONS: usize = 4;

/// Measures and prints.
pub fn run(plan: &Plan, database: &Path) -> Result<(), Failure> {
    let server = Server::demarche(database)?;
    let slow = request(&server.path, &json!({ "query": SLOW, "variables": { "text": "no such words" } }).to_string());
    println!("\n{} events, {CONNECTIONS} connections with light requests\n", plan.events);
    println!("| light request | slow one under way | median ms | p99 ms | slow ones | each ms |");
    println!("|---|---|---:|---:|---:|---:|");
    for (name, light) in [("node", Fixed::nodes(&server, database)?), ("5 events", Fixed::first(&server, 5)?)] {
        let asked = Asked { server: &server, connections: CONNECTIONS, request: &|number, _| light.request(number) };
        round(&asked, plan.rounds.lasting / 3)?;
        let (mut alone, mut beside, mut slow_ones) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..plan.rounds.count {
            alone.push(round(&asked, plan.rounds.lasting)?);
            let (round, took) = with_slow(&asked, plan.rounds.lasting, &slow)?;
            beside.push(round);
            slow_ones.extend(took);
        }
        for (with, rounds) in [("no", &alone), ("yes", &beside)] {
            let (median, p99) = (middle(rounds, |round| round.median), middle(rounds, |round| round.p99));
            print!("| {name} | {with} | {median:.2} | {p99:.2} |");
            match slow_ones.iter().sum::<Duration>() {
                all if with == "yes" && !slow_ones.is_empty() => {
                    println!(" {} | {:.0} |", slow_ones.len(), all.as_secs_f64() * 1e3 / slow_ones.len() as f64);
                }
                _ => println!(" | |"),
            }
        }
        println!(
            "| {name} | **with ÷ without** | {:.2} | **{:.2}** | | |",
            ratio(&beside, &alone, |round| round.median),
            ratio(&beside, &alone, |round| round.p99)
        );
    }
    Ok(())
}

/// A round with the slow request asked again and again beside it, and how long each of those took.
fn with_slow(asked: &Asked<'_>, lasting: Duration, slow: &[u8]) -> Result<(Round, Vec<Duration>), Failure> {
    let (over, mut client) = (AtomicBool::new(false), Client::connect(asked.server.address)?);
    thread::scope(|scope| {
        let beside = scope.spawn(|| -> Result<Vec<Duration>, Failure> {
            let mut took = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let sent = Instant::now();
                let answer = client.ask(slow)?;
                if answer.starts_with(b"{\"errors\"") {
                    return Err(String::from_utf8_lossy(answer).into_owned().into());
                }
                took.push(sent.elapsed());
            }
            Ok(took)
        });
        let round = round(asked, lasting);
        over.store(true, Ordering::Relaxed);
        let took = beside.join().map_err(|_| "the slow client panicked")??;
        Ok((round?, took))
    })
}
