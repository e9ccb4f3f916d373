//! Paging as a property of every list and order: however a list is walked, each entry comes once and in its place, and
//! every page knows what lies around it. Also where the entry that a cursor names is gone.

use std::sync::Arc;

use demarche::catalog::catalog;
use serde_json::{Value, json};

use crate::world::{self, World};

/// Lists at the root and their nouns.
fn roots() -> impl Iterator<Item = (&'static str, &'static str)> {
    catalog().records().map(|noun| (noun.plural, noun.name))
}

/// Lists below the root: where they stand, what they are asked besides a window, and their order type.
const NESTED: [(&str, &str, &str, &str); 16] = [
    ("event(by:{slug:\"2023-iraq-sweden-crisis\"})", "relations", "direction:IN", ""),
    ("event(by:{slug:\"2023-07-20-baghdad-swedish-embassy-stormed\"})", "relations", "kinds:[FOLLOWS,RELATED_TO]", ""),
    (
        "event(by:{slug:\"2023-07-19-swedish-and-finnish-embassy-staff-evacuated\"})",
        "participations",
        "",
        "Participation",
    ),
    ("event(by:{slug:\"2023-07-20-baghdad-swedish-embassy-stormed\"})", "statements", "", "Statement"),
    ("event(by:{slug:\"2023-07-20-stockholm-demonstration\"})", "sanctions", "", "Sanction"),
    ("event(by:{slug:\"2023-06-baghdad-swedish-embassy-stormed\"})", "citations", "", ""),
    ("organization(by:{slug:\"embassy-of-sweden-in-baghdad\"})", "participations", "", "Participation"),
    (
        "organization(by:{slug:\"embassy-of-sweden-in-baghdad\"})",
        "participations",
        "filter:{role:{ne:ACTOR}}",
        "Participation",
    ),
    ("organization(by:{slug:\"IQ\"})", "children", "", ""),
    ("organization(by:{slug:\"IQ\"})", "sanctionsIssued", "", "Sanction"),
    ("organization(by:{slug:\"SE\"})", "sanctionsAgainst", "", "Sanction"),
    ("organization(by:{slug:\"government-of-iraq\"})", "statements", "", "Statement"),
    ("person(by:{slug:\"mohammed-shia-al-sudani\"})", "statements", "filter:{verbatim:false}", "Statement"),
    ("statement(by:{slug:\"2023-07-al-sudani-statement-after-security-meeting\"})", "events", "", "Event"),
    ("place(by:{slug:\"swedish-embassy-baghdad\"})", "events", "filter:{mode:{ne:null}}", "Event"),
    ("source(by:{slug:\"fox-news-2023-07-20\"})", "supports", "types:[PLACE,SANCTION]", ""),
];

/// Lists of the invented records: a table of links with several rows for one pair, equal keys, missing ones.
const SAMPLE: [(&str, &str, &str, &str); 7] = [
    ("sanction(by:{slug:\"freeze\"})", "events", "", "Event"),
    ("event(by:{slug:\"tied-a\"})", "sanctions", "", "Sanction"),
    ("event(by:{slug:\"awkward\"})", "participations", "", "Participation"),
    ("event(by:{slug:\"awkward\"})", "statements", "", "Statement"),
    ("event(by:{slug:\"awkward\"})", "relations", "", ""),
    ("person(by:{slug:\"chargee\"})", "affiliations", "", ""),
    ("organization(by:{slug:\"ministry\"})", "members", "", ""),
];

/// A list: where it stands in the answer, and its query with a window in variables.
struct List {
    world: Arc<World>,
    path: String,
    document: String,
}

/// A page: cursors of its entries and their ids, and what it says of itself.
#[derive(Debug, PartialEq)]
struct Page {
    entries: Vec<(String, String)>,
    previous: bool,
    next: bool,
    total: usize,
}

