//! How many nodes a request asks for: counted from the variables it has, told on request, and bounded.

use serde_json::{Value, json};

use super::{GRAPHQL, JSON, ask, code, post};
use crate::world::{self, World};

/// Documents, their variables, and the nodes that they ask for.
fn asked() -> Vec<(&'static str, Value, u64)> {
    let page = "query ($n: Int, $x: Boolean! = true) { events(first: $n) @include(if: $x) { nodes { id } } }";
    vec![
        ("{ __typename __schema { types { name } } server { version } }", json!({}), 0),
        ("{ events { nodes { id } } }", json!({}), 20),
        ("{ events(first: 0) { nodes { id } totalCount } }", json!({}), 1),
        ("{ events { totalCount } }", json!({}), 1),
        ("{ events(last: 6) { edges { cursor } } }", json!({}), 6),
        (page, json!({ "n": 7 }), 7),
        (page, json!({}), 20),
        (page, json!({ "n": 7, "x": false }), 0),
        ("{ a: events(first: 2) { nodes { id } } b: events(first: 3) { pageInfo { hasNextPage } } }", json!({}), 5),
        (
            "{ events(first: 3) { totalCount nodes { id participations(first: 4) { nodes { id } totalCount } } } }",
            json!({}),
            1 + 3 * (1 + 4 + 1),
        ),
        (
            "{ events(first: 2) { nodes { id } } ...F } fragment F on Query {
                events(first: 2) { nodes { title participations(first: 3) { nodes { id } } } } }",
            json!({}),
            2 * (1 + 3),
        ),
        (
            "query ($n: Int) { events(first: 2) { nodes { participations(first: 3) { nodes { party {
                ... on Organization { participations(first: $n) { nodes { id } } }
                ... on Person { participations(first: 5) { nodes { id } } } } } } } } }",
            json!({ "n": 9 }),
            2 * (1 + 3 * (1 + 9)),
        ),
        (
            "{ node(id: \"x\") { ... on Event { participations(first: 5) { nodes { id } } }
                ... on Organization { participations(first: 3) { nodes { id } } } } }",
            json!({}),
            5,
        ),
        (
            "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Event { participations(first: 5) { nodes { id } } } } }",
            json!({ "ids": ["a", "b", "c"] }),
            3 * (1 + 5),
        ),
        ("{ matchParties(name: \"x\") { score reasons } }", json!({}), 5),
        (
            "query ($n: Int!) { matchParties(name: \"x\", limit: $n) { matched { value } party { citations(first: 4) { nodes { id } } } } }",
            json!({ "n": 7 }),
            7 * (1 + 4),
        ),
        ("{ events(first: 2) { nodes { chain(first: 3) { nodes { id } } } } }", json!({}), 2 * (1 + 3)),
        (
            "query ($n: Int!) { events(first: 2) { nodes { chain(first: 3, maxHops: $n) {
                edges { node { participations(first: 4) { nodes { id } } } path { citations(first: 5) { nodes { id } } } } } } } }",
            json!({ "n": 7 }),
            2 * (1 + 3 * (1 + 4 + 7 * (1 + 5))),
        ),
        (
            "query ($n: Int!) { paths(from: \"x\", to: \"y\", maxHops: 3, limit: $n) { hops { label from { id }
                via { citations(first: 4) { nodes { id } } } } } }",
            json!({ "n": 6 }),
            6 * (1 + 3 * (1 + 4)),
        ),
        ("{ dyads(first: 3) { totalCount nodes { first { edtf } events(first: 2) { nodes { id } } } } }", json!({}), 1 + 3 * (1 + 1 + 1 + 2)),
    ]
}

#[test]
fn what_a_request_asks_for_is_told_when_asked() {
    for world in world::incidents() {
        for (document, variables, nodes) in asked() {
            let cost = json!({ "cost": { "nodes": nodes, "limit": 10_000 } });
            let body = json!({ "query": document, "variables": variables, "extensions": { "cost": true } });
            let answer = post(&world, GRAPHQL, JSON, &body.to_string()).json();
            assert_eq!(answer["extensions"], cost, "{document} with {variables}: {answer}");
            let variables = variables.to_string();
            let parameters = [("query", document), ("variables", &variables), ("extensions", "{\"cost\":true}")];
            assert_eq!(ask(&world, &parameters, &[]).json(), answer);
            let plain = ask(&world, &parameters[..2], &[]).json();
            assert_eq!((&plain["data"], plain.get("extensions")), (&answer["data"], None));
        }
    }
    let world = world::shared();
    let body = json!({ "query": "{ __typename }", "extensions": { "cost": 1 } });
    assert_eq!(code(&post(&world, GRAPHQL, JSON, &body.to_string())), "BAD_USER_INPUT");
}

/// A server that allows so many answers; one that allows one less does not.
#[test]
fn more_than_the_limit_is_refused_with_both_numbers() {
    for (document, variables, nodes) in asked().into_iter().filter(|(_, _, nodes)| *nodes > 1) {
        let body = json!({ "query": document, "variables": variables }).to_string();
        for limit in [nodes, nodes - 1] {
            let backend = world::Backend::Sqlite;
            let world = World::tuned(backend, move |settings| settings.limits.max_nodes = limit);
            let answer = post(&world, GRAPHQL, JSON, &body);
            if limit == nodes {
                assert_eq!(answer.status, 200, "{document}: {}", answer.body);
                continue;
            }
            let error = &answer.json()["errors"][0];
            let told = (answer.status, &error["extensions"]["limit"], &error["extensions"]["actual"]);
            assert_eq!(told, (400, &json!(limit), &json!(nodes)), "{document}: {}", answer.body);
            assert_eq!(error["extensions"]["code"], "COST_LIMIT");
        }
    }
}

#[test]
fn numbers_beyond_all_bounds_are_refused_too() {
    let world = World::tuned(world::Backend::Sqlite, |settings| {
        settings.limits.max_page_size = 1_000_000;
        (settings.limits.max_depth, settings.limits.max_nesting) = (128, 256);
    });
    let (open, close) = ("event { participations(first: 1000000) { nodes { ", "} } } ");
    for times in [1, 2, 3, 4, 12] {
        let inner = format!("{}id {}", open.repeat(times), close.repeat(times));
        let document =
            format!("{{ events(first: 1) {{ nodes {{ participations(first: 1) {{ nodes {{ {inner} }} }} }} }} }}");
        let answer = post(&world, GRAPHQL, JSON, &json!({ "query": document }).to_string());
        let exact = (1..=times as u32).try_fold(0_i64, |sum, times| sum.checked_add(1_000_000_i64.checked_pow(times)?));
        let actual = exact.and_then(|exact| exact.checked_add(2)).unwrap_or(i64::MAX);
        assert_eq!(code(&answer), "COST_LIMIT", "{}", answer.body);
        assert_eq!(answer.json()["errors"][0]["extensions"]["actual"], actual);
    }
}
