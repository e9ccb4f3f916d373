//! Node and the packages that scripts need, installed where they are not yet. Where there is no Node this says so, or
//! fails if `DEMARCHE_REQUIRE_ALL=1`.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    sync::Mutex,
};

use serde_json::Value;

use crate::require;

/// A folder of scripts with a lock file.
pub struct Scripts {
    /// The folder.
    pub folder: &'static str,
    /// The oldest Node that its packages run on.
    pub node: (u32, u32),
    /// What does not run without.
    pub what: &'static str,
}

impl Scripts {
    /// Runs a script with `job` as its standard input; panics with what it told unless it ends well.
    pub fn run(&self, script: &str, job: &Value) {
        if let Some(output) = self.outcome(script, job) {
            assert!(output.status.success(), "{}", told(&output));
            eprintln!("{}", told(&output));
        }
    }

    /// How a script with `job` as its standard input ends; `None` where it cannot be run.
    pub fn outcome(&self, script: &str, job: &Value) -> Option<Output> {
        if !self.ready() {
            return None;
        }
        Some(outcome(Command::new("node").arg(Path::new(self.folder).join(script)), job))
    }

    /// Whether scripts can be run.
    pub fn ready(&self) -> bool {
        static INSTALLING: Mutex<()> = Mutex::new(());
        let _alone = INSTALLING.lock();
        let (major, minor) = self.node;
        if version().is_none_or(|version| version < self.node) {
            require::missing(&format!("Node (node and npm, from {major}.{minor} on)"), self.what);
            return false;
        }
        let (locked, installed) =
            (format!("{}/package-lock.json", self.folder), format!("{}/node_modules/.package-lock.json", self.folder));
        let newer = |path: &str| Path::new(path).metadata().and_then(|it| it.modified()).ok();
        if newer(&installed) >= newer(&locked) {
            return true;
        }
        let npm = Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(self.folder).output();
        let failure = match npm {
            Ok(output) if output.status.success() => return true,
            Ok(output) => told(&output),
            Err(error) => error.to_string(),
        };
        require::missing(&format!("packages of {}: `npm ci` there said {failure}", self.folder), self.what);
        false
    }
}

/// How a command ends with `job` as its standard input.
pub fn outcome(command: &mut Command, job: &Value) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("it was there a moment ago");
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(job.to_string().as_bytes()).expect("the script reads it all");
    drop(input);
    child.wait_with_output().expect("it runs")
}

/// Node's version, `v20.19.2` as `(20, 19)`.
fn version() -> Option<(u32, u32)> {
    let output = Command::new("node").arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut numbers = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// What a command told.
pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
