//! However a list is walked, forward or backward, in whatever order and with whatever is deleted on the way, every page
//! is the slice of the plain order that its cursor and size name.

use std::{cell::Cell, collections::BTreeSet, rc::Rc};

use proptest::{prelude::*, sample};
use serde_json::{Value, json};

use super::{
    areas::CENTRE,
    evaluate::{Evaluator, refused},
    generate::Generator,
    order::{Key, sorted},
    population, runner,
    schema::{List, Schema},
    things::{Sort, Thing, Things},
};
use crate::world::{self, Backend, World};

/// Walks tried on each list at the root, and on each below it.
const CASES: [u32; 2] = [16, 5];

/// Tables from which records are taken and to which they are given back, the column that holds the id of what is taken,
/// or of the link that is.
const TABLES: [(&str, &[&str]); 15] = [
    ("record", &["id"]),
    ("party", &["id"]),
    ("organization", &["id"]),
    ("person", &["id"]),
    ("place", &["id"]),
    ("source", &["id"]),
    ("event", &["id"]),
    ("statement", &["id"]),
    ("sanction", &["id"]),
    ("statement_event", &["statement_id", "event_id"]),
    ("sanction_event", &["sanction_id", "event_id"]),
    ("sanction_issuer", &["sanction_id"]),
    ("sanction_target", &["sanction_id"]),
    ("link", &[]),
    ("participation", &["event_id"]),
];

/// One page of a walk and what is deleted after it.
#[derive(Clone, Debug)]
struct Step {
    size: usize,
    /// Whether the entry goes whose cursor is used next.
    own: bool,
    others: Vec<sample::Index>,
}

/// A way through a list.
#[derive(Clone, Debug)]
struct Walk {
    parent: sample::Index,
    filter: Value,
    order: Vec<Key>,
    backward: bool,
    steps: Vec<Step>,
}

struct Bench {
    world: World,
    things: Things,
    schema: Rc<Schema>,
    /// Whether something is deleted.
    changed: Cell<bool>,
}

/// What takes things out of the database, with the links that lead to them.
fn deletions(things: &[&Thing]) -> Vec<String> {
    let mut statements = Vec::new();
    for thing in things {
        let uid = demarche::domain::identity::parse(&thing.id).unwrap().1;
        if thing.noun == "Participation" {
            statements.push(format!("DELETE FROM participation WHERE uid = {uid}"));
            statements.push(format!("DELETE FROM link WHERE uid = {uid}"));
            continue;
        }
        // the record itself last, for it tells the id
        for (table, columns) in TABLES.iter().rev() {
            statements.extend(columns.iter().map(|column| {
                format!("DELETE FROM {table} WHERE {column} = (SELECT id FROM record WHERE uid = {uid})")
            }));
        }
    }
    statements
}

/// Whether an order needs a centre.
fn by_distance(order: &[Key]) -> bool {
    order.iter().any(|(word, _)| word == "DISTANCE")
}

/// The circle in which everything lies that lies somewhere.
fn everywhere() -> Value {
    json!({ "location": { "near": { "latitude": CENTRE.0, "longitude": CENTRE.1, "radiusKm": 20_016 } } })
}

/// Whether a filter asks what an organization is part of: that may be deleted on the way.
fn above(filter: &Value) -> bool {
    match filter {
        Value::Array(items) => items.iter().any(above),
        Value::Object(fields) => {
            fields.iter().any(|(name, value)| name == "within" && value.is_string() || above(value))
        }
        _ => false,
    }
}

impl Bench {
    fn new(backend: Backend) -> Self {
        let loads = population::loads(runner(1).new_rng());
        let world = World::loaded(&loads, backend);
        world
            .execute(&TABLES.map(|(table, _)| format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).join(";"));
        let schema = Rc::new(Schema::of(&world));
        Self { world, things: Things::of(&loads), schema, changed: Cell::new(false) }
    }

