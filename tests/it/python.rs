//! Pythons of our own, with the packages that a script needs. Where there is no Python this says so, or fails if
//! `DEMARCHE_REQUIRE_ALL=1`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
};

use crate::{node::told, require};

/// A Python with these packages, one a line with its version, made once in the build directory; `None` where there can
/// be none, and `what` does not run.
pub fn with(name: &str, packages: &str, what: &str) -> Option<PathBuf> {
    static MAKING: Mutex<()> = Mutex::new(());
    let _alone = MAKING.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (python, list) = (folder.join("bin/python"), folder.join("requirements.txt"));
    let run = |command: &mut Command| match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(told(&output)),
        Err(error) => Err(error.to_string()),
    };
    let there = fs::read_to_string(&list).is_ok_and(|made| made == packages);
    if there && run(Command::new(&python).args(["-c", ""])).is_ok() {
        return Some(python);
    }
    let made = run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .and_then(|()| fs::write(folder.join("wanted.txt"), packages).map_err(|error| error.to_string()))
        .and_then(|()| {
            let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
            run(Command::new(&python).args(install).arg(folder.join("wanted.txt")))
        })
        // known by this as complete
        .and_then(|()| fs::rename(folder.join("wanted.txt"), &list).map_err(|error| error.to_string()));
    match made {
        Ok(()) => Some(python),
        Err(error) => {
            require::missing(&format!("Python 3.11 with venv and its package index ({error})"), what);
            None
        }
    }
}
