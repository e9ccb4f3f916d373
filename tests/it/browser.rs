//! The playground in a real browser: Debian's chromium, which reaches nothing but the server. The scripts are in
//! `tests/browser`; here they are given a browser and a server.
//!
//! With `DEMARCHE_PICTURES=folder` they leave pictures of the page there.

use std::{env, path::PathBuf};

use serde_json::json;

use crate::{node::Scripts, require, world};

const SCRIPTS: Scripts = Scripts { folder: "tests/browser", node: (20, 0), what: "THE PLAYGROUND IN A BROWSER" };

#[test]
fn the_playground_keeps_its_promises() {
    let Some(chromium) = chromium() else {
        require::missing("browser (chromium)", SCRIPTS.what);
        return;
    };
    let world = world::shared();
    let events = world.data("{ events(first: 0) { totalCount } }")["events"]["totalCount"].clone();
    let job = json!({
        "chromium": chromium,
        "origin": world.url("/"),
        "events": events,
        "samples": demarche::http::samples::all(),
        "pictures": env::var("DEMARCHE_PICTURES").ok(),
    });
    SCRIPTS.run("run.mjs", &job);
}

/// Where chromium is, by one of its names.
fn chromium() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}
