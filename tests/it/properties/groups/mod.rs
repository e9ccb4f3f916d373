//! Groups: whatever entries are grouped by, each group holds exactly the entries that have its keys; counts, the lists
//! behind groups and what is told of them agree.

mod gaps;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use self::told::{By, Keys, SELECTIONS, keys};
use super::{filters::Bench, runner};
use crate::world::{self, World};

/// How often each list is grouped.
const CASES: u32 = 60;

/// Entries by what they have in common.
type Groups = BTreeMap<Keys, BTreeSet<String>>;

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The sources that each record rests on, links and fields of it included, as the sources tell.
fn sources(world: &World) -> BTreeMap<String, Vec<Value>> {
    let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let document = "{ sources(first: 100) { pageInfo { hasNextPage } nodes { id
        supports(first: 90) { pageInfo { hasNextPage } nodes { record { id } } } } } }";
    let data = world.data(document);
    assert_eq!(data["sources"]["pageInfo"]["hasNextPage"], false);
    for source in data["sources"]["nodes"].as_array().unwrap() {
        assert_eq!(source["supports"]["pageInfo"]["hasNextPage"], false);
        for citation in source["supports"]["nodes"].as_array().unwrap() {
            let record = text(&citation["record"]["id"]).unwrap();
            all.entry(record).or_default().push(json!({ "source": { "id": source["id"] } }));
        }
    }
    all
}

