//! No text makes anything panic, wherever it comes in: whatever it is, it is read, refused, or found nowhere.

use demarche::domain::{fold::fold, fuzzy_date::FuzzyDate, identity};
use proptest::{prelude::*, sample};
use serde_json::{Value, json};

use super::{runner, texts};
use crate::world::{self, World};

/// Anything, and things that look like something.
fn anything() -> BoxedStrategy<String> {
    let cursor = "[A-Za-z0-9_-]{0,80}";
    let id = "(evt|org|src|x|)_?[0-9a-z]{11,14}";
    let piece =
        sample::select(&["2023", "-", "~", "/", "[", "..", "]", "é", "\u{1F600}", "\u{0}", "ﷺ", "%", "\u{300}"][..]);
    let pieces = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![any::<String>(), ".{0,40}", cursor, id, pieces, texts::nearly_dates()].boxed()
}

#[test]
fn no_text_panics_in_the_rules() {
    let outcome = runner(20_000).run(&anything(), |text| {
        if let Ok(date) = FuzzyDate::parse(&text) {
            assert!(date.earliest <= date.latest, "{text}");
            assert_eq!(date.edtf, text);
        }
        let folded = fold(&text);
        assert_eq!(fold(&folded), folded, "folding twice changes nothing: {text:?}");
        if let Some((prefix, uid)) = identity::parse(&text) {
            assert_eq!(identity::spell(prefix, uid), text);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Over HTTP, where a text comes in as cursor, id, slug, part of a text and date.
#[test]
fn no_text_ends_in_an_internal_error() {
    world::incidents().iter().for_each(|world| no_internal_error_on(world));
}

fn no_internal_error_on(world: &World) {
    let document = "query($text: String! $id: ID!) {
        node(id: $id) { id } nodes(ids: [$id, $id]) { id } event(by: { slug: $text }) { id }
        organizations(filter: { or: [{ name: { contains: $text } }, { slug: { in: [$text] } }, { id: { eq: $id } }] }) { totalCount }
    }";
    let cursor = "query($text: String) { a: events(after: $text) { totalCount } b: persons(last: 3 before: $text) { totalCount } }";
    let date = "query($text: EDTF) { events(filter: { occurred: { overlaps: { from: $text } } }) { totalCount } }";
    let real = world.data("{ events(first: 30) { edges { cursor } } }")["events"]["edges"].clone();
    let real: Vec<String> =
        real.as_array().unwrap().iter().map(|edge| edge["cursor"].as_str().unwrap().to_owned()).collect();
    // cursors with a letter exchanged reach what lies behind their decoding
    let broken = (sample::select(real), any::<sample::Index>(), "[A-Za-z0-9_-]").prop_map(|(cursor, at, letter)| {
        let at = at.index(cursor.len());
        format!("{}{letter}{}", &cursor[..at], &cursor[at + 1..])
    });
    let outcome = runner(400).run(&prop_oneof![2 => anything(), 1 => broken], |text| {
        for document in [document, cursor, date] {
            let answer = world.query(document, json!({ "text": text, "id": text }));
            for error in answer["errors"].as_array().unwrap_or(&Vec::new()) {
                let code = &error["extensions"]["code"];
                let expected = ["CURSOR_INVALID", "CURSOR_MISMATCH", "BAD_USER_INPUT"].map(Value::from);
                assert!(expected.contains(code), "{text:?} in {document}\n{answer}");
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
