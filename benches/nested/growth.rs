//! The same requests on databases of different sizes, in turn: what must not depend on how much there is.

use std::path::PathBuf;

use crate::{
    Failure, Plan,
    explain::explain,
    generate,
    load::{Asked, Round},
    questions::{COUNT, COUNT_SOME, Fixed},
    report::{in_turn, middle, ratio},
    servers::Server,
};

const CONNECTIONS: usize = 4;

/// A kind of request, made for a server and its database.
type Kind = (&'static str, fn(&Server, &PathBuf) -> Result<Fixed, Failure>);

const KINDS: [Kind; 6] = [
    ("node by id", |server, database| Fixed::nodes(server, database)),
    ("first page", |server, _| Fixed::first(server, 20)),
    ("page at nine tenths", |server, database| Fixed::deep(server, database)),
    ("nested page", |server, database| Fixed::nested(server, database)),
    ("count of all", |server, _| Fixed::count(server, COUNT)),
    ("count of a category", |server, _| Fixed::count(server, COUNT_SOME)),
];

/// Measures and prints.
pub fn run(plan: &Plan) -> Result<(), Failure> {
    let mut servers = Vec::new();
    for events in &plan.sizes {
        let database = generate::database(*events)?;
        servers.push((*events, Server::demarche(&database)?, database));
    }
    println!("\n{CONNECTIONS} connections\n");
    println!("| request | events | CPU µs/request | median ms | p99 ms |");
    println!("|---|---:|---:|---:|---:|");
    for (name, kind) in KINDS {
        let questions: Vec<Fixed> =
            servers.iter().map(|(_, server, database)| kind(server, database)).collect::<Result<_, _>>()?;
        let requests: Vec<_> = questions.iter().map(|questions| move |number, _| questions.request(number)).collect();
        let asked: Vec<Asked<'_>> = servers
            .iter()
            .zip(&requests)
            .map(|((_, server, _), request)| Asked { server, connections: CONNECTIONS, request })
            .collect();
        let measured = in_turn(asked.iter(), plan.rounds)?;
        for ((events, ..), rounds) in servers.iter().zip(&measured) {
            let of = |of: fn(&Round) -> f64| middle(rounds, of);
            println!(
                "| {name} | {events} | {:.0} | {:.2} | {:.2} |",
                of(|round| round.cpu),
                of(|round| round.median),
                of(|round| round.p99)
            );
        }
        if let [smallest, .., largest] = measured.as_slice() {
            println!(
                "| {name} | **largest ÷ smallest** | **{:.2}** | {:.2} | {:.2} |",
                ratio(largest, smallest, |round| round.cpu),
                ratio(largest, smallest, |round| round.median),
                ratio(largest, smallest, |round| round.p99)
            );
        }
    }
    if plan.explain
        && let Some((_, _, database)) = servers.last()
    {
        explain(database)?;
    }
    Ok(())
}
