//! The tests of the whole server, in one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod browser;
mod cases;
mod cli;
mod clients;
mod hostile;
mod http;
mod import;
mod json;
mod load;
mod matches;
mod names;
mod node;
mod oracle;
mod pages;
mod paging;
mod postgres;
mod program;
mod properties;
mod python;
mod readme;
mod require;
mod samples;
mod schema;
mod search;
mod served;
mod store;
mod tidy;
mod ucdp;
mod watching;
mod world;