/// All entries of a list with what they are grouped by.
fn entries(world: &World, noun: &str, plural: &str, filter: &Value) -> Vec<Value> {
    let sources = sources(world);
    let (_, selection) = SELECTIONS.iter().find(|(known, _)| *known == noun).expect("every record has groups");
    let document = format!(
        "query($filter: {noun}Filter, $after: String) {{ list: {plural}(filter: $filter, first: 40, after: $after) {{
            nodes {{ id {selection} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let data = world.data_with(&document, json!({ "filter": filter, "after": after }));
        all.extend(data["list"]["nodes"].as_array().unwrap().clone());
        if data["list"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = data["list"]["pageInfo"]["endCursor"].clone();
    }
    for entry in &mut all {
        let cited = sources.get(entry["id"].as_str().unwrap()).cloned();
        entry["citations"] = cited.unwrap_or_default().into();
    }
    all
}

/// All groups as the server tells them, page by page, with the entries behind each.
fn told(world: &World, noun: &str, plural: &str, by: &[By], order: &str, filter: &Value) -> (Vec<(Keys, i64)>, Groups) {
    let document = format!(
        "query($filter: {noun}Filter, $by: [{noun}GroupBy!]!, $order: GroupOrder!, $after: String) {{
            {plural}(filter: $filter) {{ groups(by: $by, orderBy: $order, first: 15, after: $after) {{
                totalCount pageInfo {{ hasNextPage endCursor }}
                nodes {{ count keys {{ value }} {plural}(first: 100) {{ totalCount nodes {{ id }} }} }} }} }} }}"
    );
    let by: Vec<Value> = by.iter().map(By::input).collect();
    let (mut listed, mut groups, mut after) = (Vec::new(), Groups::new(), Value::Null);
    loop {
        let variables = json!({ "filter": filter, "by": by, "order": order, "after": after });
        let page = world.data_with(&document, variables)[plural]["groups"].clone();
        for group in page["nodes"].as_array().unwrap() {
            let keys: Keys = group["keys"].as_array().unwrap().iter().map(|key| text(&key["value"])).collect();
            let within = &group[plural];
            assert_eq!(group["count"], within["totalCount"], "{by:?} {filter} {group}");
            let ids = within["nodes"].as_array().unwrap().iter().map(|node| text(&node["id"]).unwrap()).collect();
            listed.push((keys.clone(), group["count"].as_i64().unwrap()));
            assert!(groups.insert(keys, ids).is_none(), "{by:?} {filter}: a group stands twice: {group}");
        }
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], listed.len(), "{by:?} {filter}");
            return (listed, groups);
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// The words of an enum of the schema; none where there is no such enum.
fn words(world: &World, name: &str) -> Vec<String> {
    let data = world
        .data_with("query($name: String!) { __type(name: $name) { enumValues { name } } }", json!({ "name": name }));
    let values = data["__type"]["enumValues"].as_array().cloned().unwrap_or_default();
    values.iter().map(|word| text(&word["name"]).unwrap()).collect()
}

#[test]
fn groups_hold_what_has_their_keys() {
    for backend in world::backends() {
        let bench = Bench::new(backend);
        let world = &bench.world;
        for (noun, plural) in [
            ("Event", "events"),
            ("Statement", "statements"),
            ("Sanction", "sanctions"),
            ("Source", "sources"),
            ("Place", "places"),
            ("Organization", "organizations"),
            ("Person", "persons"),
        ] {
            let mut choices: Vec<By> =
                words(world, &format!("{noun}Dimension")).into_iter().map(By::Dimension).collect();
            for field in words(world, &format!("{noun}DateField")) {
                let times = words(world, "TimeInterval").into_iter();
                choices.extend(times.map(|interval| By::Time(interval, field.clone())));
            }
            if ["Event", "Place"].contains(&noun) {
                choices.extend([1, 2, 4, 9].map(By::Area));
            }
            let by = proptest::sample::subsequence(choices.clone(), 1..=2);
            let order = proptest::sample::select(words(world, "GroupOrder"));
            let filters = [
                json!({}),
                json!({ "reviewStatus": { "ne": "DRAFT" } }),
                json!({ "or": [{ "slug": { "startsWith": "r" } }, { "externalId": { "scheme": "ofac" } }] }),
            ];
            let filters = proptest::sample::select(filters.to_vec());
            let outcome = runner(CASES).run(&(by, order, filters), |(by, order, filter)| {
                let mut expected = Groups::new();
                for entry in entries(world, noun, plural, &filter) {
                    for keys in keys(noun, &by, &entry) {
                        expected.entry(keys).or_default().insert(text(&entry["id"]).unwrap());
                    }
                }
                let (listed, groups) = told(world, noun, plural, &by, &order, &filter);
                let counts: BTreeMap<Keys, i64> = listed.iter().cloned().collect();
                let sizes = expected.iter().map(|(keys, ids)| (keys.clone(), ids.len() as i64)).collect();
                assert_eq!(counts, sizes, "{by:?} {order} {filter}");
                for (keys, ids) in &groups {
                    // one page of them is read
                    assert!(ids.is_subset(&expected[keys]), "{by:?} {order} {filter}: {keys:?}");
                    assert_eq!(ids.len(), expected[keys].len().min(100), "{by:?} {order} {filter}: {keys:?}");
                }
                for (one, next) in listed.iter().zip(&listed[1.min(listed.len())..]) {
                    assert!(follows(one, next, &by, &order), "{by:?} {order}: {one:?} before {next:?}");
                }
                Ok(())
            });
            outcome.unwrap();
        }
    }
}

/// Whether a group may stand before another. Keys that are ids stand in the order of recording, which ids do not tell.
fn follows(one: &(Keys, i64), next: &(Keys, i64), by: &[By], order: &str) -> bool {
    match order {
        "COUNT_DESC" if one.1 != next.1 => return one.1 > next.1,
        "COUNT_ASC" if one.1 != next.1 => return one.1 < next.1,
        _ => {}
    }
    for ((one, next), _) in one.0.iter().zip(&next.0).zip(by) {
        match (one, next) {
            (one, next) if one == next => {}
            (None, Some(_)) => return false,
            (Some(_), None) => return true,
            (Some(one), Some(next)) => {
                return one.contains('_') && one.len() > 14 || (one < next) == (order != "KEY_DESC");
            }
            (None, None) => unreachable!("they are equal"),
        }
    }
    false
}
