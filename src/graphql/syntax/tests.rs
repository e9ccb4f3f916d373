//! Where the library reads a document, it reads the same; what it cannot read is said here.

use std::{fs, path::Path};

use async_graphql::parser::parse_query;

use super::*;

fn json(document: ExecutableDocument) -> serde_json::Value {
    let mut json = serde_json::to_value(document).expect("syntax is JSON");
    whole_zeros(&mut json);
    json
}

/// `-0` is a whole number here and a float to the library.
fn whole_zeros(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Number(number) if number.as_f64() == Some(0.0) => *number = 0.into(),
        serde_json::Value::Array(all) => all.iter_mut().for_each(whole_zeros),
        serde_json::Value::Object(all) => all.values_mut().for_each(whole_zeros),
        _ => {}
    }
}

/// Whether both read it; then they must read the same.
fn agrees(text: &str) -> bool {
    let (Ok(ours), Ok(library)) = (parse(text), parse_query(text)) else { return false };
    assert_eq!(json(ours), json(library), "{text}");
    true
}

fn samples() -> Vec<String> {
    let mut samples: Vec<String> = [
        "query A($a: [Int!]! = [1, -2] $b:I = {c: {d: E, e: null}}) @x { a: b(c: $a, d: {e: [true]}) }",
        "{...F ... on A @include(if: $b) {x} ...{y} ... @skip(if: false) {z}} fragment F on B @d {a}",
        "query A {a} query B {b} mutation C {c} subscription D {d}",
        "# é\n{ a(b: \"é # {\") # ü\n, ,\t c(d: 0, e: \"\")\n\n f }# end",
        "{ a(b: 1.5, c: -2e3, d: 1E-2, e: \"\\u00e9\\n\\\"\", f: \"\"\"\n    x\n      y\n  \"\"\") }",
    ]
    .map(str::to_owned)
    .into();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "graphql") {
                samples.push(fs::read_to_string(path).expect("a document"));
            }
        }
    }
    samples
}

#[test]
fn documents_are_read_as_the_library_reads_them() {
    let samples = samples();
    let alike = samples.iter().filter(|sample| agrees(sample)).count();
    assert!(alike * 10 > samples.len() * 9, "{alike} of {} are documents", samples.len());
}

#[test]
fn small_changes_make_no_difference_between_the_two() {
    let samples = samples();
    let mut random = 1_u64;
    let mut below = |limit: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (random >> 33) as usize % limit
    };
    let pieces = [
        "", " ", "on", "...", "{", "}", "(", ")", "[", "]", "\"", "#", "\n", ":", "$", "@", "!", "=", "-", "0", "1",
        "a", "é", ".5", "e3", "\"\"\"", "\\",
    ];
    let mut alike = 0;
    for _ in 0..800 {
        let text = &samples[below(samples.len())];
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let from = below(places.len());
        let to = (from + below(3)).min(places.len() - 1);
        let piece = pieces[below(pieces.len())];
        alike += usize::from(agrees(&format!("{}{piece}{}", &text[..places[from]], &text[places[to]..])));
    }
    assert!(alike > 100, "{alike} are documents");
}

/// The value of an argument.
fn value(text: &str) -> Value {
    let document = parse(&format!("{{ a(b: {text}) }}")).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    let DocumentOperations::Single(operation) = document.operations else { panic!("one operation") };
    match &operation.node.selection_set.node.items[0].node {
        Selection::Field(field) => field.node.arguments[0].1.node.clone(),
        _ => panic!("a field"),
    }
}

