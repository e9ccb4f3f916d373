//! Documents that were right once: cut, spliced, repeated, with bytes exchanged. Made from the samples and the cases.
//!
//! The same ones every time; `DEMARCHE_HOSTILE_SEED=7` makes others, `DEMARCHE_HOSTILE_TIMES=5` five times as many.

use std::{collections::BTreeMap, env, time::Duration};

use demarche::http::samples;
use serde_json::{Map, Value, json};

use super::{Process, Random, literals, say, tell, verdict};
use crate::cases::runner;

/// How many at least.
const DOCUMENTS: usize = 2_000;

/// What is put where it does not belong.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "...",
    "@",
    "$",
    "!",
    ":",
    "=",
    "|",
    "&",
    "\"",
    "\"\"\"",
    "#",
    "\\",
    "\n",
    "\u{0}",
    "\u{FEFF}",
    "\u{1F600}",
    "query",
    "mutation",
    "subscription",
    "fragment",
    "on",
    "null",
    "true",
    "0",
    "-1",
    "1e9",
    "__schema",
    "__typename",
    "@skip(if: true)",
    "...F",
    "first: 100",
    "last: 1",
    "filter: {}",
    "\"2023-07\"",
];

/// A request that is right.
struct Sample {
    document: String,
    variables: Value,
}

fn number(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

fn samples() -> Vec<Sample> {
    let of_cases = runner::all()
        .into_iter()
        .map(|case| Sample { document: case.document, variables: case.variables.unwrap_or_else(|| json!({})) });
    let shown = samples::all().into_iter().map(|sample| Sample {
        document: sample.query,
        variables: serde_json::from_str(&sample.variables).unwrap_or_else(|_| json!({})),
    });
    of_cases.chain(shown).collect()
}

/// A document with some of its words exchanged for others: what is still GraphQL, and gets farther.
fn exchange(document: &str, other: &str, random: &mut Random) -> String {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let words: Vec<&str> = other.split(|letter| !is_word(letter)).filter(|word| !word.is_empty()).collect();
    let mut text = String::new();
    for piece in document.split_inclusive(|letter| !is_word(letter)) {
        let word = piece.trim_end_matches(|letter| !is_word(letter));
        if word.is_empty() || words.is_empty() || random.below(30) > 0 {
            text.push_str(piece);
        } else {
            let at = random.below(words.len());
            text.push_str(words[at]);
            text.push_str(&piece[word.len()..]);
        }
    }
    text
}

/// Bytes with one thing changed.
fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = at + random.below(bytes.len() + 1 - at).min(60);
    match random.below(9) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = random.next() as u8,
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let from = random.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        5 => {
            let from = random.below(other.len() + 1);
            let to = from + random.below(other.len() + 1 - from).min(200);
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        6 => {
            let piece = bytes[at..end].repeat(random.below(40));
            bytes.splice(at..at, piece);
        }
        7 => bytes[at..end].reverse(),
        _ => {
            let piece = random.pick(&PIECES).bytes();
            bytes.splice(at..at, piece);
        }
    }
}

/// A value with something else somewhere in it.
fn change_value(value: &mut Value, random: &mut Random) {
    let junk = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{0}"),
        json!([]),
        json!({}),
        json!([[{}]]),
        json!(true),
    ];
    match value {
        Value::Object(fields) if !fields.is_empty() && random.below(3) > 0 => {
            let at = random.below(fields.len());
            change_value(fields.values_mut().nth(at).expect("there is one"), random);
        }
        Value::Array(items) if !items.is_empty() && random.below(3) > 0 => {
            let at = random.below(items.len());
            change_value(&mut items[at], random);
        }
        value => *value = random.pick(&junk).clone(),
    }
}

/// The body of a request, changed in its document, in its variables, or as a whole.
fn body(samples: &[Sample], random: &mut Random) -> Vec<u8> {
    let (sample, other) = (random.pick(samples), random.pick(samples));
    let (mut document, mut variables) = (sample.document.clone().into_bytes(), sample.variables.clone());
    let way = random.below(10);
    if way == 0 {
        change_value(&mut variables, random);
    } else if way > 5 {
        document = exchange(&sample.document, &other.document, random).into_bytes();
    } else if way > 1 {
        for _ in 0..=random.below(4) {
            change(&mut document, other.document.as_bytes(), random);
        }
    }
    let Ok(text) = String::from_utf8(document) else {
        let changed = sample.document.len().min(other.document.len());
        let mut bytes = sample.document.clone().into_bytes();
        bytes[random.below(changed.max(1)).min(sample.document.len() - 1)] = 0xFF;
        return literals::body(&bytes);
    };
    let mut fields = Map::new();
    fields.insert("query".to_owned(), text.into());
    fields.insert("variables".to_owned(), variables);
    let mut body = Value::Object(fields).to_string().into_bytes();
    if way == 1 {
        change(&mut body, other.document.as_bytes(), random);
    }
    body
}

#[test]
fn changed_documents_are_answered_or_refused() {
    let (seed, times) = (number("DEMARCHE_HOSTILE_SEED", 2023), number("DEMARCHE_HOSTILE_TIMES", 1));
    let (samples, mut random) = (samples(), Random(seed));
    let mut process = Process::start(&[]);
    let mut verdicts: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: Vec<Duration> = Vec::new();
    let mut slowest = (Duration::ZERO, String::new());
    for number in 0..DOCUMENTS * times as usize {
        let body = body(&samples, &mut random);
        let what = format!("number {number} of seed {seed}: {}", String::from_utf8_lossy(&body));
        let (answer, time) = if number % 5 == 4 {
            let escaped = |text: &[u8]| text.iter().map(|byte| format!("%{byte:02X}")).collect::<String>();
            let fields: Value = serde_json::from_slice(&body).unwrap_or_default();
            match (fields["query"].as_str(), &fields["variables"]) {
                (Some(text), variables) if text.len() + variables.to_string().len() < 10_000 => {
                    let variables = escaped(variables.to_string().as_bytes());
                    process.get(&format!("/graphql?query={}&variables={variables}", escaped(text.as_bytes())))
                }
                _ => process.post(&body),
            }
        } else {
            process.post(&body)
        };
        *verdicts.entry(verdict(&answer, &what)).or_default() += 1;
        taken.push(time);
        if time > slowest.0 {
            slowest = (time, what);
        }
    }
    say(&format!("what became of changed documents: {verdicts:?}"));
    say(&format!("the slowest: {:.300}", slowest.1));
    tell("changed documents", &taken);
    for code in ["data", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"] {
        assert!(verdicts.get(code).is_some_and(|count| *count > DOCUMENTS / 100), "{code} is among {verdicts:?}");
    }
    process.unharmed();
}
