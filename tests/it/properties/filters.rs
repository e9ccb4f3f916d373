//! Whatever a filter asks, the server keeps what the published rules keep: at the root and in lists below it, with the
//! filter in a variable and in the document.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io::Write,
    rc::Rc,
};

use serde_json::{Value, json};

use super::{
    evaluate::{Evaluator, Fault, refused},
    generate::{Generator, used},
    literal::literal,
    population, runner,
    schema::{List, Schema},
    things::Things,
};
use crate::world::{self, Backend, World};

/// Filters tried on each list at the root, and on each below it.
const CASES: [u32; 2] = [480, 60];
/// The day on which the tests run, as far as the records know: none of them is younger.
const TODAY: &str = "2026-01-01";

/// A world of generated records and what is known of it.
pub struct Bench {
    /// The server.
    pub world: World,
    things: Things,
    schema: Rc<Schema>,
}

/// What a list keeps: the thing above it (none at the root), and the ids in it, sorted.
type Kept = Vec<(Option<String>, Vec<String>)>;

impl Bench {
    /// On that database.
    pub fn new(backend: Backend) -> Self {
        let loads = population::loads(runner(1).new_rng());
        let world = World::loaded(&loads, backend);
        let schema = Rc::new(Schema::of(&world));
        Self { world, things: Things::of(&loads), schema }
    }

    fn generator(&self) -> Generator {
        Generator::new(&self.schema, &self.things)
    }

    /// What the server keeps; `None` where it refuses the filter.
    fn asked(&self, list: &List, filter: &Value, in_document: bool) -> Option<Kept> {
        let ty = format!("{}Filter", list.noun);
        let written = if in_document { literal(&self.schema, &ty, filter) } else { "$filter".to_owned() };
        let declared = if in_document { String::new() } else { format!("$filter: {ty}") };
        let List { parent, field, .. } = list;
        let page = |after: &str| {
            format!(
                "{field}(first: 100 {after} filter: {written}) {{ totalCount nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }}"
            )
        };
        let selection = match parent.as_str() {
            "Query" => page("after: $after"),
            parent => format!(
                "{}s(first: 90 after: $after) {{ nodes {{ id {} }} pageInfo {{ hasNextPage endCursor }} }}",
                parent.to_lowercase(),
                page("")
            ),
        };
        let document = format!("query({declared} $after: String) {{ {selection} }}");
        let (mut pages, mut after) = (Vec::new(), Value::Null);
        loop {
            let mut variables = json!({ "after": after });
            if !in_document {
                variables["filter"] = filter.clone();
            }
            let answer = self.world.query(&document, variables);
            if let Some(errors) = answer.get("errors") {
                assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT", "{document}\n{filter}\n{answer}");
                return None;
            }
            let page = answer["data"].as_object().unwrap().values().next().unwrap().clone();
            let info = page["pageInfo"].clone();
            pages.push(page);
            if info["hasNextPage"] == false {
                break;
            }
            after = info["endCursor"].clone();
        }
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let ids = |pages: &[&Value]| {
            let nodes = pages.iter().flat_map(|page| page["nodes"].as_array().unwrap());
            let mut ids: Vec<String> = nodes.map(|node| text(&node["id"])).collect();
            assert!(pages.iter().all(|page| page["totalCount"] == ids.len()), "{document}\n{filter}\n{pages:?}");
            ids.sort();
            ids
        };
        if parent == "Query" {
            return Some(vec![(None, ids(&pages.iter().collect::<Vec<_>>()))]);
        }
        let parents = pages.iter().flat_map(|page| page["nodes"].as_array().unwrap());
        Some(parents.map(|parent| (Some(text(&parent["id"])), ids(&[&parent[field]]))).collect())
    }

