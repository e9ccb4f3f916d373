//! Paths: all shortest ways between two parties, or as many as were asked for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use super::web;
use crate::{
    properties::filters::Bench,
    world::{self, World},
};

/// Parties, and those that have a part in each record.
struct Web {
    parties: Vec<String>,
    records: HashMap<String, BTreeSet<String>>,
}

/// Whom each party is linked to.
type Near<'w> = BTreeMap<&'w str, BTreeSet<&'w str>>;

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

impl Web {
    fn of(world: &World) -> Self {
        let lists = [
            ("organizations", "__typename"),
            ("persons", "__typename"),
            (
                "events",
                "parts: participations(first: 100) { pageInfo { hasNextPage } nodes { party { id } onBehalfOf { id } } }",
            ),
            ("statements", "speaker { id } onBehalfOf { id } addressedTo { id }"),
            ("sanctions", "issuers { id } targets { id }"),
        ];
        let (mut parties, mut records) = (Vec::new(), HashMap::new());
        for (list, fields) in lists {
            let document = format!(
                "query ($after: String) {{ list: {list}(first: 60, after: $after) {{
                    pageInfo {{ hasNextPage endCursor }} nodes {{ id {fields} }} }} }}"
            );
            let mut after = Value::Null;
            loop {
                let page = world.data_with(&document, json!({ "after": after }))["list"].clone();
                for node in page["nodes"].as_array().unwrap() {
                    assert!(node["parts"].is_null() || node["parts"]["pageInfo"]["hasNextPage"] == false);
                    if matches!(list, "organizations" | "persons") {
                        parties.push(text(&node["id"]));
                        continue;
                    }
                    let mut ids = BTreeSet::new();
                    let mut fields = node.clone();
                    let id = text(&fields["id"].take());
                    named(&fields, &mut ids);
                    records.insert(id, ids);
                }
                if page["pageInfo"]["hasNextPage"] == false {
                    break;
                }
                after = page["pageInfo"]["endCursor"].clone();
            }
        }
        Self { parties, records }
    }

    /// Whom each party is linked to.
    fn near(&self) -> Near<'_> {
        let mut near = Near::new();
        for parties in self.records.values() {
            for party in parties {
                near.entry(party)
                    .or_default()
                    .extend(parties.iter().filter(|other| *other != party).map(String::as_str));
            }
        }
        near
    }

    /// All shortest ways, as the parties on them.
    fn paths(near: &Near<'_>, from: &str, to: &str, most: usize) -> BTreeSet<Vec<String>> {
        let mut ways = vec![vec![from.to_owned()]];
        let mut seen = BTreeSet::from([from.to_owned()]);
        for _ in 0..most {
            let onward = |way: &Vec<String>| {
                let last = way.last().unwrap().as_str();
                let next = near.get(last).into_iter().flatten().filter(|party| !seen.contains(**party));
                next.map(|party| [way.clone(), vec![(*party).to_owned()]].concat()).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(onward).collect();
            let there: BTreeSet<_> = ways.iter().filter(|way| way.last().unwrap() == to).cloned().collect();
            if !there.is_empty() {
                return there;
            }
            seen.extend(ways.iter().map(|way| way.last().unwrap().clone()));
        }
        BTreeSet::new()
    }
}

/// All ids in a value.
fn named(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| named(item, ids)),
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| named(value, ids));
        }
        _ => {}
    }
}

const PATHS: &str = "query ($from: ID!, $to: ID!, $most: Int!, $limit: Int!) {
    paths(from: $from, to: $to, maxHops: $most, limit: $limit) {
        length hops { from { id } to { id } via { __typename id } label } } }";

/// What the server finds, as the parties on each path; every hop is one that its record makes.
fn found(world: &World, web: &Web, from: &str, to: &str, most: usize, limit: usize) -> Vec<Vec<String>> {
    let data = world.data_with(PATHS, json!({ "from": from, "to": to, "most": most, "limit": limit }));
    let mut all = Vec::new();
    for path in data["paths"].as_array().unwrap() {
        let hops = path["hops"].as_array().unwrap();
        assert_eq!(path["length"], hops.len());
        let mut parties = vec![from.to_owned()];
        for hop in hops {
            assert_eq!(hop["from"]["id"], *parties.last().unwrap(), "{path}");
            parties.push(text(&hop["to"]["id"]));
            let part = &web.records[&text(&hop["via"]["id"])];
            assert!(parties[parties.len() - 2..].iter().all(|party| part.contains(party)), "{hop}");
            let of_event = hop["label"].as_str().unwrap().contains(" of ") && hop["via"]["__typename"] == "Event";
            assert!(of_event || hop["via"]["__typename"] != "Event", "{hop}");
        }
        all.push(parties);
    }
    all
}

#[test]
fn paths_are_what_a_plain_search_finds() {
    for backend in world::backends() {
        let bench = Bench::new(backend);
        let shaped = World::of(web::shapes(), backend);
        let mut lengths = BTreeSet::new();
        let mut many = 0;
        for (world, step) in [(&bench.world, 8), (&shaped, 4)] {
            let web = Web::of(world);
            let near = web.near();
            for from in web.parties.iter().step_by(step) {
                for to in web.parties.iter().skip(1).step_by(step - 1) {
                    for most in [6, 2] {
                        let expected = Web::paths(&near, from, to, if from == to { 0 } else { most });
                        let found = found(world, &web, from, to, most, 20);
                        let told: BTreeSet<_> = found.iter().cloned().collect();
                        assert!(told.is_subset(&expected) && told.len() == found.len(), "{from} {to}: {found:?}");
                        assert_eq!(found.len(), expected.len().min(20), "{from} {to} {most}");
                        lengths.extend(found.first().map(Vec::len));
                        many += usize::from(expected.len() > 20);
                    }
                }
            }
        }
        // as many parties as hops and one
        assert_eq!(lengths, (2..=7).collect(), "ways of all lengths were tried");
        assert!(many > 0, "some have more shortest ways than are told");
    }
}

/// The way from `from` to `to` in a world where one party took part in one event with another, and later in so many more.
fn hub(backend: world::Backend, later: usize, from: &str, to: &str) -> Value {
    let events: Vec<Vec<usize>> = std::iter::once(vec![0, 1]).chain((0..later).map(|_| vec![0])).collect();
    let world = World::of(web::records(2, &events, &[]), backend);
    let id = |name: &str| {
        let document = "query ($slug: String!) { organization(by: { slug: $slug }) { id } }";
        world.data_with(document, json!({ "slug": name }))["organization"]["id"].clone()
    };
    let variables = json!({ "from": id(from), "to": id(to), "most": 2, "limit": 5 });
    world.data_with(PATHS, variables)["paths"].clone()
}

/// A party's last two thousand links of a kind are followed, and not those before.
#[test]
fn only_so_many_links_of_a_party_are_followed() {
    for backend in world::backends() {
        assert_eq!(hub(backend, 1_999, "o0", "o1").as_array().unwrap().len(), 1, "{backend:?}");
        assert_eq!(hub(backend, 2_000, "o0", "o1"), json!([]), "{backend:?}");
    }
}
