//! The built program as a process of its own: what it answers, what it writes to its log, how much memory it has.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpStream},
    process::{Child, ChildStdout, Stdio},
    time::Duration,
};

use serde_json::json;
use tempfile::{TempDir, tempdir};

use super::timed;
use crate::{
    program::demarche,
    world::{Answer, answer},
};

/// Megabytes by which the memory may grow while hostile input comes in, once the caches have something in them.
const GROWTH: u64 = 64;
const JSON: &str = "application/json";
const GRAPHQL: &str = "application/graphql-response+json";

/// A server; it ends when this is dropped.
pub struct Process {
    child: Child,
    /// Keeps what it printed open.
    _printed: BufReader<ChildStdout>,
    folder: TempDir,
    address: String,
    agent: ureq::Agent,
    /// Megabytes after the warm-up.
    memory: u64,
}

impl Process {
    /// A server of the shipped incident that has answered a few requests.
    pub fn start(args: &[&str]) -> Self {
        let folder = tempdir().unwrap();
        let log = File::create(folder.path().join("log")).unwrap();
        let mut command = demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        printed.read_line(&mut line).unwrap();
        let (_, address) = line.split_once("http://").expect("it says where it answers");
        let address = address.split_once('/').unwrap().0.to_owned();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        let mut process = Self { child, _printed: printed, folder, address, agent, memory: 0 };
        for number in 0..50 {
            process.answers();
            // fills the caches a little, and has every thread do something
            process.query(&format!(
                "# {number}\n{{ __schema {{ types {{ name description }} }} events {{ nodes {{ id }} }} }}"
            ));
        }
        process.memory = process.memory();
        process
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn agent(&self) -> &ureq::Agent {
        &self.agent
    }

    /// The answer to a document, and how long it took.
    pub fn query(&self, document: &str) -> (Answer, Duration) {
        self.post(json!({ "query": document }).to_string().as_bytes())
    }

    /// The answer to a body, and how long it took.
    pub fn post(&self, body: &[u8]) -> (Answer, Duration) {
        let request = self.agent.post(self.url("/graphql")).content_type(JSON).header("accept", GRAPHQL);
        timed(|| answer(request.send(body)))
    }

    /// The answer to a path with its query string, and how long it took.
    pub fn get(&self, path: &str) -> (Answer, Duration) {
        let request = self.agent.get(self.url(path)).header("accept", GRAPHQL);
        timed(|| answer(request.call()))
    }

    /// A connection that gives up after a while.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// What comes back when these bytes are sent and nothing after them; what comes is lost where the server closes
    /// before all was sent.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(Shutdown::Write);
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received);
        String::from_utf8(received).expect("answers are UTF-8")
    }

    /// Megabytes of memory that it has.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has memory");
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1_024
    }

    /// Takes the memory that it has now for what it may have.
    pub fn settled(&mut self) {
        self.memory = self.memory();
    }

    fn answers(&self) {
        let (answer, _) = self.query("{ events { totalCount } }");
        assert_eq!(answer.json(), json!({ "data": { "events": { "totalCount": 28 } } }));
    }

    /// Fails unless it is the same process still, which answers as ever, has no more memory than before, and nothing
    /// in its log that speaks of a fault.
    pub fn unharmed(&mut self) {
        assert_eq!(self.child.try_wait().unwrap(), None, "the server died");
        self.answers();
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap();
        // the HTTP library calls it an error when a client sends no HTTP
        let faults = log.lines().filter(|line| line.contains("ERROR") && !line.contains("request parse error"));
        assert!(!log.contains("panicked") && faults.count() == 0, "{log}");
        let now = self.memory();
        super::say(&format!("memory: {} MB at first, {now} MB now", self.memory));
        assert!(now < self.memory + GROWTH, "the memory grew from {} MB to {now} MB", self.memory);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