    /// What the rules keep.
    fn expected(&self, list: &List, filter: &Value, fault: Option<Fault>) -> Kept {
        let evaluator = Evaluator { things: &self.things, today: TODAY, fault };
        let ids = |things: &[usize]| {
            let mut ids: Vec<_> =
                evaluator.kept(things, filter).into_iter().map(|it| self.things.all[it].id.clone()).collect();
            ids.sort();
            ids
        };
        if list.parent == "Query" {
            return vec![(None, ids(&self.things.of_noun(&list.noun)))];
        }
        let parents = self.things.of_noun(&list.parent).into_iter().map(|parent| &self.things.all[parent]);
        parents
            .map(|parent| {
                let known = parent.lists.get(list.field.as_str());
                (Some(parent.id.clone()), ids(known.map_or(&[], Vec::as_slice)))
            })
            .collect()
    }

    /// Every list with how many filters to try on it; each at the root comes before those below it.
    fn lists(&self) -> impl Iterator<Item = (&List, u32)> {
        let cases = |list: &List| CASES[usize::from(list.parent != "Query")];
        self.schema.lists.iter().map(move |list| (list, cases(list)))
    }
}

#[test]
fn the_server_keeps_what_the_rules_keep() {
    world::backends().into_iter().for_each(keeps_on);
}

fn keeps_on(backend: Backend) {
    let bench = Bench::new(backend);
    let (count, answered, telling) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let fields = RefCell::new(BTreeMap::new());
    for (list, cases) in bench.lists() {
        let ty = format!("{}Filter", list.noun);
        let outcome = runner(cases).run(&bench.generator().filters(&ty), |filter| {
            used(&bench.schema, &ty, &filter, &mut fields.borrow_mut());
            count.set(count.get() + 1);
            let found = bench.asked(list, &filter, count.get() % 3 == 0);
            assert_eq!(found.is_none(), refused(&filter), "{filter} is refused, or not");
            if let Some(mut found) = found {
                let mut expected = bench.expected(list, &filter, None);
                found.sort();
                expected.sort();
                assert_eq!(found, expected, "{} {} {filter}", list.parent, list.field);
                answered.set(answered.get() + 1);
                let (all, some) =
                    (bench.expected(list, &json!({}), None), expected.iter().any(|(_, ids)| !ids.is_empty()));
                telling.set(telling.get() + usize::from(some && found.len() == all.len() && found != all));
            }
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{backend:?} {} {}: {failure}", list.parent, list.field));
    }
    let (count_all, kept) = (count.get(), answered.get());
    let _ = writeln!(std::io::stderr(), "{count_all} filters on {backend:?}, {kept} of them answered");
    assert!(count.get() >= 3_000, "only {} filters were tried", count.get());
    assert!(answered.get() * 10 > count.get() * 7, "only {} of {} were answered", answered.get(), count.get());
    assert!(telling.get() * 5 > answered.get(), "only {} of {} keep some and not all", telling.get(), answered.get());
    let untried = |field: &(String, String)| !fields.borrow().contains_key(field);
    let of = bench.schema.lists.iter().flat_map(|list| bench.schema.below(&format!("{}Filter", list.noun)));
    let untried: Vec<_> = of.filter(untried).collect();
    assert!(untried.is_empty(), "fields of filters that none of {} had: {untried:?}", count.get());
}

/// Shows that the filters above would tell if the server broke a rule: each rule, broken in the evaluator, changes
/// what some of the same filters keep.
#[test]
fn every_broken_rule_is_told() {
    let bench = Bench::new(Backend::Sqlite);
    let told: Vec<Cell<usize>> = Fault::ALL.iter().map(|_| Cell::new(0)).collect();
    for (list, cases) in bench.lists().filter(|(list, _)| list.parent == "Query") {
        let filters = bench.generator().filters(&format!("{}Filter", list.noun));
        let outcome = runner(cases).run(&filters, |filter| {
            if !refused(&filter) {
                let sound = bench.expected(list, &filter, None);
                for (fault, told) in Fault::ALL.iter().zip(&told).filter(|(_, told)| told.get() < 3) {
                    told.set(told.get() + usize::from(bench.expected(list, &filter, Some(*fault)) != sound));
                }
            }
            Ok(())
        });
        outcome.unwrap();
    }
    let untold: Vec<_> = Fault::ALL.iter().zip(&told).filter(|(_, told)| told.get() == 0).collect();
    assert!(untold.is_empty(), "broken rules that no filter tells: {untold:?}");
}
