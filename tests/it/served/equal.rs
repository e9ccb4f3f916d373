//! Whatever is asked, both databases give the same bytes.

use demarche::catalog::catalog;
use serde_json::{Value, json};

use crate::{
    cases::runner,
    world::{self, Backend, World},
};

/// The lists of the root and what their nodes tell.
const LISTS: [(&str, &str, &str); 7] = [
    (
        "events",
        "Event",
        "title occurred { edtf } goldstein fatalities { best } contexts place { name }
         participations(first: 2) { totalCount nodes { role party { __typename label } } pageInfo { endCursor hasNextPage } }
         relations { nodes { kind } }",
    ),
    (
        "statements",
        "Statement",
        "kind verbatim said { edtf } text translations { text } speaker { name } addressedTo { id }
         events(last: 2) { edges { cursor node { occurred { edtf } } } pageInfo { hasPreviousPage } }",
    ),
    ("sanctions", "Sanction", "title status measures issuers { id } targets { label } statusHistory { status on { edtf } }"),
    ("persons", "Person", "name(lang: \"sv\") names { value } affiliations { nodes { title organization { name } } }"),
    ("organizations", "Organization", "name parent { name } children(first: 2) { nodes { name } totalCount } cite"),
    ("places", "Place", "name country point { latitude longitude } events(first: 3) { edges { cursor node { title } } }"),
    ("sources", "Source", "title url supports(last: 2) { nodes { exact record { id label } } pageInfo { startCursor } }"),
];

fn answers(worlds: &[std::sync::Arc<World>], body: &Value) -> Vec<String> {
    let answer = |world: &std::sync::Arc<World>| runner::kept(&world.post(&body.to_string()).body);
    worlds.iter().map(answer).collect()
}

/// Every list, in every order, from both ends, behind and before a cursor; on each of the two data sets.
#[test]
fn both_databases_give_the_same_bytes() {
    let mut asked = 0;
    for noun in catalog().records() {
        assert!(LISTS.iter().any(|(list, ..)| *list == noun.plural), "LISTS says nothing of {}", noun.plural);
    }
    for worlds in [world::incidents(), world::samples()] {
        if worlds.len() < 2 {
            return;
        }
        assert_eq!(worlds[1].backend, Backend::Postgres);
        let mut same = |document: String, variables: Value| -> Value {
            let answers = answers(&worlds, &json!({ "query": document, "variables": variables }));
            assert_eq!(answers[0], answers[1], "{document} {variables}");
            asked += 1;
            serde_json::from_str(&answers[0]).unwrap()
        };
        for (list, noun, fields) in LISTS {
            for order in orders(&worlds[0], noun) {
                let head = "query ($first: Int, $last: Int, $after: String, $before: String)";
                let window = "first: $first, last: $last, after: $after, before: $before";
                let rest = "totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage }";
                let document = format!("{head} {{ {list}({window}{order}) {{ nodes {{ id {fields} }} {rest} }} }}");
                let first = same(document.clone(), json!({ "first": 3 }));
                assert!(first.get("errors").is_none(), "{first}");
                let end = &first["data"][list]["pageInfo"]["endCursor"];
                same(document.clone(), json!({ "first": 5, "after": end }));
                let last = same(document.clone(), json!({ "last": 4 }));
                same(document, json!({ "last": 2, "before": last["data"][list]["pageInfo"]["startCursor"] }));
            }
        }
    }
    assert!(asked >= 300, "only {asked} were asked");
}

/// The order words of a noun as arguments, in both directions.
fn orders(world: &World, noun: &str) -> Vec<String> {
    let data = world.data(&format!("{{ __type(name: \"{noun}OrderField\") {{ enumValues {{ name }} }} }}"));
    let words = data["__type"]["enumValues"].as_array().unwrap();
    let order = |word: &Value, direction| {
        let word = word["name"].as_str().unwrap();
        // distances are told from somewhere
        let near = ", filter: { location: { near: { latitude: 33, longitude: 44, radiusKm: 20016 } } }";
        format!(
            ", orderBy: [{{ field: {word}, direction: {direction} }}]{}",
            if word == "DISTANCE" { near } else { "" }
        )
    };
    // how well something matches is not comparable between databases
    let words = words.iter().filter(|word| word["name"] != "RELEVANCE");
    words.flat_map(|word| ["ASC", "DESC"].map(|direction| order(word, direction))).collect()
}
