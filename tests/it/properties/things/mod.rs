//! The generated records as plain things with the fields that filters name, the keys that orders name and the lists
//! that stand below them: what a reader of the schema's descriptions knows of them.

mod acts;
mod parties;
mod rests;

use std::{cmp::Ordering, collections::BTreeMap};

use demarche::domain::{
    fuzzy_date::FuzzyDate,
    identity::{derived, spell},
    record::{Common, Dated, Records},
};
use entity::value::{SanctionStatus, Vocabulary};

use super::areas::{CENTRE, Point, metres};

/// A value that a filter tests.
pub enum Datum {
    /// Its id.
    Id,
    /// Text, and whether case and diacritics are disregarded by default, or only the case of ASCII.
    Text(Option<String>, bool),
    /// The texts that are searched, the name or title first.
    Searched(Vec<String>),
    /// A word or code.
    Word(Option<String>),
    /// A list of words.
    Words(Vec<String>),
    /// Which way a relation is seen: IN or OUT.
    Seen(&'static str),
    /// A date.
    Date(Option<FuzzyDate>),
    /// An instant.
    Instant(String),
    /// A number.
    Number(Option<f64>),
    /// True or false.
    Truth(bool),
    /// Keys in other systems: scheme and value.
    Keys(Vec<(String, String)>),
    /// Changes of status, oldest first.
    Status(Vec<(Option<FuzzyDate>, String)>),
    /// What a link leads to.
    One(Option<usize>),
    /// What links lead to.
    Many(Vec<usize>),
    /// Where it is: degrees north and east.
    Point(Option<(f64, f64)>),
    /// An organization and what it is part of, from step to step; nothing where it is none.
    Within(Vec<usize>),
}

/// A key of an order. Text is compared byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A number.
    Number(i64),
    /// A text, an instant or a day.
    Text(String),
}

/// The keys of an order; a missing value is `None`.
type Keys = Vec<Option<Sort>>;

/// A record or a link that has fields of its own.
pub struct Thing {
    /// Its type.
    pub noun: &'static str,
    /// Its id in the API; empty where no filter and no list tells it.
    pub id: String,
    /// What filters name.
    pub fields: BTreeMap<&'static str, Datum>,
    /// What orders name.
    pub orders: BTreeMap<&'static str, Keys>,
    /// Lists below it.
    pub lists: BTreeMap<&'static str, Vec<usize>>,
}

