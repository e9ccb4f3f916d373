//! Clients that others made, against the server: they find what they need and read what is there. The scripts are in
//! `tests/clients`; here they are given a server and what it must be found to hold.

use std::process::Command;

use serde_json::{Value, json};

use crate::{
    node::{self, Scripts},
    python,
    world::{self, World},
};

const fn scripts(what: &'static str) -> Scripts {
    Scripts { folder: "tests/clients", node: (20, 19), what }
}

/// What a script is told.
fn job(world: &World) -> Value {
    let events = world
        .data("{ events(first: 100, orderBy: { field: OCCURRED, direction: ASC }) { totalCount nodes { id title } } }");
    let events = &events["events"];
    assert_eq!(events["nodes"].as_array().map(|nodes| json!(nodes.len())).as_ref(), Some(&events["totalCount"]));
    json!({ "origin": world.url("/"), "events": events["nodes"] })
}

#[test]
fn apollo_client_reads_pages_by_hash() {
    for world in world::incidents() {
        scripts("APOLLO CLIENT").run("apollo.mjs", &job(&world));
    }
}

#[test]
fn urql_knows_the_schema_and_reads_pages_by_hash() {
    for world in world::incidents() {
        scripts("URQL").run("urql.mjs", &job(&world));
    }
}

#[test]
fn generated_types_hold_and_generated_documents_are_known() {
    compiled("GRAPHQL CODE GENERATOR", "codegen.mjs", "persisted-documents.json", "typed.mjs");
}

#[test]
fn relay_compiles_and_reads_what_it_compiled() {
    compiled("RELAY", "relay-compile.mjs", "relay/documents.json", "relay.mjs");
}

#[test]
fn gql_takes_the_schema_and_reads() {
    python("gql", include_str!("../clients/gql.requirements.txt"));
}

#[test]
fn sgqlc_makes_classes_and_reads() {
    python("sgqlc", include_str!("../clients/sgqlc.requirements.txt"));
}

/// Runs the script of a Python client, which has a Python of its own: they do not agree on the packages below them.
fn python(client: &str, packages: &str) {
    let what = format!("THE PYTHON CLIENT {}", client.to_uppercase());
    let Some(python) = python::with(&format!("python-{client}"), packages, &what) else { return };
    for world in world::incidents() {
        let mut command = Command::new(&python);
        command.arg(format!("tests/clients/{client}_client.py")).env("PYTHONDONTWRITEBYTECODE", "1");
        let output = node::outcome(&mut command, &job(&world));
        assert!(output.status.success(), "{}", node::told(&output));
        eprintln!("{}", node::told(&output));
    }
}

#[test]
fn linters_have_nothing_to_say() {
    scripts("LINTERS OF THE SCHEMA").run("lint.mjs", &Value::Null);
}

/// Runs `compile`, which leaves a list of documents, and `run`, which asks a server (`listed`) for those by name that
/// answers no others.
fn compiled(what: &'static str, compile: &str, documents: &str, run: &str) {
    let scripts = scripts(what);
    if !scripts.ready() {
        return;
    }
    scripts.run(compile, &job(&world::shared()));
    for world in world::incidents() {
        let documents = format!("{}/generated/{documents}", scripts.folder);
        let strict = World::tuned(world.backend, |settings| {
            settings.documents = Some(documents.into());
            settings.documents_only = true;
        });
        let mut job = job(&world);
        job["listed"] = strict.url("/").into();
        scripts.run(run, &job);
    }
}
