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
    /// Its process.
    process: u32,
    /// The same, if it was started here and is to end with the bench.
    child: Option<Child>,
    /// Where it answers.
    pub address: SocketAddr,
    /// The path that takes the requests.
    pub path: String,
}

/// What a server holds in memory, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// All that is resident, pages of the mapped database included.
    pub resident: i64,
    /// What it has allocated.
    pub anonymous: i64,
}

impl Server {
    /// The release server on that database.
    pub fn demarche(database: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.arg("serve").arg("--database").arg(database).args(["--listen", "127.0.0.1:0", "--slow-query-ms", "0"]);
        Self::start(command, "/graphql")
    }

    /// The hand-written one: this very program, told to serve.
    pub fn hand(database: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--serve").arg(database);
        Self::start(command, "/")
    }

    /// The ordinary one, built first where that is due, `optimized` if it is to be measured. Cargo becomes the server,
    /// so that its process is the server's.
    pub fn ordinary(database: &Path, optimized: bool) -> Result<Self, Failure> {
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--quiet", "--locked", "--package", "ordinary"]);
        command.args(["--profile", if optimized { "release" } else { "dev" }]);
        command.args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), "--"]).arg(database);
        Self::start(command, "/graphql")
    }

    /// One that runs already, given as `http://ADDRESS/PATH` and the number of its process.
    pub fn running(url: &str, process: u32) -> Result<Self, Failure> {
        let (address, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).ok_or("no address")?;
        Ok(Self { process, child: None, address: address.parse()?, path: format!("/{path}") })
    }

    fn start(mut command: Command, path: &str) -> Result<Self, Failure> {
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
        Ok(Self { process: child.id(), child: Some(child), address, path: path.to_owned() })
    }

    /// Processor time used so far by all threads, in user and system mode.
    pub fn cpu(&self) -> Result<Duration, Failure> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process))?;
        // the second field is a name in brackets and may hold anything; utime and stime are the 14th and 15th
        let fields = stat.rsplit_once(')').ok_or("no name in stat")?.1.split_whitespace();
        let ticks: u32 = fields.skip(11).take(2).map(str::parse::<u32>).sum::<Result<_, _>>()?;
        Ok(TICK * ticks)
    }

    /// What it holds now.
    pub fn memory(&self) -> Result<Memory, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process))?;
        let kilobytes = |name: &str| -> Result<i64, Failure> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("not in status")?;
            Ok(line.trim_start_matches(':').trim_end_matches("kB").trim().parse::<i64>()? * 1024)
        };
        Ok(Memory { resident: kilobytes("VmRSS")?, anonymous: kilobytes("RssAnon")? })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
