//! Bounds: names of any kind, and names that many have.

use demarche::types::{MAX_MATCHES, MOST_NAMES, MOST_SHARING};
use serde_json::{Value, json};

use super::{MATCH, matches, person, records, slugs};
use crate::world::{self, World};

/// Names that nobody has in mind who compares names.
fn hostile() -> Vec<String> {
    let mut names: Vec<String> = [
        "",
        " ",
        "...",
        "'",
        "()[]{}/|;,،",
        "🙂🙃👩‍👩‍👧‍👦",
        "\u{202e}idaduS-la\u{202c} demmahoM",
        "\u{200f}محمد\u{200e} السوداني\u{200f}",
        "\u{0}",
        "Mohammed\u{0}Shia",
        "%_%' OR 1=1 --",
        "\u{feff}\u{ad}\u{2060}",
        "ﷺ ﷽ Ⅷ ①",
        "\u{301}\u{301}\u{301}",
        "of the and for",
        "Ministry",
        "Dr. Dr. h.c. mult.",
        "A. B. C. D. E. F. G. H.",
        "\u{10ffff}\u{fdd0}",
    ]
    .map(str::to_owned)
    .to_vec();
    names.extend(
        ["a", "محمد ", "Mohammed ", "al-", "A.", "x\u{301}", "中", "🙂", "(", "Ministry of "]
            .map(|it| it.repeat(10_000 / it.chars().count())),
    );
    names
}

#[test]
fn whatever_the_name_there_is_an_answer() {
    for backend in world::backends() {
        let world = World::new(backend);
        for name in hostile() {
            for (country, threshold) in [(None, 0.0), (Some("SE"), 0.6)] {
                let found = matches(&world, &name, country, MAX_MATCHES, threshold);
                for found in found.as_array().unwrap() {
                    let score = found["score"].as_f64().unwrap();
                    assert!(score > 0.0 && (threshold..=1.0).contains(&score), "{found}");
                    assert!(!found["reasons"].as_array().unwrap().is_empty(), "{found}");
                }
            }
        }
        // of a long name the beginning is compared, and that is told
        let long = format!("Salwan Momika{}", " and others".repeat(1_000));
        let found = matches(&world, &long, None, 5, 0.01);
        let cut = "only the beginning of a very long name was compared";
        assert!(found.as_array().unwrap().iter().all(|it| it["reasons"].as_array().unwrap().contains(&cut.into())));
        assert!(matches(&world, "\u{200f}محمد\u{200e} شياع السوداني\u{200f}", None, 5, 0.9)[0]["score"].is_number());
    }
}

/// A name that more have than are looked at: those are told that were recorded first; one word that few have is enough
/// to find its bearer whenever it was recorded.
#[test]
fn of_a_name_that_many_have_those_are_told_that_were_recorded_first() {
    let most = usize::try_from(MOST_SHARING).unwrap();
    let keys: Vec<String> = (0..most + 5).map(|at| format!("ali-{at:04}")).collect();
    let mut persons: Vec<_> = keys.iter().map(|key| person(key, &["Ali Hassan"], None)).collect();
    persons.push(person("rare", &["Ali Hassan Zarqawi"], None));
    let many: Vec<String> = (0..MOST_NAMES).map(|at| format!("Ali Hassan number{at}")).collect();
    let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
    many.push("Ebrahim Tarkhany");
    persons.push(person("named", &many, None));
    for backend in world::backends() {
        let world = World::of(records(Vec::new(), persons.clone()), backend);
        let found = matches(&world, "Hassan, Ali", None, MAX_MATCHES, 0.6);
        let first: Vec<&str> = keys[..MAX_MATCHES as usize].iter().map(String::as_str).collect();
        assert_eq!(slugs(&found), first);
        let found = matches(&world, "Ali Hassan Zarkawi", None, 1, 0.6);
        assert_eq!(slugs(&found), ["rare"]);
        // only so many names of a party are compared
        assert_eq!(matches(&world, "Ebrahim Tarkhany", None, 5, 0.6), json!([]));
    }
}

/// What a server that follows so many links says.
fn answered(backend: world::Backend, links: usize, name: &str) -> Value {
    let world = World::tuned(backend, move |settings| settings.limits.max_links = links);
    world.query(MATCH, json!({ "name": name, "limit": 5, "threshold": 0.6 }))
}

#[test]
fn what_is_read_counts_as_links() {
    for backend in world::backends() {
        let refused = answered(backend, 4, "Swedish Embassy in Baghdad");
        assert_eq!(refused["errors"][0]["extensions"]["code"], "COST_LIMIT", "{refused}");
        let answer = answered(backend, 500, "Swedish Embassy in Baghdad");
        assert!(answer["data"]["matchParties"][0]["score"].is_number(), "{answer}");
    }
}
