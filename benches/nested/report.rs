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

/// Measures each server in turn and prints the middle of the rounds. The others are compared with the last one: how
/// much of their processor time it needs, by round.
pub fn compare(what: &str, servers: &[(&str, Asked<'_>)], rounds: Rounds) -> Result<(), Failure> {
    let measured = in_turn(servers.iter().map(|(_, asked)| asked), rounds)?;
    for ((name, asked), rounds) in servers.iter().zip(&measured) {
        println!(
            "| {what} | {} | {name} | {:.0} | {:.0} | {:.2} | {:.2} |",
            asked.connections,
            middle(rounds, |round| round.cpu),
            middle(rounds, |round| round.rate),
            middle(rounds, |round| round.median),
            middle(rounds, |round| round.p99),
        );
    }
    if let (Some((tested, others)), Some(((_, asked), names))) = (measured.split_last(), servers.split_last()) {
        for (other, (name, _)) in others.iter().zip(names) {
            println!(
                "| {what} | {} | **{name} ÷ demarche** | **{:.2}** | {:.2} | | |",
                asked.connections,
                ratio(other, tested, |round| round.cpu),
                ratio(tested, other, |round| round.rate),
            );
        }
    }
    Ok(())
}

/// Asks each in turn, after a warm-up of each: their rounds.
pub fn in_turn<'a>(
    asked: impl Iterator<Item = &'a Asked<'a>> + Clone,
    rounds: Rounds,
) -> Result<Vec<Vec<Round>>, Failure> {
    let mut measured = Vec::new();
    for asked in asked.clone() {
        round(asked, rounds.lasting / 3)?;
        measured.push(Vec::new());
    }
    for _ in 0..rounds.count {
        for (of_one, asked) in measured.iter_mut().zip(asked.clone()) {
            of_one.push(round(asked, rounds.lasting)?);
        }
    }
    Ok(measured)
}

/// The middle of a figure over rounds.
pub fn middle(rounds: &[Round], of: fn(&Round) -> f64) -> f64 {
    median(rounds.iter().map(of).collect())
}

/// The middle of the rounds' ratios.
pub fn ratio(one: &[Round], other: &[Round], of: fn(&Round) -> f64) -> f64 {
    median(one.iter().zip(other).map(|(one, other)| of(one) / of(other)).collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
