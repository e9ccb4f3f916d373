//! Dyads: who did what to whom, put together from the participations of all events.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    properties::filters::Bench,
    world::{self, World},
};

const DOING: [&str; 4] = ["ACTOR", "SIDE_A", "ORGANIZER", "ISSUER"];
const RECEIVING: [&str; 5] = ["RECIPIENT", "SIDE_B", "TARGET", "VICTIM", "DETAINEE"];

/// Source and target.
type Ends = (String, String);

/// What is told of a dyad: the mean in tenths as a sum and a number, first and last date, events.
#[derive(Debug, Default, PartialEq)]
struct Told {
    goldstein: Option<(i64, i64)>,
    first: String,
    last: String,
    events: BTreeSet<String>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The dyads of the events that `filter` keeps, from the events in the order in which they happened.
fn expected(world: &World, filter: &Value) -> BTreeMap<Ends, Told> {
    let document = "query ($filter: EventFilter, $after: String) {
        events(first: 60, filter: $filter, after: $after, orderBy: { field: OCCURRED, direction: ASC }) {
            pageInfo { hasNextPage endCursor }
            nodes { id goldstein occurred { edtf } participations(first: 100) { nodes { role party { id } } } } } }";
    let (mut dyads, mut after): (BTreeMap<Ends, Told>, _) = (BTreeMap::new(), Value::Null);
    loop {
        let page = world.data_with(document, json!({ "filter": filter, "after": after }))["events"].clone();
        for event in page["nodes"].as_array().unwrap() {
            let parts = event["participations"]["nodes"].as_array().unwrap();
            let of = |roles: &[&str]| {
                let of = parts.iter().filter(|part| roles.contains(&part["role"].as_str().unwrap()));
                of.map(|part| text(&part["party"]["id"])).collect::<BTreeSet<_>>()
            };
            for source in of(&DOING) {
                for target in of(&RECEIVING).into_iter().filter(|target| *target != source) {
                    let dyad = dyads.entry((source.clone(), target)).or_default();
                    dyad.events.insert(text(&event["id"]));
                    let date = text(&event["occurred"]["edtf"]);
                    if dyad.first.is_empty() {
                        dyad.first.clone_from(&date);
                    }
                    dyad.last = date;
                    if let Some(score) = event["goldstein"].as_f64() {
                        let (sum, count) = dyad.goldstein.unwrap_or_default();
                        dyad.goldstein = Some((sum + (score * 10.0).round() as i64, count + 1));
                    }
                }
            }
        }
        if page["pageInfo"]["hasNextPage"] == false {
            return dyads;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// All pages of dyads, most events first.
fn told(world: &World, arguments: &Value, dates: &BTreeMap<Ends, Told>) -> BTreeMap<Ends, Told> {
    let document = "query ($filter: EventFilter, $source: ID, $target: ID, $after: String) {
        dyads(filter: $filter, source: $source, target: $target, first: 40, after: $after) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { source { id } target { id } count averageGoldstein first { edtf } last { edtf }
                events(first: 100) { totalCount nodes { id } } } } }";
    let (mut dyads, mut last, mut variables) = (BTreeMap::new(), i64::MAX, arguments.clone());
    loop {
        let page = world.data_with(document, variables.clone())["dyads"].clone();
        for node in page["nodes"].as_array().unwrap() {
            let ends = (text(&node["source"]["id"]), text(&node["target"]["id"]));
            let count = node["count"].as_i64().unwrap();
            assert!(count <= std::mem::replace(&mut last, count), "{arguments}: {node}");
            assert_eq!(node["count"], node["events"]["totalCount"], "{arguments}: {node}");
            let events = node["events"]["nodes"].as_array().unwrap().iter().map(|event| text(&event["id"])).collect();
            // one division of whole numbers on either side
            let goldstein = dates.get(&ends).and_then(|told| told.goldstein);
            let mean = goldstein.map(|(sum, count)| sum as f64 / (10 * count) as f64);
            assert_eq!(node["averageGoldstein"].as_f64(), mean, "{arguments}: {node}");
            let (first, last) = (text(&node["first"]["edtf"]), text(&node["last"]["edtf"]));
            assert!(dyads.insert(ends, Told { goldstein, first, last, events }).is_none(), "{arguments}: {node} twice");
        }
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], dyads.len(), "{arguments}");
            return dyads;
        }
        variables["after"] = page["pageInfo"]["endCursor"].clone();
    }
}

#[test]
fn dyads_are_what_participations_make() {
    for backend in world::backends() {
        let bench = Bench::new(backend);
        let world = &bench.world;
        let filters = [json!({}), json!({ "goldstein": { "lt": 0 } }), json!({ "reviewStatus": { "ne": "DRAFT" } })];
        let mut several = 0;
        for filter in filters {
            let all = expected(world, &filter);
            assert!(all.len() > 20, "{filter}: {}", all.len());
            several += all.values().filter(|told| told.events.len() > 1).count();
            assert_eq!(told(world, &json!({ "filter": filter }), &all), all, "{backend:?} {filter}");
            for ((source, target), dyad) in all.iter().step_by(13) {
                let of = |keep: &dyn Fn(&Ends) -> bool| -> BTreeSet<Ends> {
                    all.keys().filter(|ends| keep(ends)).cloned().collect()
                };
                let kept = |arguments: Value| told(world, &arguments, &all).into_keys().collect::<BTreeSet<_>>();
                assert_eq!(kept(json!({ "filter": filter, "source": source })), of(&|ends| ends.0 == *source));
                assert_eq!(kept(json!({ "filter": filter, "target": target })), of(&|ends| ends.1 == *target));
                let one = told(world, &json!({ "filter": filter, "source": source, "target": target }), &all);
                assert_eq!(one.values().collect::<Vec<_>>(), [dyad]);
            }
        }
        assert!(several > 1, "some have several events");
        let nobody = told(world, &json!({ "source": "evt_3k9x0c7m2v5qa" }), &BTreeMap::new());
        assert_eq!(nobody, BTreeMap::new(), "an id that is no party's");
    }
}
