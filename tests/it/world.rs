//! A world: a database that holds the shipped incident, and the server that production builds, answering on a free
//! port. Everything in it is the same in every run and on both databases: ids, times of recording, permalinks.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex, Weak, mpsc},
    thread::{self, JoinHandle},
};

use actix_web::{dev::ServerHandle, rt::System};
use demarche::{
    app::Application,
    config::Settings,
    domain::record::Records,
    import::{self, shipped},
    store,
    telemetry::Format,
    types::Limits,
};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::postgres;

/// When everything was recorded.
pub const RECORDED: &str = "2026-01-01T00:00:00.000Z";
/// Where permalinks begin.
pub const PUBLIC_URL: &str = "http://demarche.test";

/// Which database a world has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A SQLite file.
    Sqlite,
    /// A database of the tests' PostgreSQL.
    Postgres,
}

/// A running server and what it serves.
pub struct World {
    /// Holds the file, where the database is one.
    _folder: TempDir,
    /// Which database it has.
    pub backend: Backend,
    /// The database's address.
    pub database: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// Changes the database, once it was asked for.
    aside: Mutex<Option<(tokio::runtime::Runtime, sea_orm::DatabaseConnection)>>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    agent: ureq::Agent,
}

/// An answer over HTTP.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// The databases that this machine has.
pub fn backends() -> Vec<Backend> {
    [Backend::Sqlite].into_iter().chain(postgres::present().then_some(Backend::Postgres)).collect()
}

/// The worlds of the shipped incident, one on each database, which tests share as long as none of them writes; the last
/// one to leave ends them.
pub fn incidents() -> Vec<Arc<World>> {
    backends().into_iter().map(incident).collect()
}

/// The worlds of the invented records in tests/sample, shared likewise.
pub fn samples() -> Vec<Arc<World>> {
    backends().into_iter().map(sample_on).collect()
}

/// The world of the shipped incident on SQLite, for tests of what no database has a part in.
pub fn shared() -> Arc<World> {
    incident(Backend::Sqlite)
}

fn incident(backend: Backend) -> Arc<World> {
    static WORLDS: [Mutex<Weak<World>>; 2] = [Mutex::new(Weak::new()), Mutex::new(Weak::new())];
    share(&WORLDS[backend as usize], || World::new(backend))
}

fn sample_on(backend: Backend) -> Arc<World> {
    static WORLDS: [Mutex<Weak<World>>; 2] = [Mutex::new(Weak::new()), Mutex::new(Weak::new())];
    share(&WORLDS[backend as usize], || World::of(import::check(Path::new("tests/sample")).unwrap(), backend))
}

fn share(world: &Mutex<Weak<World>>, new: impl FnOnce() -> World) -> Arc<World> {
    let mut known = world.lock().unwrap();
    known.upgrade().unwrap_or_else(|| {
        let world = Arc::new(new());
        *known = Arc::downgrade(&world);
        world
    })
}

/// The settings of a world's server.
fn settings(database: String) -> Settings {
    Settings {
        database,
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        public_url: Some(PUBLIC_URL.to_owned()),
        readers: 2,
        limits: Limits::default(),
        cors_origins: Vec::new(),
        max_batch: 0,
        receive_timeout_ms: 15_000,
        documents: None,
        documents_only: false,
        playground: true,
        introspection: true,
        log: "warn".to_owned(),
        log_format: Format::Text,
        slow_query_ms: 1_000,
        metrics: true,
        shutdown_delay_ms: 0,
    }
}

impl World {
    /// A world of the shipped incident, for a test that changes what is in it.
    pub fn new(backend: Backend) -> Self {
        Self::of(shipped::records().unwrap(), backend)
    }

    /// A world of these records.
    pub fn of(records: Records, backend: Backend) -> Self {
        Self::loaded(&[(records, RECORDED)], backend)
    }

    /// A world of the shipped incident whose server has other settings.
    pub fn tuned(backend: Backend, tune: impl FnOnce(&mut Settings) + Send + 'static) -> Self {
        Self::start(&[(shipped::records().unwrap(), RECORDED)], backend, tune)
    }

