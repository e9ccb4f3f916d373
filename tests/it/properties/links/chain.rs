//! Chains: every event within so many relations, each once and by the shortest way, page by page.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    properties::filters::Bench,
    world::{self, World},
};

/// A relation: its id, kind, and the events that it leads from and to.
type Relation = (String, String, String, String);

/// The events in the order of recording, and the relations of each, in that order too.
struct Graph {
    events: Vec<String>,
    relations: HashMap<String, Vec<Relation>>,
}

/// How an event is reached: event, hops, direction, relations.
type Reached = (String, i64, String, Vec<String>);

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

impl Graph {
    fn of(world: &World) -> Self {
        let document = "query ($after: String) { events(first: 60, after: $after, orderBy: { field: RECORDED_AT, direction: ASC }) {
            pageInfo { hasNextPage endCursor }
            nodes { id relations(first: 100) { pageInfo { hasNextPage } nodes { id kind from { id } to { id } } } } } }";
        let (mut graph, mut after) = (Self { events: Vec::new(), relations: HashMap::new() }, Value::Null);
        loop {
            let page = world.data_with(document, json!({ "after": after }))["events"].clone();
            for event in page["nodes"].as_array().unwrap() {
                assert_eq!(event["relations"]["pageInfo"]["hasNextPage"], false);
                let relations = event["relations"]["nodes"].as_array().unwrap().iter();
                let relations = relations
                    .map(|it| (text(&it["id"]), text(&it["kind"]), text(&it["from"]["id"]), text(&it["to"]["id"])));
                graph.events.push(text(&event["id"]));
                graph.relations.insert(text(&event["id"]), relations.collect());
            }
            if page["pageInfo"]["hasNextPage"] == false {
                return graph;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
    }

    /// The relations that lead on from an event, and where to.
    fn onward<'a>(
        &'a self,
        event: &'a str,
        out: bool,
        kinds: Option<&'a [&str]>,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.relations[event].iter().filter_map(move |(id, kind, from, to)| {
            let (near, far) = if out { (from, to) } else { (to, from) };
            let follows = near == event && kinds.is_none_or(|kinds| kinds.contains(&kind.as_str()));
            follows.then_some((id.as_str(), far.as_str()))
        })
    }

    /// The shortest ways in one direction, found by going round as often as there are hops.
    fn ways(&self, start: &str, out: bool, kinds: Option<&[&str]>, most: i64) -> HashMap<String, Vec<String>> {
        let mut ways = HashMap::from([(start.to_owned(), Vec::new())]);
        for hops in 1..=most {
            for event in &self.events {
                let Some(way) = ways.get(event).filter(|way: &&Vec<String>| way.len() as i64 == hops - 1).cloned()
                else {
                    continue;
                };
                for (relation, far) in self.onward(event, out, kinds) {
                    ways.entry(far.to_owned()).or_insert_with(|| [way.clone(), vec![relation.to_owned()]].concat());
                }
            }
        }
        ways.remove(start);
        ways
    }

    fn chain(&self, start: &str, direction: &str, kinds: Option<&[&str]>, most: i64) -> Vec<Reached> {
        let mut all: Vec<(i64, usize, Reached)> = Vec::new();
        for (way, out) in [("OUT", true), ("IN", false)] {
            if direction != "BOTH" && direction != way {
                continue;
            }
            for (event, path) in self.ways(start, out, kinds, most) {
                let (hops, place) = (path.len() as i64, self.events.iter().position(|it| *it == event).unwrap());
                match all.iter_mut().find(|(_, known, _)| *known == place) {
                    Some(known) if known.0 <= hops => {}
                    Some(known) => *known = (hops, place, (event, hops, way.to_owned(), path)),
                    None => all.push((hops, place, (event, hops, way.to_owned(), path))),
                }
            }
        }
        all.sort();
        all.into_iter().map(|(_, _, reached)| reached).collect()
    }
}

