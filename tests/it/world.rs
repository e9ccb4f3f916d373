//! A world: a folder with a database that holds the shipped incident, and the server that production builds, answering
//! on a free port. Everything in it is the same in every run: ids, times of recording, permalinks.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
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
    types::Limits,
};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// When everything was recorded.
pub const RECORDED: &str = "2026-01-01T00:00:00.000Z";
/// Where permalinks begin.
pub const PUBLIC_URL: &str = "http://demarche.test";

/// A running server and what it serves.
pub struct World {
    folder: TempDir,
    /// Where it listens.
    pub address: SocketAddr,
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

/// The world of the shipped incident, which tests share as long as none of them writes; the last one to leave ends it.
pub fn shared() -> Arc<World> {
    static WORLD: Mutex<Weak<World>> = Mutex::new(Weak::new());
    share(&WORLD, World::new)
}

/// A world of the invented records in tests/sample, shared likewise.
pub fn sample() -> Arc<World> {
    static WORLD: Mutex<Weak<World>> = Mutex::new(Weak::new());
    share(&WORLD, || World::of(import::check(Path::new("tests/sample")).unwrap()))
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
fn settings(database: &Path) -> Settings {
    Settings {
        database: database.display().to_string(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        public_url: Some(PUBLIC_URL.to_owned()),
        readers: 2,
        limits: Limits::default(),
        log: "warn".to_owned(),
    }
}

impl World {
    /// A world of the shipped incident, for a test that changes what is in it.
    pub fn new() -> Self {
        Self::of(shipped::records().unwrap())
    }

    /// A world of these records.
    fn of(records: Records) -> Self {
        Self::loaded(&[(records, RECORDED)])
    }

    /// A world of what was loaded one after the other, each at its time.
    pub fn loaded(loads: &[(Records, &'static str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(&folder.path().join("world.db"));
        let (started, start) = mpsc::channel();
        let loads = loads.to_vec();
        let thread = thread::spawn(move || {
            System::new().block_on(async {
                let database = store::open(&settings.database).await.unwrap();
                for (records, time) in &loads {
                    store::load(&database.writer, records, time).await.unwrap();
                }
                database.close().await.unwrap();
                let application = Application::build(&settings, false).await.unwrap();
                started.send((application.address, application.handle())).unwrap();
                application.run().await.unwrap();
            });
        });
        let (address, handle) = start.recv().unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { folder, address, handle, thread: Some(thread), agent }
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("world.db")
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
        let answer = self.query(document, json!({}));
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
