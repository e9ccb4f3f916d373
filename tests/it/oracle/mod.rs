//! An oracle: graphql-js with plain resolvers over the dumped records works out a second time what answers must be, and
//! both are compared. The scripts are in `tests/oracle`; here they are given a server, its records and the cases.
//!
//! Questions are made up from a seed. Another one: `DEMARCHE_ORACLE_SEED=7`. More of them: `DEMARCHE_ORACLE_TIMES=20`.

mod dump;

use std::env;

use serde_json::{Value, json};

use crate::{
    cases::runner::{self, Case},
    node::Scripts,
    world::{self, Backend, PUBLIC_URL, World},
};

/// The oracle's scripts, and the audit of HTTP, which needs the same packages.
pub const SCRIPTS: Scripts = Scripts { folder: "tests/oracle", node: (18, 0), what: "THE ORACLE" };

/// How many documents are made up for a world, and how many of those that something is changed in.
const DOCUMENTS: usize = 1_050;
const CHANGED: usize = 550;

#[test]
fn agrees_on_the_shipped_incident() {
    let worlds = world::incidents();
    let tables = dump::tables(&worlds[0]);
    worlds.iter().for_each(|world| compare(world, &tables, |case| !case.name.starts_with("sample/"), false));
}

/// The sample has every column filled, so this is where faults are planted.
#[test]
fn agrees_on_the_sample_and_finds_planted_faults() {
    let worlds = world::samples();
    let tables = dump::tables(&worlds[0]);
    for world in &worlds {
        compare(world, &tables, |case| case.name.starts_with("sample/"), world.backend == Backend::Sqlite);
    }
}

/// Compares what the server of `world` answers with what the oracle makes of `tables`, its rows as [`dump::tables`]
/// gives them. It asks the cases that are `wanted`, and if `faults`, proves that planted faults are found.
fn compare(world: &World, tables: &Value, wanted: impl Fn(&Case) -> bool, faults: bool) {
    let cases = runner::all().into_iter().filter(|case| wanted(case)).map(|case| {
        json!({
            "name": case.name,
            "query": case.document,
            "variables": case.variables,
            "operationName": case.operation,
        })
    });
    let times: usize = env::var("DEMARCHE_ORACLE_TIMES").map_or(1, |times| times.parse().expect("a number"));
    let job = json!({
        "origin": world.url("/"),
        "publicUrl": PUBLIC_URL,
        "tables": tables,
        "cases": cases.collect::<Vec<_>>(),
        "seed": env::var("DEMARCHE_ORACLE_SEED").unwrap_or_else(|_| "demarche".to_owned()),
        "documents": DOCUMENTS * times,
        "changed": CHANGED * times,
        "faults": faults,
    });
    SCRIPTS.run("run.mjs", &job);
}
