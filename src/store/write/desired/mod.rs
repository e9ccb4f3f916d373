//! The rows that a record should have: from keys to ids, from dates to columns, and the folded texts.

mod event;
mod party;
mod sanction;
mod statement;

use std::collections::HashMap;

use entity::value::{DatePrecision, PartyType};
use entity::{citation, document, external_id, name, name_key, translation};

use super::ids::Ids;
use super::rows::{Cited, Rows};
use crate::domain::fold::fold;
use crate::domain::names::bearer_keys;
use crate::domain::record::{Citation, Common, Dated, Name, Noun, Records};
use crate::domain::search::searched;
use crate::store::StoreError;

/// The rows of every record, each with the record's id. Places, organizations and statements stand after those that
/// they are part of, so that they can be written in this order.
pub(super) fn all(ids: &Ids<'_>, records: &Records) -> Result<Vec<(i64, Rows)>, StoreError> {
    // Named one by one, so that the compiler asks for the rows of a noun that is new. Programmes are no records.
    let Records {
        origin: _,
        dataset: _,
        places,
        organizations,
        persons,
        sources,
        events,
        statements,
        sanctions,
        programs: _,
    } = records;
    let places = parents_first(places, |it| (&it.common.key, it.parent.as_ref()));
    let organizations = parents_first(organizations, |it| (&it.common.key, it.parent.as_ref()));
    let statements = parents_first(statements, |it| (&it.common.key, it.part_of.as_ref()));
    let mut all = Vec::new();
    let mut add = |noun, common: &Common, rows: Result<Rows, StoreError>| -> Result<(), StoreError> {
        all.push((ids.id(noun, &common.key)?, rows?));
        Ok(())
    };
    places.iter().try_for_each(|it| add(Noun::Place, &it.common, party::place(ids, it)))?;
    organizations.iter().try_for_each(|it| add(Noun::Organization, &it.common, party::organization(ids, it)))?;
    persons.iter().try_for_each(|it| add(Noun::Person, &it.common, party::person(ids, it)))?;
    sources.iter().try_for_each(|it| add(Noun::Source, &it.common, statement::source(ids, it)))?;
    events.iter().try_for_each(|it| add(Noun::Event, &it.common, event::event(ids, it)))?;
    statements.iter().try_for_each(|it| add(Noun::Statement, &it.common, statement::statement(ids, it)))?;
    sanctions.iter().try_for_each(|it| add(Noun::Sanction, &it.common, sanction::sanction(ids, it)))?;
    Ok(all)
}

/// Orders by the number of steps to what is part of nothing.
fn parents_first<T>(items: &[T], key_and_parent: impl Fn(&T) -> (&String, Option<&String>)) -> Vec<&T> {
    let parents: HashMap<&String, &String> =
        items.iter().filter_map(|item| Some((key_and_parent(item).0, key_and_parent(item).1?))).collect();
    let depth = |item: &&T| {
        let steps = std::iter::successors(Some(key_and_parent(item).0), |key| parents.get(key).copied());
        // A reader refuses circles; should one come through, the database refuses it.
        steps.take(items.len() + 1).count()
    };
    let mut ordered: Vec<&T> = items.iter().collect();
    ordered.sort_by_cached_key(depth);
    ordered
}

/// A record while its rows are drafted.
struct Draft<'d> {
    ids: &'d Ids<'d>,
    noun: Noun,
    key: &'d str,
    id: i64,
    uid: i64,
    rows: Rows,
    /// How often each key of a link or citation was given out: equal ones are told apart by a number.
    used: HashMap<String, u32>,
}

impl<'d> Draft<'d> {
    /// Begins with what all records have.
    fn new(ids: &'d Ids<'d>, noun: Noun, common: &'d Common) -> Result<Self, StoreError> {
        let key = common.key.as_str();
        let (id, uid) = (ids.id(noun, key)?, ids.uid(noun.word(), key));
        let mut draft = Self { ids, noun, key, id, uid, rows: Rows::new(common.review_status), used: HashMap::new() };
        draft.cite(&common.citations, &format!("{}/{key}", noun.word()), None)?;
        draft.common(common);
        Ok(draft)
    }

    fn done(mut self) -> Rows {
        self.rows.belongings.sort();
        self.rows
    }

