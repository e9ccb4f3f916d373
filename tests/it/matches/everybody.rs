//! Against judging everybody: the recorded names of the labelled pairs are a database, and the names that are typed are
//! asked of it.

use std::collections::BTreeMap;

use demarche::domain::{
    names::{Bearer, Candidate, Name, Query},
    record::Records,
};
use entity::value::OrganizationKind;
use serde_json::{Value, json};

use super::{matches, organization, person, records};
use crate::{
    names::{Pair, pairs},
    world::{self, World},
};

/// Every so many of the pairs is asked.
const STEP: usize = 29;

/// A recorded name is one party's, with the country it is recorded with.
type Bearers<'p> = BTreeMap<(bool, &'p str, Option<&'p str>), String>;

fn bearers(pairs: &[Pair]) -> Bearers<'_> {
    let mut bearers = Bearers::new();
    for pair in pairs {
        let count = bearers.len();
        bearers.entry((pair.person, &pair.names[1], pair.countries[1].as_deref())).or_insert(format!("party-{count}"));
    }
    bearers
}

/// Some parties have a second name, which is to be told apart from the first.
fn population(bearers: &Bearers<'_>) -> Records {
    let (mut organizations, mut persons) = (Vec::new(), Vec::new());
    for (at, ((is_person, name, country), key)) in bearers.iter().enumerate() {
        let shouted = name.to_uppercase();
        let names: &[&str] = if at.is_multiple_of(4) { &[name, &shouted] } else { &[name] };
        match is_person {
            true => persons.push(person(key, names, *country)),
            false => organizations.push(organization(key, names, *country)),
        }
    }
    records(organizations, persons)
}

/// What judging everybody comes to, as the server should tell it.
fn judged(records: &Records, name: &str, country: Option<&str>, limit: usize, threshold: f64) -> Value {
    let query = Query::new(name, country);
    let organizations = records
        .organizations
        .iter()
        .map(|it| (Bearer::Organization(OrganizationKind::Unknown), &it.common.key, &it.names, it.country.as_deref()));
    let persons = records.persons.iter().map(|it| (Bearer::Person, &it.common.key, &it.names, it.country.as_deref()));
    let mut found = Vec::new();
    for (bearer, key, names, country) in organizations.chain(persons) {
        let names: Vec<Name> = names.iter().map(|name| Name { value: &name.value, kind: name.kind }).collect();
        let judged = query.judge(&Candidate { bearer, names: &names, country }).unwrap();
        let score = (judged.score * 1_000.0).round() / 1_000.0;
        if score >= threshold {
            let reasons: Vec<String> = judged.reasons.iter().map(ToString::to_string).collect();
            found.push((score, key, names[judged.name].value, reasons));
        }
    }
    // those with one score stay in the order of recording
    found.sort_by(|one, two| two.0.total_cmp(&one.0));
    found.truncate(limit);
    let told = |(score, key, matched, reasons)| json!({ "party": { "slug": key }, "score": score, "matched": { "value": matched }, "reasons": reasons });
    found.into_iter().map(told).collect()
}

#[test]
fn what_is_found_is_what_judging_everybody_finds() {
    let pairs = pairs();
    let bearers = bearers(&pairs);
    let records = population(&bearers);
    let asked: Vec<&Pair> = pairs.iter().step_by(STEP).collect();
    let settings = |at: usize| if at.is_multiple_of(2) { (50, 0.6) } else { (3, 0.75) };
    let expected = asked.iter().enumerate().map(|(at, pair)| {
        let (limit, threshold) = settings(at);
        judged(&records, &pair.names[0], pair.countries[0].as_deref(), limit, threshold)
    });
    let expected: Vec<Value> = expected.collect();
    assert!(expected.iter().filter(|found| found.as_array().unwrap().len() > 1).count() > 5);
    for backend in world::backends() {
        let world = World::of(records.clone(), backend);
        for (at, (pair, expected)) in asked.iter().zip(&expected).enumerate() {
            let (limit, threshold) = settings(at);
            let found = matches(&world, &pair.names[0], pair.countries[0].as_deref(), limit as i64, threshold);
            assert_eq!(found, *expected, "{backend:?} {:?} {:?}", pair.names[0], pair.countries[0]);
        }
    }
}
