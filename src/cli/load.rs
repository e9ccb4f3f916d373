//! `demarche load`: a data folder into a database.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{failed, faulty};
use crate::import::record::Records;
use crate::import::{self, verification};
use crate::store::{self, Report};

/// Load a data folder into a database. A folder with a fault loads nothing; loading twice changes nothing.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder.
    path: PathBuf,
    /// The database: the path of a SQLite file, which is created if it is not there, or a postgres:// URL.
    #[arg(long, value_name = "URL", env = "DEMARCHE_DATABASE", default_value = "demarche.db", hide_env_values = true)]
    database: String,
    /// A folder with archived texts, *.txt, in which to look for the cited passages.
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> ExitCode {
    let mut records = match import::check(&args.path) {
        Ok(records) => records,
        Err(faults) => return faulty(&faults),
    };
    if let Some(Err(fault)) = args.archive.as_ref().map(|archive| verification::verify(&mut records, archive)) {
        return faulty(&[fault]);
    }
    let report = match load(&args.database, &records) {
        Ok(report) => report,
        Err(error) => return failed(error.as_ref()),
    };
    let Report { read, inserted, updated, unchanged, vanished } = report;
    println!("{}: {read} read, {inserted} inserted, {updated} updated, {unchanged} unchanged", records.dataset.key);
    if vanished > 0 {
        println!("{vanished} in the database are no longer in the folder; they were left as they are");
    }
    ExitCode::SUCCESS
}

fn load(database: &str, records: &Records) -> Result<Report, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let database = store::open(database).await?;
        let now = format!("{:.3}", jiff::Timestamp::now());
        let report = store::load(&database.writer, records, &now).await;
        database.close().await?;
        Ok(report?)
    })
}