    fn common(&mut self, common: &Common) {
        let record_id = self.id;
        for it in &common.external_ids {
            self.rows.belongings.external_ids.extend(self.noun.record_type().map(|record_type| external_id::Model {
                id: 0,
                record_id,
                record_type,
                scheme: it.scheme.clone(),
                value: it.value.clone(),
                url: it.url.clone(),
            }));
        }
        let mut positions = HashMap::<&str, i32>::new();
        for it in &common.translations {
            let next = positions.entry(&it.field).or_default();
            self.rows.belongings.translations.push(translation::Model {
                id: 0,
                record_id,
                field: it.field.clone(),
                position: *next,
                language: it.language.clone(),
                text: it.text.clone(),
                machine: it.machine,
            });
            *next += 1;
        }
    }

    /// By which words it is found: of what it is called, and of what else it says; with those in other languages.
    fn searched<'t>(
        &mut self,
        common: &'t Common,
        title: impl IntoIterator<Item = &'t str>,
        body: impl IntoIterator<Item = &'t str>,
    ) {
        let Some(record_type) = self.noun.record_type() else { return };
        let translated = |title: bool| {
            let texts =
                common.translations.iter().filter(move |it| matches!(it.field.as_str(), "title" | "text") == title);
            texts.map(|it| it.text.as_str())
        };
        self.rows.belongings.documents.push(document::Model {
            record_id: self.id,
            record_type,
            title: searched(title.into_iter().chain(translated(true))),
            body: searched(body.into_iter().chain(translated(false))),
        });
    }

    fn names(&mut self, names: &[Name]) {
        for (it, position) in names.iter().zip(0..) {
            self.rows.belongings.names.push(name::Model {
                id: 0,
                record_id: self.id,
                position,
                value: it.value.clone(),
                folded: fold(&it.value),
                kind: it.kind,
                language: it.language.clone(),
                script: it.script.clone(),
            });
        }
    }

    /// The names of a party, with the keys by which it is found that a name could be its.
    fn party_names(&mut self, names: &[Name]) {
        self.names(names);
        let keys = bearer_keys(names.iter().map(|name| name.value.as_str()));
        self.rows.belongings.name_keys.extend(keys.into_iter().map(|key| name_key::Model { key, party_id: self.id }));
    }

    fn party(&mut self, party_type: PartyType, name: &str, country: Option<&String>) {
        self.rows.nouns.parties.push(entity::party::Model {
            id: self.id,
            uid: self.uid,
            party_type,
            name: name.to_owned(),
            name_folded: fold(name),
            country: country.cloned(),
        });
    }

    /// The uid of a link that is called `key` within this record, whose citations are drafted too.
    fn link(&mut self, link: &str, key: &str, citations: &[Citation]) -> Result<i64, StoreError> {
        let key = self.unused(format!("{}/{key}", self.key), link);
        let uid = self.ids.uid(link, &key);
        self.cite(citations, &format!("{link}/{key}"), Some(uid))?;
        Ok(uid)
    }

    fn cite(&mut self, citations: &[Citation], subject: &str, link: Option<i64>) -> Result<(), StoreError> {
        for it in citations {
            let key = self.unused(format!("{subject}/{}", it.source), "citation");
            let credited = it.attributed_to.iter().map(|key| self.ids.id(Noun::Organization, key));
            let credited = credited.collect::<Result<_, _>>()?;
            let row = citation::Model {
                id: 0,
                uid: self.ids.uid("citation", &key),
                source_id: self.ids.id(Noun::Source, &it.source)?,
                record_id: self.id,
                link_id: link,
                field: it.field.clone(),
                exact: it.exact.clone(),
                prefix: it.prefix.clone(),
                suffix: it.suffix.clone(),
                locator: it.locator.clone(),
                verification: it.verification,
                attribution_label: it.attribution_label.clone(),
            };
            self.rows.citations.push(Cited { row, credited });
        }
        Ok(())
    }

    /// The key, with a number from 2 on where it was given out before.
    fn unused(&mut self, key: String, kind: &str) -> String {
        let count = self.used.entry(format!("{kind} {key}")).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key}/{count}") }
    }
}

/// The columns of a date that may be absent.
#[derive(Default)]
struct Columns {
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    precision: Option<DatePrecision>,
    approximate: Option<bool>,
    uncertain: Option<bool>,
    text: Option<String>,
}

impl Columns {
    fn of(dated: Option<&Dated>) -> Self {
        let Some(Dated { date, text }) = dated else { return Self::default() };
        Self {
            edtf: Some(date.edtf.clone()),
            earliest: Some(date.earliest.to_string()),
            latest: Some(date.latest.to_string()),
            precision: Some(date.precision),
            approximate: Some(date.approximate),
            uncertain: Some(date.uncertain),
            text: text.clone(),
        }
    }
}
