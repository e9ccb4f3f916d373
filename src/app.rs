//! The server put together: database, engine, HTTP. Production and tests build the same.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use actix_web::{App, HttpServer, dev::Server, rt, web};
use thiserror::Error;

use crate::{
    config::Settings,
    graphql::{Engine, Problem, Setup},
    http,
    import::{
        self, documents,
        fault::{Fault, summary},
    },
    stop::Signals,
    store::{self, Database, Place, StoreError},
    telemetry::Metrics,
};

/// A server that is bound and ready to run.
pub struct Application {
    server: Server,
    /// Where it answers.
    pub address: SocketAddr,
    /// Where the database is.
    pub place: Place,
    /// What it runs on, with version.
    pub engine: String,
    /// Whether the database was created just now.
    pub created: bool,
    /// The copy made before an older database was migrated.
    pub backup: Option<PathBuf>,
    database: Database,
    signals: Signals,
    leaving: http::Leaving,
    shutdown_delay: Duration,
}

/// Why a server cannot start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be had.
    #[error("cannot answer at {address}: {source}; stop what is using it, or choose another with --listen")]
    Address {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The shipped incident is faulty.
    #[error("the shipped incident is faulty: {0}")]
    Shipped(String),
    /// Documents to be trusted are faulty.
    #[error("the documents are faulty: {}", summary(.0))]
    Documents(Vec<Fault>),
    /// Anything else.
    #[error("the server cannot start: {0}")]
    Other(String),
}

/// How long requests that are under way when the server is told to stop may take until they are cut off.
const SHUTDOWN_SECONDS: u64 = 8;

impl Application {
    /// Opens the database, loads the shipped incident into a new one unless it is to be `empty`, and binds.
    pub async fn build(settings: &Settings, empty: bool) -> Result<Self, StartError> {
        let database = store::open(&settings.database).await?;
        if database.created && !empty {
            let records = import::shipped::records().map_err(|faults| StartError::Shipped(summary(&faults)))?;
            import::load(&database, &records).await?;
        }
        let listener = std::net::TcpListener::bind(settings.listen)
            .map_err(|source| StartError::Address { address: settings.listen, source })?;
        let address =
            listener.local_addr().map_err(|source| StartError::Address { address: settings.listen, source })?;
        let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let (limits, readers, documents_only) = (settings.limits, settings.readers, settings.documents_only);
        let introspection = settings.introspection;
        let setup = Setup { limits, public_url, readers, documents_only, introspection };
        let mut engine = Engine::start(&database.place, setup).map_err(|error| StartError::Other(chain(&error)))?;
        if let Some(path) = &settings.documents {
            trust(&mut engine, path).map_err(StartError::Documents)?;
        }
        let metrics = settings.metrics.then(|| Metrics::new(engine.database()));
        let leaving = http::Leaving::default();
        let engine = web::Data::from(Arc::new(engine));
        let setup = web::Data::new(http::Setup {
            cors: http::Cors { origins: settings.cors_origins.clone() },
            max_batch: settings.max_batch,
            receive_timeout: Duration::from_millis(settings.receive_timeout_ms),
            slow_query: (settings.slow_query_ms > 0).then(|| Duration::from_millis(settings.slow_query_ms)),
            metrics,
            leaving: leaving.clone(),
            playground: settings.playground,
            schema: introspection,
        });
        let receive_timeout = setup.receive_timeout;
        let app = move || App::new().app_data(engine.clone()).configure(|config| http::routes(config, &setup));
        let server = HttpServer::new(app)
            .client_request_timeout(receive_timeout)
            // a client that has gone takes its request with it, also where it only said that it will send no more
            .h1_allow_half_closed(false)
            .shutdown_timeout(SHUTDOWN_SECONDS)
            .disable_signals()
            .listen(listener)
            .map_err(|source| StartError::Address { address, source })?
            .run();
        let Database { place, engine, created, backup, .. } = &database;
        let (place, engine, created, backup) = (place.clone(), engine.clone(), *created, backup.clone());
        let signals = Signals::listen()
            .map_err(|error| StartError::Other(format!("the system does not pass signals on: {error}")))?;
        let shutdown_delay = Duration::from_millis(settings.shutdown_delay_ms);
        Ok(Self { server, address, place, engine, created, backup, database, signals, leaving, shutdown_delay })
    }

    /// Answers until the process is told to stop.
    pub async fn run(self) -> std::io::Result<()> {
        let (mut signals, leaving, delay, handle) =
            (self.signals, self.leaving, self.shutdown_delay, self.server.handle());
        let stopping = rt::spawn(async move {
            let mut graceful = signals.next().await;
            leaving.begin();
            if graceful && !delay.is_zero() {
                // told a second time it stops now
                tokio::select! { () = tokio::time::sleep(delay) => {}, again = signals.next() => graceful = again }
            }
            handle.stop(graceful).await;
        });
        let outcome = self.server.await;
        stopping.abort();
        if let Err(error) = self.database.close().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "closing the database failed");
        }
        outcome
    }

    /// What stops it from elsewhere.
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}

/// Has the engine trust the documents at `path`.
fn trust(engine: &mut Engine, path: &Path) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    for document in documents::read(path)? {
        if let Err(problems) = engine.trust(&document.ids, &document.text) {
            let fault = |problem: &Problem| document.fault(problem.locations.first().copied(), &problem.message);
            faults.extend(problems.iter().map(fault));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// An error with its causes in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
