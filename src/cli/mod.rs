//! The command line: one file a command.
#![expect(clippy::print_stdout, reason = "commands answer on standard output")]

mod query;
mod schema;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{config::Given, store::StoreError};

/// A server for incident data: what happened, who took part, who said what for whom, which measures followed, and
/// which source says so.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, after_help = EXIT_CODES)]
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
    /// Answer over HTTP (also what happens without a command)
    Serve(serve::Args),
    /// Answer one query from a file on standard output, without a server
    Query(query::Args),
    /// Print the GraphQL schema
    Schema,
}

/// Why a command failed, and the exit code that says so.
#[derive(Debug)]
pub struct Failure {
    /// One sentence.
    pub message: String,
    /// The exit code.
    pub code: u8,
}

impl Failure {
    /// A failure without a code of its own.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self { message: crate::app::chain(&error), code: 3 }
    }
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = cli.given.settle().map_err(|error| Failure { message: error.to_string(), code: 2 }).and_then(|settings| {
        let filter = tracing_subscriber::EnvFilter::try_new(&settings.log).map_err(|error| Failure { message: format!("the log setting {:?} is wrong: {error}", settings.log), code: 2 })?;
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
        match cli.command.unwrap_or_else(|| Command::Serve(serve::Args::default())) {
            Command::Serve(args) => serve::run(&args, &settings),
            Command::Query(args) => query::run(&args, &settings),
            Command::Schema => schema::run(),
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("demarche: {}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}
