//! The library is the judge: what is read here, it reads as the same.

use std::{fs, path::Path};

use super::*;

/// Whether it is plain; then the library must read the same.
fn agrees(text: &str) -> bool {
    let Some(document) = plain(text) else { return false };
    let library = parse_query(text).unwrap_or_else(|error| panic!("only here it is a document: {text}\n{error}"));
    let json = |document| serde_json::to_value(document).expect("syntax is JSON");
    assert_eq!(json(document), json(library), "{text}");
    true
}

fn samples() -> Vec<String> {
    let mut samples: Vec<String> = [
        "query A($a: [Int!]! = [1, -2] $b:I @d(x:1) = {c: {d: E, e: null}}) @x { a: b(c: $a, d: {e: [true]}) }",
        "{...F ... on A @include(if: $b) {x} ...{y} ... @skip(if: false) {z}} fragment F on B @d {a}",
        "query A {a} query B {b} mutation C {c} subscription D {d}",
        "# é\r\n{ a(b: \"é # {\") # ü\r, ,\t c(d: 0, e: \"\")\n\n f }# end",
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
    let plain = samples.iter().filter(|sample| agrees(sample)).count();
    assert!(plain * 10 > samples.len() * 9, "{plain} of {} are plain", samples.len());
}

#[test]
fn what_is_not_plain_is_left_to_the_library() {
    for text in [
        "{a(b: 1.5)}",
        "{a(b: \"\\n\")}",
        "{a(b: \"\"\"c\"\"\")}",
        "{a(b: trueish)}",
        "{a(b: 01)}",
        "{a()}",
        "{...on}",
        "{}",
    ] {
        assert!(plain(text).is_none(), "{text}");
    }
    for text in ["", "#", "{a", "{a}}", "{a} {b}", "{a} query B {b}", "query A {a} query A {b}", "{..a}"] {
        assert!(plain(text).is_none() && parse(text).is_err(), "{text}");
    }
    assert!(parse("{a(b: 1.5)}").is_ok());
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
        "a", "true", "é",
    ];
    for _ in 0..800 {
        let text = &samples[below(samples.len())];
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let from = below(places.len());
        let to = (from + below(3)).min(places.len() - 1);
        let piece = pieces[below(pieces.len())];
        agrees(&format!("{}{piece}{}", &text[..places[from]], &text[places[to]..]));
    }
}
