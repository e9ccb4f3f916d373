//! Hostile input, against the built program: whatever comes, it is refused or answered in a well-formed way, nothing is
//! a fault of the server, nothing panics, the memory stays, and the same process answers on. Documents are made here,
//! from what they are made of.
//!
//! What was tried and how long it took is told with `--nocapture`; no time fails a test.

mod areas;
mod checks;
mod floods;
mod introspection;
mod links;
mod literals;
mod mutate;
mod nesting;
mod process;
mod transport;

use std::{
    io::Write,
    time::{Duration, Instant},
};

use demarche::types::Limits;
use serde_json::{Value, json};

use self::process::Process;
use crate::world::{Answer, Backend, World};

/// The codes of errors that are no fault of the server.
const CODES: [&str; 11] = [
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "BAD_USER_INPUT",
    "FORBIDDEN",
    "PERSISTED_QUERY_NOT_FOUND",
    "OPERATION_RESOLUTION_FAILURE",
    "PAGE_SIZE_LIMIT",
    "CURSOR_INVALID",
    "CURSOR_MISMATCH",
    "DEPTH_LIMIT",
    "COST_LIMIT",
];

/// What became of a request: the code of the first error, the title of a problem, or "data". Fails where the answer is
/// not well-formed, or tells of a fault of the server.
fn verdict(answer: &Answer, what: &str) -> String {
    let shown: String = what.chars().take(400).collect();
    let told = || format!("{shown}\n{} {}", answer.status, answer.body.chars().take(2_000).collect::<String>());
    assert!(answer.status < 500, "{}", told());
    let json: Value = serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", told()));
    if answer.header("content-type") == "application/problem+json" {
        assert_eq!(json["status"], json!(answer.status), "{}", told());
        assert!(json["detail"].is_string(), "{}", told());
        return json["title"].as_str().unwrap_or_else(|| panic!("{}", told())).to_owned();
    }
    let Some(errors) = json.get("errors") else {
        assert!(answer.status == 200 && json["data"].is_object(), "{}", told());
        return "data".to_owned();
    };
    let errors = errors.as_array().filter(|errors| (1..=20).contains(&errors.len()));
    let errors = errors.unwrap_or_else(|| panic!("{}", told()));
    for error in errors {
        let extensions = &error["extensions"];
        assert!(error["message"].is_string() && extensions["requestId"].is_string(), "{}", told());
        assert!(CODES.iter().any(|code| extensions["code"] == *code), "{}", told());
        if let Some(actual) = extensions.get("actual") {
            assert!(actual.as_i64() > extensions["limit"].as_i64(), "{}", told());
        }
        if extensions["code"].as_str().is_some_and(|code| code.ends_with("_LIMIT")) {
            assert!(extensions["limit"].is_i64(), "{}", told());
        }
    }
    errors[0]["extensions"]["code"].as_str().expect("one of them").to_owned()
}

/// The `limit` and `actual` of the first error.
fn numbers(answer: &Answer) -> (Option<i64>, Option<i64>) {
    let json = answer.json();
    let extensions = &json["errors"][0]["extensions"];
    (extensions["limit"].as_i64(), extensions["actual"].as_i64())
}

/// The code of the first error in an answer of a world's, or "data".
fn code(world: &World, document: &str) -> String {
    let answer = world.query(document, json!({}));
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("data").to_owned()
}

/// A world with other limits, as control: what a limit refuses is not refused where it is another.
fn limited(change: fn(&mut Limits)) -> World {
    World::tuned(Backend::Sqlite, move |settings| change(&mut settings.limits))
}

/// Tells what was tried and how long it took: the longest and all, in milliseconds.
fn tell(what: &str, times: &[Duration]) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let (longest, all) = (times.iter().max().copied().unwrap_or_default(), times.iter().sum());
    say(&format!(
        "{what}: {} requests, longest {:.1} ms, on average {:.1} ms",
        times.len(),
        milliseconds(longest),
        milliseconds(all) / times.len().max(1) as f64
    ));
}

/// Tells something, also of a test that passes.
fn say(text: &str) {
    // Not println: the test runner keeps that to itself, and what was tried is to be told.
    let _ = writeln!(std::io::stderr(), "hostile: {text}");
}

/// What it gives and how long that took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Numbers that are the same in every run with the same seed.
struct Random(u64);

impl Random {
    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`, which is above 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
