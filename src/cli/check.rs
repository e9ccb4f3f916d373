//! `demarche check`: is a data folder in order?

use std::fs;
use std::path::PathBuf;

use super::Failure;
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

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let mut records = import::check(&args.path)?;
    let citations = records.citations().count();
    let found = counted(records.commons().count(), "record");
    println!("{}: {found}, {}", records.dataset.key, counted(citations, "citation"));
    let Some(archive) = &args.archive else { return Ok(()) };
    verification::verify(&mut records, archive).map_err(|fault| vec![fault])?;
    if args.write {
        let file = args.path.join(verification::FILE);
        fs::write(&file, verification::recorded_text(&records))
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", file.display())))?;
    }
    let (faults, unchecked) = verification::unverified(&records);
    let verified = citations - unchecked - faults.len();
    println!("{verified} verified, {unchecked} without a passage or an archived text to check");
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}
