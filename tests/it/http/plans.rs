//! Documents and plans that are kept between requests.

use serde_json::{Value, json};

use crate::world;

/// One document with variables of other values, absent, null, and of other shapes in turn: what was planned for one
/// must not answer another.
#[test]
fn plans_are_not_mixed_up() {
    for world in world::incidents() {
        let document = "query ($filter: EventFilter, $first: Int, $yes: Boolean = true, $names: [String!]) {
        events(filter: $filter, first: $first) { totalCount nodes @include(if: $yes) { slug } }
        persons(filter: { name: { in: $names } }) { totalCount } }";
        let ask = |variables: Value| world.query(document, variables)["data"].clone();
        for _ in 0..2 {
            let total = |variables: Value| ask(variables)["events"]["totalCount"].as_u64().unwrap();
            assert_eq!(total(json!({})), 28);
            assert_eq!(total(json!({ "filter": null })), 28);
            assert_eq!(total(json!({ "filter": { "mode": { "eq": "RIOT" } } })), 2);
            assert_eq!(total(json!({ "filter": { "mode": { "eq": null } } })), 6);
            assert_eq!(total(json!({ "filter": { "mode": { "ne": "RIOT" } } })), 26);
            assert_eq!(total(json!({ "filter": { "mode": { "in": [] } } })), 0);
            assert_eq!(total(json!({ "filter": { "mode": { "in": ["RIOT", "DEMO"] } } })), 7);
            assert_eq!(total(json!({ "filter": { "or": [] } })), 0);
            assert_eq!(total(json!({ "filter": { "or": [{ "mode": { "eq": "RIOT" } }] } })), 2);
            assert_eq!(total(json!({ "filter": { "title": { "contains": "Ericsson" } } })), 1);
            assert_eq!(total(json!({ "filter": { "title": { "contains": "Quran" } } })), 9);
            let length = |variables: Value| ask(variables)["events"]["nodes"].as_array().map(Vec::len);
            assert_eq!(length(json!({ "first": 3 })), Some(3));
            assert_eq!(length(json!({ "first": null })), Some(20));
            assert_eq!(length(json!({ "first": 28, "yes": false })), None);
            let persons = |variables: Value| ask(variables)["persons"]["totalCount"].clone();
            assert_eq!(persons(json!({ "names": ["Matti Lassila"] })), 1);
            assert_eq!(persons(json!({ "names": [] })), 0);
            assert_eq!(persons(json!({ "names": ["Matti Lassila", "Salwan Momika"] })), 2);
            assert_eq!(persons(json!({})), 6);
        }
    }
}
