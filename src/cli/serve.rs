//! `demarche serve`.

use crate::{
    app::{Application, StartError},
    config::Settings,
    telemetry::log,
};

use super::Failure;

/// Answer over HTTP; this is also what happens without a command
#[derive(clap::Args, Debug, Default)]
pub(super) struct Args {
    /// Begin a new database without the shipped incident
    #[arg(long)]
    empty: bool,
}

/// Serves until the process is told to stop.
pub(super) fn run(args: &Args, settings: &Settings) -> Result<(), Failure> {
    log::panics();
    actix_web::rt::System::new().block_on(async {
        let application = Application::build(settings, args.empty).await?;
        if let Some(backup) = &application.backup {
            println!("The database had an older schema and was migrated; a copy from before is {}", backup.display());
        }
        let database =
            format!("{} ({}{})", application.place, application.engine, if application.created { ", new" } else { "" });
        let address = application.address;
        let mut told =
            format!("Demarche {} answers at http://{address}/graphql from {database}\n", env!("CARGO_PKG_VERSION"));
        if settings.playground {
            told += &format!("The playground is at http://{address}/playground/\n");
        }
        // at once, for who reads the first line may then be gone
        print!("{told}");
        application.run().await.map_err(|error| Failure::new(format!("the server stopped: {error}")))
    })
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Store(error) => error.into(),
            StartError::Documents(faults) => faults.into(),
            StartError::Address { .. } => Self { code: 4, ..Self::new(error.to_string()) },
            StartError::Shipped(_) | StartError::Other(_) => Self::new(error.to_string()),
        }
    }
}
