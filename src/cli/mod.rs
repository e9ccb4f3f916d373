//! The command line: one command a file, each with its arguments and its `run`.
//!
//! What a command finds goes to standard output, what goes wrong to standard error.
#![expect(clippy::print_stdout, reason = "printing is what commands are for")]

mod check;
mod load;
mod query;
mod schema;
mod serve;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{
    app::chain,
    config::{Given, Settings},
    import::fault::{Fault, summary},
    store::StoreError,
    telemetry::log,
};

/// A server for incident data: what happened, who took part, who said what for whom, which measures followed, and
/// which source says so.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    given: Given,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 failed, or faults were found; 2 wrong usage or settings; \
    3 the database cannot be opened; 4 the address cannot be had.";

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Args),
    Query(query::Args),
    Check(check::Args),
    Load(load::Args),
    Schema(schema::Args),
    Verify(verify::Args),
}

/// Why a command failed, and the exit code that says so.
#[derive(Debug)]
struct Failure {
    /// What to print, without line break at its end.
    message: String,
    /// The exit code.
    code: u8,
}

impl Failure {
    /// A failure of the work itself.
    fn new(message: impl Into<String>) -> Self {
        Self { message: format!("error: {}", message.into()), code: 1 }
    }

    /// Wrong usage or settings.
    fn usage(message: impl Into<String>) -> Self {
        Self { code: 2, ..Self::new(message) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self { code: 3, ..Self::new(chain(&error)) }
    }
}

impl From<Vec<Fault>> for Failure {
    fn from(faults: Vec<Fault>) -> Self {
        let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
        Self { message: format!("{}\n{}", lines.join("\n"), summary(&faults)), code: 1 }
    }
}

/// Runs the command that the program was called with; without one, `serve`.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let command = cli.command.unwrap_or_else(|| Command::Serve(serve::Args::default()));
    match cli
        .given
        .settle()
        .map_err(|error| Failure::usage(error.to_string()))
        .and_then(|settings| run(&command, &settings))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn run(command: &Command, settings: &Settings) -> Result<(), Failure> {
    let _logging = log::start(&settings.log, settings.log_format).map_err(Failure::usage)?;
    match command {
        Command::Serve(args) => serve::run(args, settings),
        Command::Query(args) => query::run(args, settings),
        Command::Check(args) => check::run(args),
        Command::Load(args) => load::run(args, settings),
        Command::Schema(_) => schema::run(),
        Command::Verify(args) => verify::run(args, settings),
    }
}
