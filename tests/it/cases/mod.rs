//! The cases: queries in `tests/cases/<topic>/<name>.graphql` and the answers that they have, byte for byte.
//!
//! They are asked of the shipped incident, those in `sample` of the invented records in tests/sample.
//!
//! Beside a query stand its answer, `<name>.json`, and if it takes any its variables, `<name>.variables.json`. Where a
//! document has several operations, its first line says which: `# operationName: B`. With DEMARCHE_UPDATE=1 in the
//! environment the answers are written anew: read them, for each is a claim that the answer is right.

mod coverage;
pub mod runner;
