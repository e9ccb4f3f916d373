//! What the server holds: at rest, for connections that idle, and after many requests.

use std::path::Path;

use crate::{
    Failure, Plan,
    client::Client,
    load::{Asked, round},
    questions::Fixed,
    servers::{Memory, Server},
};

const CONNECTIONS: usize = 16;

/// Measures and prints.
pub fn run(plan: &Plan, database: &Path) -> Result<(), Failure> {
    let megabytes = |bytes: i64| bytes as f64 / 1e6;
    let line = |what: &str, Memory { resident, anonymous }| {
        println!("| {what} | {:.1} | {:.1} |", megabytes(resident), megabytes(anonymous));
    };
    let server = Server::demarche(database)?;
    println!("\n{} events\n", plan.events);
    println!("| memory | resident MB | of it anonymous MB |");
    println!("|---|---:|---:|");
    line("at rest, nothing asked yet", server.memory()?);
    let light = Fixed::nodes(&server, database)?;
    let before = server.memory()?;
    line("after the first requests", before);
    let mut idle = Vec::new();
    for number in 0..plan.idle {
        let mut client = Client::connect(server.address)?;
        client.ask(&light.request(number).0)?;
        idle.push(client);
    }
    let after = server.memory()?;
    line(&format!("with {} idle connections", idle.len()), after);
    let each = |of: fn(Memory) -> i64| (of(after) - of(before)) as f64 / idle.len() as f64 / 1e3;
    println!("| an idle connection, in KB | {:.1} | {:.1} |", each(|m| m.resident), each(|m| m.anonymous));
    drop(idle);
    let nested = Fixed::nested(&server, database)?;
    let asked = Asked { server: &server, connections: CONNECTIONS, request: &|number, _| nested.request(number) };
    let mut count = 0.0;
    while count < plan.requests as f64 {
        let round = round(&asked, plan.rounds.lasting)?;
        count += round.rate * plan.rounds.lasting.as_secs_f64();
    }
    line(&format!("after {count:.0} nested pages"), server.memory()?);
    Ok(())
}