impl List {
    fn new(world: &Arc<World>, parent: &str, name: &str, args: &str, order: &str) -> Self {
        // distances are told from somewhere
        const NEAR: &str = "filter:{location:{near:{latitude:33,longitude:44,radiusKm:20016}}";
        let args = match (order.contains("DISTANCE"), args.strip_prefix("filter:{")) {
            (false, _) => args.to_owned(),
            (true, None) => format!("{NEAR}}} {args}"),
            (true, Some(rest)) => format!("{NEAR},{rest}"),
        };
        let order = if order.is_empty() { String::new() } else { format!("orderBy:[{order}]") };
        let fields =
            "totalCount edges{cursor node{id}} nodes{id} pageInfo{startCursor endCursor hasNextPage hasPreviousPage}";
        let list = format!("{name}({args} {order} first:$first after:$after last:$last before:$before){{{fields}}}");
        let (path, selection) = match parent.split_once('(') {
            Some((field, _)) => (format!("/data/{field}/{name}"), format!("{parent}{{{list}}}")),
            None => (format!("/data/{name}"), list),
        };
        let document = format!("query($first:Int $after:String $last:Int $before:String){{{selection}}}");
        Self { world: Arc::clone(world), path, document }
    }

    fn page(&self, window: Value) -> Page {
        let answer = self.world.query(&self.document, window.clone());
        let list = answer.pointer(&self.path).unwrap_or_else(|| panic!("{} {window}: {answer}", self.document));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let edges = list["edges"].as_array().unwrap();
        let entries: Vec<_> = edges.iter().map(|edge| (text(&edge["cursor"]), text(&edge["node"]["id"]))).collect();
        let nodes: Vec<_> = list["nodes"].as_array().unwrap().iter().map(|node| text(&node["id"])).collect();
        assert_eq!(nodes, entries.iter().map(|(_, id)| id.clone()).collect::<Vec<_>>(), "nodes are the edges' nodes");
        let info = &list["pageInfo"];
        let cursor = |entry: Option<&(String, String)>| entry.map_or(Value::Null, |(cursor, _)| cursor.clone().into());
        assert_eq!([&info["startCursor"], &info["endCursor"]], [&cursor(entries.first()), &cursor(entries.last())]);
        Page {
            entries,
            previous: info["hasPreviousPage"].as_bool().unwrap(),
            next: info["hasNextPage"].as_bool().unwrap(),
            total: usize::try_from(list["totalCount"].as_u64().unwrap()).unwrap(),
        }
    }

    /// The whole list, after it was walked in small pages from both ends and from the middle.
    fn walk(&self) -> Vec<(String, String)> {
        let whole = self.page(json!({ "first": 100 }));
        let (count, total) = (whole.entries.len(), whole.total);
        assert_eq!((count, whole.previous, whole.next), (total, false, false), "{}", self.document);
        for size in if count < 8 { vec![1, 3] } else { vec![3] } {
            let (mut from, mut cursor) = (0, Value::Null);
            loop {
                let page = self.page(json!({ "first": size, "after": cursor }));
                let to = (from + size).min(count);
                let expected =
                    Page { entries: whole.entries[from..to].to_vec(), previous: from > 0, next: to < count, total };
                assert_eq!(page, expected, "forward from {from}: {}", self.document);
                if to == count {
                    break;
                }
                (from, cursor) = (to, page.entries.last().unwrap().0.clone().into());
            }
            let (mut to, mut cursor) = (count, Value::Null);
            loop {
                let page = self.page(json!({ "last": size, "before": cursor }));
                let from = to.saturating_sub(size);
                let expected =
                    Page { entries: whole.entries[from..to].to_vec(), previous: from > 0, next: to < count, total };
                assert_eq!(page, expected, "backward from {to}: {}", self.document);
                if from == 0 {
                    break;
                }
                (to, cursor) = (from, page.entries[0].0.clone().into());
            }
        }
        if count > 2 {
            let (first, last) = (&whole.entries[0].0, &whole.entries[count - 1].0);
            let between = self.page(json!({ "first": 100, "after": first, "before": last }));
            let expected = Page { entries: whole.entries[1..count - 1].to_vec(), previous: true, next: true, total };
            assert_eq!(between, expected, "between both ends: {}", self.document);
        }
        whole.entries
    }
}

fn words(world: &World, noun: &str) -> Vec<String> {
    if noun.is_empty() {
        return Vec::new();
    }
    let data = world.data(&format!("{{ __type(name: \"{noun}OrderField\") {{ enumValues {{ name }} }} }}"));
    let words = data["__type"]["enumValues"].as_array().unwrap();
    assert!(!words.is_empty(), "{noun} has orders");
    // RELEVANCE takes words, and is walked in search.rs
    let words = words.iter().map(|word| word["name"].as_str().unwrap().to_owned());
    words.filter(|word| word != "RELEVANCE").collect()
}