    /// A world of what was loaded one after the other, each at its time.
    pub fn loaded(loads: &[(Records, &'static str)], backend: Backend) -> Self {
        Self::start(loads, backend, |_| ())
    }

    fn start(
        loads: &[(Records, &'static str)],
        backend: Backend,
        tune: impl FnOnce(&mut Settings) + Send + 'static,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("world.db").display().to_string();
        let (started, start) = mpsc::channel();
        let loads = loads.to_vec();
        let thread = thread::spawn(move || {
            System::new().block_on(async {
                let address = match backend {
                    Backend::Sqlite => file,
                    Backend::Postgres => postgres::fresh().await.unwrap(),
                };
                let mut settings = settings(address.clone());
                tune(&mut settings);
                let database = store::open(&settings.database).await.unwrap();
                for (records, time) in &loads {
                    store::load(&database.writer, records, time).await.unwrap();
                }
                database.close().await.unwrap();
                let application = Application::build(&settings, false).await.unwrap();
                started.send((address, application.address, application.handle())).unwrap();
                application.run().await.unwrap();
            });
        });
        let (database, address, handle) = start.recv().unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self {
            _folder: folder,
            backend,
            database,
            address,
            aside: Mutex::default(),
            handle,
            thread: Some(thread),
            agent,
        }
    }

    /// Changes the database behind the server's back, whatever refers to what is changed.
    pub fn execute(&self, statements: &str) {
        let unbound = match self.backend {
            Backend::Sqlite => "PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE",
            Backend::Postgres => "SET session_replication_role = replica; BEGIN",
        };
        self.aside(async |connection| {
            for step in [unbound, statements, "COMMIT"] {
                connection.execute_unprepared(step).await.unwrap();
            }
        });
    }

    /// Changes the database behind the server's back as a program would: references are kept, triggers run.
    pub fn write(&self, statement: &str) {
        self.aside(async |connection| {
            connection.execute_unprepared(statement).await.unwrap();
        });
    }

    /// Loads records while the server runs, as another program would.
    pub fn load(&self, records: &Records, now: &str) {
        self.aside(async |connection| {
            store::load(connection, records, now).await.unwrap();
        });
    }

    /// Does something to the database on a connection of its own.
    fn aside(&self, work: impl AsyncFnOnce(&sea_orm::DatabaseConnection)) {
        let address = match self.backend {
            Backend::Sqlite => format!("sqlite:{}", self.database),
            Backend::Postgres => self.database.clone(),
        };
        let mut aside = self.aside.lock().unwrap();
        let (runtime, connection) = aside.get_or_insert_with(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let mut options = sea_orm::ConnectOptions::new(address);
            options.max_connections(1);
            let connection = runtime.block_on(sea_orm::Database::connect(options)).unwrap();
            (runtime, connection)
        });
        runtime.block_on(work(connection));
    }

    /// Where the server answers, with a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What makes requests that [`World::send`] takes.
    pub fn agent(&self) -> &ureq::Agent {
        &self.agent
    }

    /// The answer to a query and its variables.
    pub fn query(&self, document: &str, variables: Value) -> Value {
        let mut body = Map::new();
        body.insert("query".to_owned(), document.into());
        body.insert("variables".to_owned(), variables);
        self.post(&Value::Object(body).to_string()).json()
    }

    /// The data that answers a query; panics where there are errors.
    pub fn data(&self, document: &str) -> Value {
        self.data_with(document, json!({}))
    }

    /// The data of an answer to a document with variables; there are no errors.
    pub fn data_with(&self, document: &str, variables: Value) -> Value {
        let answer = self.query(document, variables);
        assert!(answer.get("errors").is_none(), "{document}\n{answer}");
        answer["data"].clone()
    }

    /// Sends a body to /graphql, as clients do that know the current media type.
    pub fn post(&self, body: &str) -> Answer {
        let request = self.agent.post(self.url("/graphql")).content_type("application/json");
        answer(request.header("accept", "application/graphql-response+json").send(body))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // the command is sent at once; what is waited for is the thread
        drop(self.handle.stop(false));
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || thread::panicking(), "the server's thread panicked");
    }
}

/// What came back.
pub fn answer(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = response.unwrap();
    let headers = response.headers().iter();
    Answer {
        status: response.status().as_u16(),
        headers: headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect(),
        body: response.body_mut().read_to_string().unwrap(),
    }
}
