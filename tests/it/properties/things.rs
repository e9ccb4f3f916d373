//! The generated records as plain things with the fields that filters name, the keys that orders name and the lists
//! that stand below them: what a reader of the schema's descriptions knows of them.

use std::{cmp::Ordering, collections::BTreeMap};

use demarche::domain::{
    fold::fold,
    fuzzy_date::FuzzyDate,
    identity::{derived, spell},
    record::{Common, Dated, Records},
};
use entity::value::{SanctionStatus, Vocabulary};

/// A value that a filter tests.
pub enum Datum {
    /// Its id.
    Id,
    /// Text, and whether case and diacritics are disregarded by default, or only the case of ASCII.
    Text(Option<String>, bool),
    /// A word or code.
    Word(Option<String>),
    /// A list of words.
    Words(Vec<String>),
    /// A date.
    Date(Option<FuzzyDate>),
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
}

/// A key of an order. Text is compared byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A number.
    Number(i64),
    /// A text, an instant or a day.
    Text(String),
}

/// A record or a link that has fields of its own.
pub struct Thing {
    /// Its type.
    pub noun: &'static str,
    /// Its id in the API.
    pub id: String,
    /// What filters name.
    pub fields: BTreeMap<&'static str, Datum>,
    /// What orders name; a missing value is `None`.
    pub orders: BTreeMap<&'static str, Vec<Option<Sort>>>,
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

fn text(value: &str) -> Vec<Option<Sort>> {
    vec![Some(Sort::Text(value.to_owned()))]
}

fn days(dated: Option<&FuzzyDate>) -> Vec<Option<Sort>> {
    let day = |pick: fn(&FuzzyDate) -> String| dated.map(|date| Sort::Text(pick(date)));
    vec![day(|date| date.earliest.to_string()), day(|date| date.latest.to_string())]
}

fn date(dated: Option<&Dated>) -> Option<FuzzyDate> {
    dated.map(|dated| dated.date.clone())
}

fn word<V: Vocabulary>(value: V) -> Datum {
    Datum::Word(Some(value.as_str().to_owned()))
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

    fn record(
        &mut self,
        noun: &'static str,
        prefix: &str,
        common: &Common,
        fields: Vec<(&'static str, Datum)>,
        orders: Vec<(&'static str, Vec<Option<Sort>>)>,
    ) -> usize {
        let keys = common.external_ids.iter().map(|id| (id.scheme.clone(), id.value.clone())).collect();
        let mut fields: BTreeMap<_, _> = fields.into_iter().collect();
        fields.insert("id", Datum::Id);
        fields.insert("slug", Datum::Text(Some(common.key.clone()), false));
        fields.insert("dataset", Datum::Text(Some(self.dataset.clone()), false));
        fields.insert("reviewStatus", word(common.review_status));
        fields.insert("externalId", Datum::Keys(keys));
        let id = spell(prefix, derived(&self.dataset, &noun.to_lowercase(), &common.key));
        let orders = orders.into_iter().collect();
        self.by_key.insert((noun, common.key.clone()), self.all.len());
        self.all.push(Thing { noun, id, fields, orders, lists: BTreeMap::new() });
        self.all.len() - 1
    }

    fn parties_and_places(&mut self, records: &Records) {
        for it in &records.places {
            let fields = vec![
                ("name", Datum::Text(Some(it.name.clone()), true)),
                ("country", Datum::Word(it.country.clone())),
                ("kind", word(it.kind)),
            ];
            self.record("Place", "plc", &it.common, fields, vec![("NAME", text(&fold(&it.name)))]);
        }
        for it in &records.organizations {
            let fields = vec![
                ("name", Datum::Text(Some(it.name.clone()), true)),
                ("country", Datum::Word(it.country.clone())),
                ("kind", word(it.kind)),
                ("organizationKind", word(it.kind)),
            ];
            self.record("Organization", "org", &it.common, fields, vec![("NAME", text(&fold(&it.name)))]);
        }
        for it in &records.persons {
            let fields = vec![
                ("name", Datum::Text(Some(it.name.clone()), true)),
                ("country", Datum::Word(it.country.clone())),
                ("organizationKind", Datum::Word(None)),
            ];
            self.record("Person", "per", &it.common, fields, vec![("NAME", text(&fold(&it.name)))]);
        }
    }

    fn sources_and_events(&mut self, records: &Records) {
        for it in &records.sources {
            let published = date(it.published.as_ref());
            let title = it.title.as_ref().map(|title| Sort::Text(fold(title)));
            let orders = vec![("TITLE", vec![title]), ("PUBLISHED", days(published.as_ref()))];
            let outlet = it.outlet.as_ref().map(|key| self.find("Organization", key));
            let fields = vec![
                ("title", Datum::Text(it.title.clone(), true)),
                ("language", Datum::Text(it.language.clone(), false)),
                ("published", Datum::Date(published)),
                ("outlet", Datum::One(outlet)),
            ];
            self.record("Source", "src", &it.common, fields, orders);
        }
        for it in &records.events {
            let place = it.place.as_ref().map(|key| self.find("Place", key));
            let place_of = |key: &String| records.places.iter().find(|place| place.common.key == *key);
            let country = it.place.as_ref().and_then(place_of).and_then(|place| place.country.clone());
            let occurred = days(Some(&it.occurred.date));
            let orders = vec![
                ("OCCURRED", occurred.clone()),
                ("TITLE", text(&fold(&it.title))),
                ("GOLDSTEIN", vec![it.goldstein_tenths.and_then(number)]),
                ("FATALITIES", vec![it.fatalities.best.and_then(number)]),
                ("STATEMENT_COUNT", vec![number(0)]),
                ("SANCTION_COUNT", vec![number(0)]),
            ];
            let fields = vec![
                ("title", Datum::Text(Some(it.title.clone()), true)),
                ("category", word(it.category)),
                ("mode", Datum::Word(it.mode.map(|mode| mode.as_str().to_owned()))),
                ("contexts", words(&it.contexts)),
                ("occurred", Datum::Date(Some(it.occurred.date.clone()))),
                ("country", Datum::Word(country)),
            ];
            let event = self.record("Event", "evt", &it.common, fields, orders);
            self.listed(event, "events", &place.into_iter().collect::<Vec<_>>());
            let mut parts = Vec::new();
            for part in &it.participations {
                let party = self.party(&part.party);
                let key = format!("{}/{}/{}", it.common.key, part.role.as_str(), part.party);
                let name = fold(match &self.all[party].fields["name"] {
                    Datum::Text(Some(name), _) => name,
                    _ => panic!("every party has a name"),
                });
                parts.push(self.all.len());
                let orders =
                    [("ROLE", text(part.role.as_str())), ("PARTY_NAME", text(&name)), ("OCCURRED", occurred.clone())];
                let fields =
                    [("role", word(part.role)), ("party", Datum::One(Some(party))), ("event", Datum::One(Some(event)))];
                self.all.push(Thing {
                    noun: "Participation",
                    id: spell("ptc", derived(&self.dataset, "participation", &key)),
                    fields: fields.into_iter().collect(),
                    orders: orders.into_iter().collect(),
                    lists: BTreeMap::new(),
                });
                self.listed(self.all.len() - 1, "participations", &[party]);
            }
            self.all[event].fields.insert("participations", Datum::Many(parts.clone()));
            self.all[event].lists.insert("participations", parts);
        }
    }

    fn statements(&mut self, records: &Records) {
        for it in &records.statements {
            let said = date(it.said.as_ref());
            let speaker = it.speaker.as_ref().map(|key| self.find("Person", key));
            let on_behalf_of = it.on_behalf_of.as_ref().map(|key| self.find("Organization", key));
            let events: Vec<usize> = it.events.iter().map(|key| self.find("Event", key)).collect();
            let orders = vec![("SAID", days(said.as_ref()))];
            let fields = vec![
                ("kind", word(it.kind)),
                ("verbatim", Datum::Truth(it.verbatim)),
                ("language", Datum::Text(Some(it.language.clone()), false)),
                ("said", Datum::Date(said)),
                ("speaker", Datum::One(speaker)),
                ("onBehalfOf", Datum::One(on_behalf_of)),
                ("addressedTo", Datum::Many(self.parties(&it.addressed_to))),
                ("events", Datum::Many(events.clone())),
            ];
            let statement = self.record("Statement", "stm", &it.common, fields, orders);
            self.listed(statement, "statements", &events);
            self.all[statement].lists.insert("events", events.clone());
            self.listed(statement, "statements", &speaker.into_iter().chain(on_behalf_of).collect::<Vec<_>>());
            events.iter().for_each(|event| self.counted(*event, "STATEMENT_COUNT"));
        }
    }

    fn sanctions(&mut self, records: &Records) {
        for it in &records.sanctions {
            let [announced, effective, expires, ended] =
                [&it.announced, &it.effective, &it.expires, &it.ended].map(|dated| date(dated.as_ref()));
            let orders = vec![
                ("ANNOUNCED", days(announced.as_ref())),
                ("EFFECTIVE", days(effective.as_ref())),
                ("EXPIRES", days(expires.as_ref())),
                ("ENDED", days(ended.as_ref())),
                ("TITLE", text(&fold(&it.title))),
            ];
            let (issuers, targets) = (self.parties(&it.issuers), self.parties(&it.targets));
            let events: Vec<usize> = it.events.iter().map(|(key, _)| self.find("Event", key)).collect();
            let changes = it.status_history.iter();
            let changes = changes.map(|change| (date(change.on.as_ref()), change.status.as_str().to_owned()));
            let fields = vec![
                ("title", Datum::Text(Some(it.title.clone()), true)),
                ("measures", words(&it.measures)),
                ("status", Datum::Status(changes.collect())),
                ("announced", Datum::Date(announced)),
                ("effective", Datum::Date(effective)),
                ("ended", Datum::Date(ended)),
                ("issuers", Datum::Many(issuers.clone())),
                ("targets", Datum::Many(targets.clone())),
                ("events", Datum::Many(events.clone())),
            ];
            let sanction = self.record("Sanction", "snc", &it.common, fields, orders);
            self.all[sanction].lists.insert("events", events.clone());
            self.listed(sanction, "sanctions", &events);
            self.listed(sanction, "sanctionsIssued", &issuers);
            self.listed(sanction, "sanctionsAgainst", &targets);
            events.iter().for_each(|event| self.counted(*event, "SANCTION_COUNT"));
        }
    }

    fn counted(&mut self, event: usize, order: &'static str) {
        if let Some([Some(Sort::Number(count))]) = self.all[event].orders.get_mut(order).map(Vec::as_mut_slice) {
            *count += 1;
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
            let times = [("RECORDED_AT", first), ("UPDATED_AT", changed.max_by(|a, b| a.cmp(b)).or(first))];
            for (order, time) in times {
                self.all[*index].orders.insert(order, text(time.expect("it was loaded")));
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