    /// Ways through a list.
    fn walks(&self, list: &List) -> impl Strategy<Value = Walk> + use<> {
        let words = self.schema.words(&format!("{}OrderField", list.noun)).unwrap();
        let words: Vec<String> = words.iter().filter(|word| *word != "RELEVANCE").cloned().collect();
        let some = prop::collection::vec((sample::select(words.clone()), any::<bool>()), 0..=3);
        let all = (Just(words).prop_shuffle(), any::<bool>());
        let all = all.prop_map(|(words, descends)| words.into_iter().map(|word| (word, descends)).collect());
        let order = prop_oneof![5 => some, 1 => all];
        let filters = Generator::new(&self.schema, &self.things).flat(&format!("{}Filter", list.noun));
        let fit = |filter: &Value| !refused(filter) && !above(filter);
        let filter = prop_oneof![2 => Just(json!({})), 1 => filters.prop_filter("is answered, and stays so", fit)];
        let others = prop::collection::vec(any::<sample::Index>(), 0..4);
        let step = (prop_oneof![1 => Just(0), 12 => 1..9_usize], any::<bool>(), others);
        let steps = prop::collection::vec(step.prop_map(|(size, own, others)| Step { size, own, others }), 1..14);
        (any::<sample::Index>(), filter, order, any::<bool>(), steps).prop_map(
            |(parent, filter, order, backward, steps)| {
                let filter = if by_distance(&order) { json!({ "and": [everywhere(), filter] }) } else { filter };
                Walk { parent, filter, order, backward, steps }
            },
        )
    }

    /// The thing that has the list, one of those with a long one; none at the root.
    fn parent(&self, list: &List, index: sample::Index) -> Option<&Thing> {
        let mut parents: Vec<&Thing> =
            self.things.of_noun(&list.parent).into_iter().map(|parent| &self.things.all[parent]).collect();
        parents.sort_by_key(|parent| std::cmp::Reverse(parent.lists.get(list.field.as_str()).map_or(0, Vec::len)));
        parents.truncate(4);
        (list.parent != "Query").then(|| *index.get(&parents))
    }