/// Walks a list in its own order, in every order in both directions, and at the root in orders of two keys.
fn walk_all(world: &Arc<World>, parent: &str, name: &str, args: &str, noun: &str) {
    let list = |order: &str| List::new(world, parent, name, args, order).walk();
    let ids = |entries: Vec<(String, String)>| entries.into_iter().map(|(_, id)| id).collect::<Vec<_>>();
    assert!(list("").len() > usize::from(parent.is_empty()), "{parent} {name} is worth walking");
    let words = words(world, noun);
    for (index, word) in words.iter().enumerate() {
        let up = ids(list(&format!("{{field:{word} direction:ASC}}")));
        let down = ids(list(&format!("{{field:{word} direction:DESC}}")));
        // missing values stay at the end, reversed among themselves
        let reversed = |split: usize| up[..split].iter().rev().chain(up[split..].iter().rev()).eq(&down);
        assert!((0..=up.len()).any(reversed), "{name} by {word}: {up:?} is not the reverse of {down:?}");
        if parent.is_empty() {
            let other = &words[(index + 1) % words.len()];
            list(&format!("{{field:{word} direction:DESC}},{{field:{other} direction:ASC}}"));
        }
    }
}

#[test]
fn every_list_at_the_root_is_walked_whole() {
    for world in world::incidents().into_iter().chain(world::samples()) {
        for (name, noun) in roots() {
            walk_all(&world, "", name, "", noun);
        }
        walk_all(&world, "", "events", "filter:{participations:{some:{}},not:{mode:{eq:RIOT}}}", "Event");
    }
}

#[test]
fn every_list_below_the_root_is_walked_whole() {
    for (worlds, lists) in [(world::incidents(), &NESTED[..]), (world::samples(), &SAMPLE[..])] {
        for (world, (parent, name, args, noun)) in
            worlds.iter().flat_map(|world| lists.iter().map(move |list| (world, list)))
        {
            walk_all(world, parent, name, args, noun);
        }
    }
}

/// Takes a record out of the database, whatever refers to it.
fn remove(world: &World, table: &str, id: &str) {
    let label = world.data(&format!("{{ node(id: \"{id}\") {{ ... on Record {{ slug }} }} }}"));
    let slug = label["node"]["slug"].as_str().unwrap();
    let which = format!("(SELECT id FROM record WHERE slug = '{slug}' AND record_type = '{}')", table.to_uppercase());
    let party = matches!(table, "person" | "organization").then_some("party");
    for table in [table].into_iter().chain(party).chain(["record"]) {
        world.execute(&format!("DELETE FROM \"{table}\" WHERE id IN {which}"));
    }
    assert_eq!(world.data(&format!("{{ node(id: \"{id}\") {{ id }} }}"))["node"], Value::Null, "{slug} is gone");
}

#[test]
fn a_cursor_outlives_its_entry() {
    for (backend, (name, noun)) in
        world::backends().into_iter().flat_map(|backend| roots().map(move |root| (backend, root)))
    {
        let world = Arc::new(World::new(backend));
        for order in ["", "{field:UPDATED_AT direction:DESC}"] {
            let list = List::new(&world, "", name, "", order);
            let whole = list.walk();
            if whole.len() < 2 {
                continue;
            }
            // the last and, where there is one, another
            for index in [whole.len() - 1, (whole.len() - 1) / 2] {
                let (cursor, id) = &whole[index];
                if list.page(json!({ "first": 100 })).entries.contains(&whole[index]) {
                    remove(&world, &noun.to_lowercase(), id);
                }
                let left = list.page(json!({ "first": 100 })).entries;
                let split = left.iter().take_while(|entry| whole[..index].contains(entry)).count();
                let after = list.page(json!({ "first": 100, "after": cursor }));
                assert_eq!(after.entries, left[split..], "{name} behind {index}");
                assert_eq!((after.previous, after.next), (split > 0, false), "{name} behind {index}");
                let before = list.page(json!({ "last": 100, "before": cursor }));
                assert_eq!(before.entries, left[..split], "{name} before {index}");
                assert_eq!((before.previous, before.next), (false, split < left.len()), "{name} before {index}");
                assert_eq!(before.total, left.len());
            }
        }
    }
}