#[test]
fn escapes_and_numbers_have_their_values() {
    for (text, string) in [
        (r#""\u{1F600} \u{41}\u{00041}""#, "😀 AA"),
        (r#""\uD83D\uDE00""#, "😀"),
        (r#""\"\\\/\b\f\n\r\t\u0041""#, "\"\\/\u{8}\u{c}\n\r\tA"),
        ("\"\"\"a\\b \\\"\"\"\"\"\"", "a\\b \"\"\""),
        ("\"\"\"\n\n    one\r\n      two\r    three\n\n  \"\"\"", "one\n  two\nthree"),
        ("\"\"\"  first\n    second\"\"\"", "  first\nsecond"),
        ("\"\"\"\"\"\"", ""),
        ("\"\"\" \n\t\n \"\"\"", ""),
    ] {
        assert_eq!(value(text), Value::String(string.to_owned()), "{text}");
    }
    assert_eq!(value("-0"), Value::Number(0.into()));
    assert_eq!(value("-9223372036854775808"), Value::Number(i64::MIN.into()));
    assert_eq!(value("2.50e2"), Value::Number(serde_json::Number::from_f64(250.0).expect("finite")));
}

#[test]
fn what_the_specification_added_is_read() {
    for text in [
        "\"what it does\" query A(\"who\" $a: Int = 1 @d(x: 2)) { a(b: $a) }",
        "\"\"\"block\"\"\" fragment F on A { a } { ...F }",
        "query($a: [ Int ! ] !) { a(b: $a) }",
        "\u{FEFF}{ a, ,\u{FEFF} b }",
        "{ on query fragment true: a null(if: on) }",
    ] {
        assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
    }
}

#[test]
fn faults_are_told_with_their_place() {
    for (text, message, place) in [
        ("", "the document is empty", (1, 1)),
        ("# only", "the document is empty", (1, 7)),
        ("{ a", "expected a field, found the end of the document", (1, 4)),
        ("{ a }\r\n}", "expected an operation or a fragment, found \"}\"", (2, 1)),
        ("{\n\n é }", "expected a field, found \"é\"", (3, 2)),
        ("{}", "expected a field, found \"}\"", (1, 2)),
        ("{ a() }", "expected an argument, found \")\"", (1, 5)),
        ("query A() { a }", "expected \"$\", found \")\"", (1, 9)),
        ("{ ..a }", "expected \"...\", found \".\"", (1, 3)),
        ("{ ...on }", "expected a type, found \"}\"", (1, 9)),
        ("fragment on on A { a }", "expected a fragment's name, found \"on\"", (1, 10)),
        ("fragment F in A { a }", "expected \"on\", found \"in\"", (1, 12)),
        ("queryQ { a }", "expected an operation or a fragment, found \"queryQ\"", (1, 1)),
        ("type A { a: Int }", "expected an operation or a fragment, found \"type\"", (1, 1)),
        ("\"why\" { a }", "expected an operation or a fragment, found \"{\"", (1, 7)),
        ("{ a(b: \"c) }", "a string is not closed in its line", (1, 8)),
        ("{ a(b: \"\"\"c\") }", "a block string is not closed by three quotes", (1, 8)),
        ("{ a(b: \"é\\x\") }", "\"\\\\x\" is no escape in a string", (1, 10)),
        ("{ a(b: \"\\uD83D\") }", "\"\\\\uD83D\" is no escape in a string", (1, 9)),
        ("{ a(b: \"\\u{110000}\") }", "\"\\\\u{110\" is no escape in a string", (1, 9)),
        ("{ a(b: 01) }", "\"01\" is not a number as GraphQL writes them", (1, 8)),
        ("{ a(b: 1.) }", "\"1.\" is not a number as GraphQL writes them", (1, 8)),
        ("{ a(b: 1c: 2) }", "\"1c\" is not a number as GraphQL writes them", (1, 8)),
        ("{ a(b: -) }", "\"-\" is not a number as GraphQL writes them", (1, 8)),
        ("{ a(b: 1e999) }", "\"1e999\" is not a number as GraphQL writes them", (1, 8)),
        ("query($a: Int = $b) { a }", "a variable cannot stand where its own value is declared", (1, 17)),
        ("{ a } query B { b }", "an operation without a name must be the document's only one", (1, 1)),
        ("query A { a } query A { b }", "two operations have the name \"A\"", (1, 21)),
        ("fragment F on A { a } fragment F on A { a }", "two fragments have the name \"F\"", (1, 32)),
        ("{ a(b: {c: 1 c: 2}) }", "an input object has its field \"c\" twice", (1, 14)),
    ] {
        let problem = parse(text).expect_err(text);
        assert_eq!((problem.message.as_str(), problem.locations[0]), (message, place), "{text}");
    }
}
