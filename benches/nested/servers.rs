//! The servers as child processes: started, asked what they cost so far, and ended with the bench.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::Failure;

/// What Linux counts processor time in, wherever it shows it: hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// A running server.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
    /// The path that takes the requests.
    pub path: &'static str,
}

impl Server {
    /// The release server on that database.
    pub fn demarche(database: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.arg("serve").arg("--database").arg(database).args(["--listen", "127.0.0.1:0"]);
        Self::start(command, "/graphql")
    }

    /// The hand-written one: this very program, told to serve.
    pub fn hand(database: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--serve").arg(database);
        Self::start(command, "/")
    }

    fn start(mut command: Command, path: &'static str) -> Result<Self, Failure> {
        // a settings file or variables of the day must not change what is measured
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DEMARCHE_")) {
            command.env_remove(name);
        }
        let mut child = command.current_dir(env!("CARGO_TARGET_TMPDIR")).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split(['/', ' ', '\n']).next())
            .and_then(|address| address.parse().ok())
            .ok_or_else(|| format!("the server did not say where it answers: {line:?}"))?;
        Ok(Self { child, address, path })
    }

    /// Processor time used so far by all threads, in user and system mode.
    pub fn cpu(&self) -> Result<Duration, Failure> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // the second field is a name in brackets and may hold anything; utime and stime are the 14th and 15th
        let fields = stat.rsplit_once(')').ok_or("no name in stat")?.1.split_whitespace();
        let ticks: u32 = fields.skip(11).take(2).map(str::parse::<u32>).sum::<Result<_, _>>()?;
        Ok(TICK * ticks)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