/// All things in the order of recording, noun by noun.
pub struct Things {
    /// The things.
    pub all: Vec<Thing>,
    dataset: String,
    by_key: BTreeMap<(&'static str, String), usize>,
}

fn number(value: impl Into<i64>) -> Option<Sort> {
    Some(Sort::Number(value.into()))
}

fn text(value: &str) -> Keys {
    vec![Some(Sort::Text(value.to_owned()))]
}

/// How far it is from where the tests of orders tell distances.
fn distance(point: Option<Point>) -> Keys {
    vec![point.and_then(|point| number(metres(CENTRE, point)))]
}

fn days(dated: Option<&FuzzyDate>) -> Keys {
    let day = |pick: fn(&FuzzyDate) -> String| dated.map(|date| Sort::Text(pick(date)));
    vec![day(|date| date.earliest.to_string()), day(|date| date.latest.to_string())]
}

fn date(dated: Option<&Dated>) -> Option<FuzzyDate> {
    dated.map(|dated| dated.date.clone())
}

fn word<V: Vocabulary>(value: V) -> Datum {
    Datum::Word(Some(value.as_str().to_owned()))
}

fn maybe_word<V: Vocabulary>(value: Option<V>) -> Datum {
    Datum::Word(value.map(|value| value.as_str().to_owned()))
}

fn words<V: Vocabulary>(values: &[V]) -> Datum {
    Datum::Words(values.iter().map(|value| value.as_str().to_owned()).collect())
}

impl Things {
    /// The things of these loads.
    pub fn of(loads: &[(Records, &'static str)]) -> Self {
        let last = &loads[loads.len() - 1].0;
        let mut things = Self { all: Vec::new(), dataset: last.dataset.key.clone(), by_key: BTreeMap::new() };
        things.parties_and_places(last);
        things.sources_and_events(last);
        things.statements(last);
        things.sanctions(last);
        things.lists_are_tested();
        things.rest_on(last);
        things.times(loads);
        things
    }

    /// The things of a noun, in the order of recording.
    pub fn of_noun(&self, noun: &str) -> Vec<usize> {
        (0..self.all.len()).filter(|index| self.all[*index].noun == noun).collect()
    }

    /// The record that a key names.
    fn find(&self, noun: &'static str, key: &str) -> usize {
        self.by_key[&(noun, key.to_owned())]
    }

    /// The record that a key names, if one is given.
    fn maybe(&self, noun: &'static str, key: Option<&String>) -> Option<usize> {
        key.map(|key| self.find(noun, key))
    }

    fn party(&self, key: &str) -> usize {
        let known = |noun| self.by_key.get(&(noun, key.to_owned())).copied();
        known("Organization").or_else(|| known("Person")).expect("parties are generated before what names them")
    }

    fn parties(&self, keys: &[String]) -> Vec<usize> {
        keys.iter().map(|key| self.party(key)).collect()
    }

    fn listed(&mut self, thing: usize, list: &'static str, entries: &[usize]) {
        for entry in entries {
            self.all[*entry].lists.entry(list).or_default().push(thing);
        }
    }

    /// Adds an entry to the links that filters test in a field.
    fn linked(&mut self, thing: usize, field: &'static str, entry: usize) {
        match self.all[thing].fields.entry(field).or_insert_with(|| Datum::Many(Vec::new())) {
            Datum::Many(entries) => entries.push(entry),
            _ => panic!("{field} is no list"),
        }
    }

    fn record(
        &mut self,
        noun: &'static str,
        prefix: &str,
        common: &Common,
        fields: Vec<(&'static str, Datum)>,
        orders: Vec<(&'static str, Keys)>,
        texts: &[Option<&str>],
    ) -> usize {
        let translated = common.translations.iter().map(|it| it.text.as_str());
        let texts = texts.iter().copied().flatten().chain(translated).map(str::to_owned);
        let keys = common.external_ids.iter().map(|id| (id.scheme.clone(), id.value.clone())).collect();
        let mut all = vec![
            ("id", Datum::Id),
            ("slug", Datum::Text(Some(common.key.clone()), false)),
            ("dataset", Datum::Text(Some(self.dataset.clone()), false)),
            ("reviewStatus", word(common.review_status)),
            ("externalId", Datum::Keys(keys)),
            ("text", Datum::Searched(texts.collect())),
        ];
        all.extend(fields);
        let id = spell(prefix, derived(&self.dataset, &noun.to_lowercase(), &common.key));
        self.by_key.insert((noun, common.key.clone()), self.all.len());
        self.add(noun, id, all, orders)
    }

    fn add(
        &mut self,
        noun: &'static str,
        id: String,
        fields: Vec<(&'static str, Datum)>,
        orders: Vec<(&'static str, Keys)>,
    ) -> usize {
        let (fields, orders) = (fields.into_iter().collect(), orders.into_iter().collect());
        self.all.push(Thing { noun, id, fields, orders, lists: BTreeMap::new() });
        self.all.len() - 1
    }

    fn counted(&mut self, event: usize, order: &'static str) {
        if let Some([Some(Sort::Number(count))]) = self.all[event].orders.get_mut(order).map(Vec::as_mut_slice) {
            *count += 1;
        }
    }

    /// What stands in a list below a thing is also what filters of the same name test.
    fn lists_are_tested(&mut self) {
        for thing in &mut self.all {
            let names: &[&'static str] = match thing.noun {
                "Event" => &["participations", "statements", "sanctions"],
                "Organization" | "Person" => &["participations", "statements", "sanctionsIssued", "sanctionsAgainst"],
                "Place" | "Statement" | "Sanction" => &["events"],
                _ => &[],
            };
            for name in names {
                let listed = thing.lists.get(name).cloned().unwrap_or_default();
                thing.fields.insert(*name, Datum::Many(listed));
            }
        }
    }

    /// When each was recorded and changed: by the first load that has it, and by the last that has it otherwise than
    /// the one before.
    fn times(&mut self, loads: &[(Records, &'static str)]) {
        for ((noun, key), index) in &self.by_key {
            let states: Vec<(Option<String>, &str)> =
                loads.iter().map(|(records, time)| (state(records, noun, key), *time)).collect();
            let first = states.iter().find(|(state, _)| state.is_some()).map(|(_, time)| *time);
            let changed = states.windows(2).filter(|pair| pair[0].0 != pair[1].0).map(|pair| pair[1].1);
            let changed = changed.max_by(|a, b| a.cmp(b)).or(first);
            let times = [("RECORDED_AT", "recordedAt", first), ("UPDATED_AT", "updatedAt", changed)];
            for (order, field, time) in times {
                let time = time.expect("it was loaded");
                self.all[*index].orders.insert(order, text(time));
                self.all[*index].fields.insert(field, Datum::Instant(time.to_owned()));
            }
        }
    }
}

/// Everything about a record, to see whether it changed.
fn state(records: &Records, noun: &str, key: &str) -> Option<String> {
    macro_rules! state {
        ($list:ident) => {
            records.$list.iter().find(|it| it.common.key == key).map(|it| format!("{it:?}"))
        };
    }
    match noun {
        "Place" => state!(places),
        "Organization" => state!(organizations),
        "Person" => state!(persons),
        "Source" => state!(sources),
        "Event" => state!(events),
        "Statement" => state!(statements),
        _ => state!(sanctions),
    }
}

/// Where a measure stands on a day: the last change whose earliest day is not after it; what is equally early is told
/// apart by its latest day, then by its place in the history.
pub fn status<'a>(changes: &'a [(Option<FuzzyDate>, String)], day: &str) -> &'a str {
    let mut last: Option<(&FuzzyDate, &str)> = None;
    for (on, status) in changes {
        let Some(on) = on.as_ref().filter(|on| on.earliest.to_string().as_str() <= day) else { continue };
        let later =
            |known: &FuzzyDate| (known.earliest, known.latest).cmp(&(on.earliest, on.latest)) != Ordering::Greater;
        if last.is_none_or(|(known, _)| later(known)) {
            last = Some((on, status));
        }
    }
    last.map_or(SanctionStatus::Unknown.as_str(), |(_, status)| status)
}
