//! The command line: one command a file, each with its arguments and its `run`.
//!
//! What a command finds goes to standard output, what goes wrong to standard error. Exit codes: 0 done, 1 faults found
//! or failed, 2 called wrongly.
#![expect(clippy::print_stdout, reason = "printing is what commands are for")]

mod check;
mod load;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::import::fault::{Fault, summary};

/// A GraphQL server for incident data: what happened, who took part, who said what for whom, which measures followed.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Load(load::Args),
}

/// Runs the command that the program was called with.
pub fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Load(args) => load::run(&args),
    }
}

/// Prints an error with its causes.
fn failed(error: &dyn Error) -> ExitCode {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let causes: String = causes.map(|cause| format!(": {cause}")).collect();
    eprintln!("error: {error}{causes}");
    ExitCode::FAILURE
}

/// Prints faults and how many they are.
fn faulty(faults: &[Fault]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    eprintln!("{}", summary(faults));
    ExitCode::FAILURE
}
