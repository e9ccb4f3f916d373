//! `demarche verify`: does a database hold together?

use super::Failure;
use crate::{
    app::chain,
    config::Settings,
    import::fault::counted,
    store::{self, DerivedRows, Verified},
};

/// Check a database: the file, its references, and every table that is worked out of others
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Rebuild what is worked out of others and does not agree with it; no server may have the file open
    #[arg(long)]
    repair: bool,
}

pub(super) fn run(args: &Args, settings: &Settings) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(error.to_string()))?;
    runtime.block_on(async {
        let place = store::readable(&settings.database).await?;
        let mut found = store::verify(&place).await?;
        print!("{}", told(&found));
        let names: Vec<&str> = found.derived.iter().filter(|it| !it.is_right()).map(|it| it.name).collect();
        if args.repair && !names.is_empty() {
            let database = store::open(&settings.database).await?;
            let rebuilt = store::rebuild(&database, &names).await;
            let closed = database.close().await;
            rebuilt?;
            closed.map_err(|error| Failure::new(chain(&error)))?;
            println!("rebuilt {}", names.join(", "));
            found = store::verify(&place).await?;
            print!("{}", told(&found));
        }
        let wrong = found.derived.iter().filter(|it| !it.is_right()).count();
        match (found.is_sound(), wrong) {
            (true, 0) => Ok(()),
            (true, _) => {
                let tables = counted(wrong, "table");
                Err(Failure::new(format!("{tables} out of step; `demarche verify --repair` rebuilds what is")))
            }
            (false, _) => {
                Err(Failure::new("the database is damaged; restore a backup, or load its data into a new one"))
            }
        }
    })
}

/// What was found, a line each.
fn told(found: &Verified) -> String {
    let mut lines: Vec<String> = found.file.iter().map(|fault| format!("file: {fault}")).collect();
    lines.extend(found.dangling.iter().map(|(table, parent, count)| {
        let count = usize::try_from(*count).unwrap_or(usize::MAX);
        format!("{table}: {} at rows of {parent} that are not there", counted(count, "reference"))
    }));
    if lines.is_empty() {
        lines.push("file and references: as they should be".to_owned());
    }
    for table in &found.derived {
        let rows = |rows: &DerivedRows, what: &str| {
            let more = if rows.count > rows.first.len() as i64 { "; …" } else { "" };
            (rows.count > 0).then(|| format!("{} {what} ({}{more})", rows.count, rows.first.join("; ")))
        };
        let faults = [rows(&table.missing, "missing"), rows(&table.wrong, "that should not be there")];
        let faults: Vec<String> = faults.into_iter().flatten().collect();
        let faults = if faults.is_empty() { "as they should be".to_owned() } else { faults.join(", ") };
        lines.push(format!("{}: {} rows, {faults}", table.name, table.rows));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
