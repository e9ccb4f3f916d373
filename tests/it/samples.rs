//! The sample queries: each says what it asks, and has an answer with something in it.

use std::{collections::BTreeSet, fs};

use async_graphql::parser::{parse_query, types::DocumentOperations};
use demarche::http::samples;
use serde_json::{Value, json};

use crate::{node, world};

/// Whether a value has something in it: lists and totals of nothing do not.
fn holds(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Bool(_) => true,
        Value::Array(items) => items.iter().any(holds),
        Value::Object(fields) => match fields.get("totalCount").or_else(|| fields.get("nodes")) {
            Some(counted) => holds(counted),
            None => fields.values().any(holds),
        },
    }
}

#[test]
fn every_sample_has_an_answer_with_something_in_it() {
    assert!(!holds(&json!({ "totalCount": 0, "nodes": [] })) && !holds(&json!({ "nodes": [null] })));
    for world in world::incidents() {
        for sample in samples::all() {
            let variables = if sample.variables.is_empty() { "{}" } else { &sample.variables };
            let variables: Value = serde_json::from_str(variables).unwrap();
            let answer = world.query(&sample.query, variables);
            assert!(answer.get("errors").is_none(), "{}: {answer}", sample.name);
            for (field, value) in answer["data"].as_object().unwrap() {
                assert!(holds(value), "{}: there is nothing in {field}: {value}", sample.name);
            }
        }
    }
}

#[test]
fn samples_say_what_they_ask_and_are_easily_read() {
    let samples = samples::all();
    assert!(samples.len() >= 12, "{} samples", samples.len());
    let mut titles = BTreeSet::new();
    for sample in samples {
        let name = &sample.name;
        assert!((1..=48).contains(&sample.title.len()), "{name}: a title stands in one line: {:?}", sample.title);
        assert!((40..=200).contains(&sample.explanation.len()), "{name} explains itself: {:?}", sample.explanation);
        assert!(titles.insert(sample.title), "{name} has a title of its own");
        let widest = sample.query.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(76), "{name} has a line of {widest:?} characters");
        // a tab has the operation's name
        let document = parse_query(&sample.query).unwrap();
        assert!(matches!(document.operations, DocumentOperations::Multiple(_)), "{name}: the operation has no name");
        if !sample.variables.is_empty() {
            assert!(sample.variables.starts_with("{\n  \""), "{name}: variables are laid out for reading");
        }
    }
}

#[test]
fn every_file_is_a_sample() {
    let samples = samples::all();
    let files = fs::read_dir("queries").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let expected = samples.iter().flat_map(|sample| {
        let variables = (!sample.variables.is_empty()).then(|| format!("{}.variables.json", sample.name));
        [format!("{}.graphql", sample.name)].into_iter().chain(variables)
    });
    assert_eq!(files.collect::<BTreeSet<_>>(), expected.collect::<BTreeSet<_>>());
    for sample in samples {
        assert_eq!(sample.query, fs::read_to_string(format!("queries/{}.graphql", sample.name)).unwrap());
    }
}

#[test]
fn the_command_answers_a_sample() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"));
        let output = command.args(args).arg("--database").arg(&database).output().unwrap();
        assert!(output.status.success(), "{}", node::told(&output));
        output.stdout
    };
    run(&["load", "data/iraq-sweden-2023"]);
    let file = "queries/04-measures-on-a-day";
    let query = format!("{file}.graphql");
    let output = run(&["query", &query, "--variables", &format!("@{file}.variables.json")]);
    let answer: Value = serde_json::from_slice(&output).unwrap();
    assert_eq!(answer["data"]["sanctions"]["totalCount"], 6);
}
