//! `demarche check`: is a data folder in order?

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{failed, faulty};
use crate::import::fault::counted;
use crate::import::{self, verification};

/// Check a data folder, without a database: every fault with file, line and column.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder.
    path: PathBuf,
    /// A folder with archived texts, *.txt, in which to look for the cited passages.
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// Record what was found in the archive as verification.toml in the data folder.
    #[arg(long, requires = "archive")]
    write: bool,
}

pub(super) fn run(args: &Args) -> ExitCode {
    let mut records = match import::check(&args.path) {
        Ok(records) => records,
        Err(faults) => return faulty(&faults),
    };
    let citations = records.citations().count();
    println!(
        "{}: {}, {}",
        records.dataset.key,
        counted(records.commons().count(), "record"),
        counted(citations, "citation")
    );
    let Some(archive) = &args.archive else { return ExitCode::SUCCESS };
    if let Err(fault) = verification::verify(&mut records, archive) {
        return faulty(&[fault]);
    }
    if args.write
        && let Err(error) = fs::write(args.path.join(verification::FILE), verification::recorded_text(&records))
    {
        return failed(&error);
    }
    let (faults, unchecked) = verification::unverified(&records);
    let verified = citations - unchecked - faults.len();
    println!("{verified} verified, {unchecked} without a passage or an archived text to check");
    if faults.is_empty() { ExitCode::SUCCESS } else { faulty(&faults) }
}