const CHAIN: &str = "chain(direction: $direction, kinds: $kinds, maxHops: $most, first: $first, after: $after) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor hops direction node { id } path { id } } }";

fn reached(chain: &Value) -> Vec<Reached> {
    let edges = chain["edges"].as_array().unwrap().iter();
    edges
        .map(|edge| {
            let path = edge["path"].as_array().unwrap().iter().map(|relation| text(&relation["id"])).collect();
            (text(&edge["node"]["id"]), edge["hops"].as_i64().unwrap(), text(&edge["direction"]), path)
        })
        .collect()
}

/// All pages of an event's chain.
fn pages(world: &World, event: &str, variables: &Value, size: usize) -> Vec<Reached> {
    let document = format!(
        "query ($id: ID!, $direction: RelationDirection!, $kinds: [RelationKind!], $most: Int!, $first: Int, $after: String) {{
            event(by: {{ id: $id }}) {{ {CHAIN} }} }}"
    );
    let mut all = Vec::new();
    let mut variables = variables.clone();
    (variables["id"], variables["first"], variables["after"]) = (event.into(), size.into(), Value::Null);
    loop {
        let chain = world.data_with(&document, variables.clone())["event"]["chain"].clone();
        let (info, page) = (&chain["pageInfo"], reached(&chain));
        assert_eq!(info["hasPreviousPage"], !all.is_empty(), "{variables}");
        let cursors: Vec<&Value> = chain["edges"].as_array().unwrap().iter().map(|edge| &edge["cursor"]).collect();
        let edge = |cursor: Option<&&Value>| cursor.map_or(Value::Null, |cursor| (*cursor).clone());
        assert_eq!((&info["startCursor"], &info["endCursor"]), (&edge(cursors.first()), &edge(cursors.last())));
        all.extend(page);
        if info["hasNextPage"] == false {
            return all;
        }
        assert_eq!(cursors.len(), size, "{variables}");
        variables["after"] = info["endCursor"].clone();
    }
}

#[test]
fn chains_are_what_a_plain_search_finds() {
    for backend in world::backends() {
        let bench = Bench::new(backend);
        let world = &bench.world;
        let graph = Graph::of(world);
        let kinds: [Option<&[&str]>; 3] =
            [None, Some(&["CAUSED_BY", "RESPONSE_TO", "FOLLOWS", "PART_OF", "ESCALATES", "RELATED_TO"]), Some(&[])];
        let (mut longest, mut several) = (0, 0);
        for (index, event) in graph.events.iter().enumerate().step_by(7) {
            for direction in ["OUT", "IN", "BOTH"] {
                let (kinds, most) = (kinds[index % 3], [1, 4, 10][index / 3 % 3]);
                let expected = graph.chain(event, direction, kinds, most);
                longest = longest.max(expected.iter().map(|(_, hops, ..)| *hops).max().unwrap_or(0));
                let variables = json!({ "direction": direction, "kinds": kinds, "most": most });
                for size in [2, 100] {
                    let found = pages(world, event, &variables, size);
                    assert_eq!(found, expected, "{event} {variables} in pages of {size}");
                    several += usize::from(found.len() > size);
                }
            }
        }
        assert!(longest >= 8 && several > 8, "{longest} hops at most, {several} of several pages");
        // all at once, below a list
        let document = format!(
            "query ($direction: RelationDirection!, $kinds: [RelationKind!], $most: Int!, $first: Int, $after: String) {{
                events(first: 60) {{ nodes {{ id {CHAIN} }} }} }}"
        );
        let variables = json!({ "direction": "BOTH", "kinds": kinds[1], "most": 4, "first": 20 });
        for event in world.data_with(&document, variables)["events"]["nodes"].as_array().unwrap() {
            let mut expected = graph.chain(&text(&event["id"]), "BOTH", kinds[1], 4);
            assert_eq!(event["chain"]["pageInfo"]["hasNextPage"], expected.len() > 20);
            expected.truncate(20);
            assert_eq!(reached(&event["chain"]), expected, "{event}");
        }
    }
}
