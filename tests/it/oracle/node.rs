//! Node and what the scripts need, installed where it is not yet. Where there is no Node this says so, or fails if
//! `DEMARCHE_REQUIRE_ALL=1`.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

use serde_json::Value;

use crate::require;

const FOLDER: &str = "tests/oracle";

/// Runs a script with `job` as its standard input; panics with what it told unless it ends well.
pub fn run(script: &str, job: &Value) {
    if let Some(output) = outcome(script, job) {
        assert!(output.status.success(), "{}", told(&output));
        eprintln!("{}", told(&output));
    }
}

/// How a script with `job` as its standard input ends; `None` where there is no Node.
pub fn outcome(script: &str, job: &Value) -> Option<Output> {
    static READY: OnceLock<bool> = OnceLock::new();
    if !READY.get_or_init(ready) {
        return None;
    }
    let mut node = Command::new("node");
    node.arg(Path::new(FOLDER).join(script)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = node.spawn().expect("it was there a moment ago");
    child.stdin.take().expect("it is piped").write_all(job.to_string().as_bytes()).expect("the script reads it all");
    Some(child.wait_with_output().expect("it runs"))
}

/// Whether scripts can be run.
fn ready() -> bool {
    if Command::new("node").arg("--version").output().is_err() {
        require::missing("Node (node and npm, from 18 on)", "THE ORACLE");
        return false;
    }
    let (locked, installed) =
        (format!("{FOLDER}/package-lock.json"), format!("{FOLDER}/node_modules/.package-lock.json"));
    let newer = |path: &str| Path::new(path).metadata().and_then(|it| it.modified()).ok();
    if newer(&installed) >= newer(&locked) {
        return true;
    }
    let failure = match Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(FOLDER).output() {
        Ok(output) if output.status.success() => return true,
        Ok(output) => told(&output),
        Err(error) => error.to_string(),
    };
    require::missing(&format!("package graphql in {FOLDER}: `npm ci` there said {failure}"), "THE ORACLE");
    false
}

/// What a script told.
pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
