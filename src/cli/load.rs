//! `demarche load`: a data folder into a database.

use std::path::PathBuf;

use super::Failure;
use crate::{
    app::chain,
    config::Settings,
    domain::record::Records,
    import::{self, verification},
    store::{self, Report},
};

/// Load a data folder into a database. A folder with a fault loads nothing; loading twice changes nothing
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder
    path: PathBuf,
    /// A folder with archived texts, *.txt, in which to look for the cited passages
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
}

pub(super) fn run(args: &Args, settings: &Settings) -> Result<(), Failure> {
    let mut records = import::check(&args.path)?;
    if let Some(archive) = &args.archive {
        verification::verify(&mut records, archive).map_err(|fault| vec![fault])?;
    }
    let Report { read, inserted, updated, unchanged, vanished } = load(&settings.database, &records)?;
    println!("{}: {read} read, {inserted} inserted, {updated} updated, {unchanged} unchanged", records.dataset.key);
    if vanished > 0 {
        println!("{vanished} in the database are no longer in the folder; they were left as they are");
    }
    Ok(())
}

fn load(database: &str, records: &Records) -> Result<Report, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(error.to_string()))?;
    runtime.block_on(async {
        let database = store::open(database).await?;
        let report = import::load(&database, records).await;
        let closed = database.close().await;
        let report = report?;
        closed.map_err(|error| Failure::new(chain(&error)))?;
        Ok(report)
    })
}
