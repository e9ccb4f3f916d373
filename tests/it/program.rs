//! The program as a process of its own.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::world::{Answer, answer};

/// The program in a folder, without settings from outside.
pub fn demarche(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("DEMARCHE_") || name.starts_with("OTEL_") {
            command.env_remove(&*name);
        }
    }
    command.current_dir(folder).args(args).stdin(Stdio::null());
    command
}

/// A server that runs until it is dropped, and the line it began with.
pub struct Server {
    /// The process.
    pub child: Child,
    /// Its first line.
    pub line: String,
    /// What it says after that, if anything.
    pub then: BufReader<ChildStdout>,
    agent: ureq::Agent,
}

impl Server {
    /// Starts one, which must come to answer.
    pub fn start(mut command: Command) -> Self {
        Self::answering(command.stdout(Stdio::piped()).spawn().unwrap())
    }

    /// Starts one; gives the lines of its log too, which end when it does.
    pub fn logging(mut command: Command) -> (Self, Receiver<String>) {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        // at once: a log that nobody reads stops the server before it answers
        thread::spawn(move || {
            log.split(b'\n').try_for_each(|line| sender.send(String::from_utf8(line.unwrap()).unwrap()))
        });
        (Self::answering(child), lines)
    }

    fn answering(mut child: Child) -> Self {
        let mut line = String::new();
        let mut then = BufReader::new(child.stdout.take().unwrap());
        then.read_line(&mut line).unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { child, line, then, agent }
    }

    /// Where it answers: host and port.
    pub fn address(&self) -> &str {
        let (_, rest) = self.line.split_once("http://").expect("an address");
        rest.split('/').next().unwrap()
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    /// The answer to a GET.
    pub fn get(&self, path: &str) -> Answer {
        answer(self.agent.get(self.url(path)).call())
    }

    /// The answer to a body sent to /graphql, with these headers.
    pub fn post(&self, body: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.post(self.url("/graphql")).content_type("application/json");
        answer(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send(body))
    }

    /// The total of events it answers with.
    pub fn events(&self) -> Value {
        self.post("{\"query\":\"{ events { totalCount nodes { permalink } } }\"}", &[]).json()["data"]["events"].clone()
    }

    /// Tells it to stop, as systems do.
    pub fn terminate(&self) {
        let process = Pid::from_child(&self.child);
        kill_process(process, Signal::TERM).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it may have been waited for
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}
