//! Rounds of both servers in turn, so that what else the machine does falls on both, and the table of what they cost.

use std::time::Duration;

use crate::{
    Failure,
    load::{Asked, Round, round},
};

/// How often and how long.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// Of each server.
    pub count: usize,
    /// Each.
    pub lasting: Duration,
}

/// Prints the table's head.
pub fn heading() {
    println!("| what | connections | server | CPU µs/request | requests/s | median ms | p99 ms |");
    println!("|---|---:|---|---:|---:|---:|---:|");
}

/// Measures each server in turn and prints the middle of the rounds. Of two servers, the second is compared with the
/// first: how much of its processor time the first one's is, by round.
pub fn compare(what: &str, servers: &[(&str, Asked<'_>)], rounds: Rounds) -> Result<(), Failure> {
    for (_, asked) in servers {
        round(asked, rounds.lasting / 3)?;
    }
    let mut measured: Vec<Vec<Round>> = vec![Vec::new(); servers.len()];
    for _ in 0..rounds.count {
        for (of_server, (_, asked)) in measured.iter_mut().zip(servers) {
            of_server.push(round(asked, rounds.lasting)?);
        }
    }
    for ((name, asked), rounds) in servers.iter().zip(&measured) {
        let middle = |of: fn(&Round) -> f64| middle(rounds.iter().map(of).collect());
        println!(
            "| {what} | {} | {name} | {:.0} | {:.0} | {:.2} | {:.2} |",
            asked.connections,
            middle(|round| round.cpu),
            middle(|round| round.rate),
            middle(|round| round.median),
            middle(|round| round.p99),
        );
    }
    if let [limit, tested] = measured.as_slice() {
        let ratio = |of: fn(&Round, &Round) -> f64| middle(limit.iter().zip(tested).map(|(a, b)| of(a, b)).collect());
        println!(
            "| {what} | {} | **ratio** | **{:.2}** | {:.2} | | |",
            servers[0].1.connections,
            ratio(|limit, tested| limit.cpu / tested.cpu),
            ratio(|limit, tested| tested.rate / limit.rate),
        );
    }
    Ok(())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
