//! The audits of GraphQL over HTTP that the package graphql-http has, all of them.

use std::io::Write;

use serde_json::json;

use crate::{node, oracle::SCRIPTS, world};

#[test]
fn every_audit_is_met() {
    for world in world::incidents() {
        let Some(output) = SCRIPTS.outcome("audit.mjs", &json!({ "url": world.url("/graphql") })) else { return };
        let told = node::told(&output);
        assert!(output.status.success(), "{told}");
        // Not println: the test runner keeps that to itself, and each audit is to be told.
        let _ = writeln!(std::io::stderr(), "\non {:?}:\n{told}", world.backend);
        // an address where there is no GraphQL meets few of them
        let control = SCRIPTS.outcome("audit.mjs", &json!({ "url": world.url("/healthz") })).unwrap();
        assert!(!control.status.success() && node::told(&control).contains("NOT MET"));
    }
}