    fn page(&self, list: &List, parent: Option<&Thing>, walk: &Walk, window: &Value) -> Value {
        let keys = walk
            .order
            .iter()
            .map(|(word, descends)| json!({ "field": word, "direction": if *descends { "DESC" } else { "ASC" } }));
        let page = format!(
            "{}(filter: $filter orderBy: $order first: $first last: $last after: $after before: $before) {{
                totalCount edges {{ cursor {} node {{ id }} }}
                pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }}",
            list.field,
            if by_distance(&walk.order) { "distanceKm" } else { "" }
        );
        let selection = match parent {
            None => page,
            Some(parent) => format!("{}(by: {{ id: \"{}\" }}) {{ {page} }}", list.parent.to_lowercase(), parent.id),
        };
        let noun = &list.noun;
        let document = format!(
            "query($filter: {noun}Filter $order: [{noun}Order!] $first: Int $last: Int $after: String $before: String) {{ {selection} }}"
        );
        let mut variables = window.clone();
        variables["filter"] = walk.filter.clone();
        variables["order"] = keys.collect();
        let answer = self.world.query(&document, variables.clone());
        assert!(answer.get("errors").is_none(), "{document}\n{variables}\n{answer}");
        let data = answer["data"].as_object().unwrap().values().next().unwrap();
        if parent.is_some() { data[&list.field].clone() } else { data.clone() }
    }

    /// Walks a list and checks each page.
    fn walk(&self, list: &List, walk: &Walk) -> usize {
        self.restore();
        let parent = self.parent(list, walk.parent);
        let members = match parent {
            None => self.things.of_noun(&list.noun),
            Some(parent) => parent.lists.get(list.field.as_str()).cloned().unwrap_or_default(),
        };
        let evaluator = Evaluator { things: &self.things, today: population::TIMES[0], fault: None };
        let own: Vec<Key> = list.default.iter().cloned().collect();
        let order = if walk.order.is_empty() { &own } else { &walk.order };
        let whole = sorted(&self.things, &evaluator.kept(&members, &walk.filter), order);
        // the order as it is walked, so that "behind" is further on
        let whole: Vec<usize> = if walk.backward { whole.into_iter().rev().collect() } else { whole };
        let (mut gone, mut place, mut cursor) = (BTreeSet::new(), 0, Value::Null);
        for step in &walk.steps {
            let alive = |range: std::ops::Range<usize>| range.filter(|index| !gone.contains(index)).collect::<Vec<_>>();
            let (before, behind) = (alive(0..place), alive(place..whole.len()));
            let expected = &behind[..step.size.min(behind.len())];
            let window = match walk.backward {
                true => json!({ "last": step.size, "before": cursor }),
                false => json!({ "first": step.size, "after": cursor }),
            };
            let page = self.page(list, parent, walk, &window);
            let edges = page["edges"].as_array().unwrap();
            let context = || format!("{list:?} {walk:?}\n{window}\n{page:#}");
            let mut ids: Vec<&str> = expected.iter().map(|index| self.things.all[whole[*index]].id.as_str()).collect();
            let [mut further, mut back] = [behind.len() > expected.len(), !before.is_empty()];
            let mut found: Vec<&Value> = edges.iter().collect();
            let cursors = [found.first(), found.last()].map(|edge| edge.map_or(&Value::Null, |edge| &edge["cursor"]));
            assert_eq!([&page["pageInfo"]["startCursor"], &page["pageInfo"]["endCursor"]], cursors, "{}", context());
            if walk.backward {
                found.reverse();
                std::mem::swap(&mut further, &mut back);
            }
            assert!(found.iter().all(|edge| edge["cursor"].as_str().unwrap().len() <= 512), "{}", context());
            let nodes: Vec<&str> = found.iter().map(|edge| edge["node"]["id"].as_str().unwrap()).collect();
            assert_eq!(nodes, std::mem::take(&mut ids), "{}", context());
            for (edge, index) in found.iter().zip(expected).filter(|_| by_distance(&walk.order)) {
                let Some(Sort::Number(metres)) = &self.things.all[whole[*index]].orders["DISTANCE"][0] else {
                    panic!("what is nowhere is in no list by distance: {}", context())
                };
                assert_eq!(edge["distanceKm"], *metres as f64 / 1e3, "{}", context());
            }
            assert_eq!(page["pageInfo"]["hasNextPage"], further, "hasNextPage: {}", context());
            assert_eq!(page["pageInfo"]["hasPreviousPage"], back, "hasPreviousPage: {}", context());
            assert_eq!(page["totalCount"], before.len() + behind.len(), "{}", context());
            let mut leave = Vec::new();
            if let (Some(last), Some(edge)) = (expected.last(), found.last()) {
                (place, cursor) = (last + 1, edge["cursor"].clone());
                leave.extend(step.own.then_some(*last));
            }
            if !whole.is_empty() {
                leave.extend(step.others.iter().map(|other| other.index(whole.len())));
            }
            let things: Vec<&Thing> = leave.iter().map(|index| &self.things.all[whole[*index]]).collect();
            if !things.is_empty() {
                self.world.execute(&deletions(&things).join(";"));
                self.changed.set(true);
            }
            // what is linked in several ways stands there several times
            let left: BTreeSet<usize> = leave.iter().map(|index| whole[*index]).collect();
            gone.extend((0..whole.len()).filter(|index| left.contains(&whole[*index])));
        }
        gone.len()
    }

    /// Puts everything back that an earlier walk deleted.
    fn restore(&self) {
        if !self.changed.take() {
            return;
        }
        let back =
            TABLES.map(|(table, _)| format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}"));
        self.world.execute(&back.join(";"));
    }
}

#[test]
fn every_page_is_a_slice_of_the_plain_order() {
    world::backends().into_iter().for_each(walk_on);
}

fn walk_on(backend: Backend) {
    let bench = Bench::new(backend);
    let (mut walks, deleted) = (0, Cell::new(0));
    for list in &bench.schema.lists {
        let cases = CASES[usize::from(list.parent != "Query")];
        let outcome = runner(cases).run(&bench.walks(list), |walk| {
            deleted.set(deleted.get() + bench.walk(list, &walk));
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{backend:?} {} {}: {failure}", list.parent, list.field));
        walks += cases;
    }
    assert!(deleted.get() > walks as usize, "{} records were deleted on {walks} walks", deleted.get());
}
