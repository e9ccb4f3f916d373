//! What not every machine has: said where it is missing, and a failure where it must not be.

use std::{env, io::Write};

/// Says that part of the tests did not run, or fails if `DEMARCHE_REQUIRE_ALL=1`.
pub fn missing(what: &str, did_not_run: &str) {
    assert_ne!(env::var("DEMARCHE_REQUIRE_ALL").as_deref(), Ok("1"), "there is no {what}");
    // Not eprintln: the test runner keeps that to itself.
    let _ = writeln!(std::io::stderr(), "\nNO {}: {did_not_run} DID NOT RUN\n", what.to_uppercase());
}
