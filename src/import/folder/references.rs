//! Checks, when all files are read, that references lead somewhere and do not run in circles, and that no two records
//! claim one key in another system.

use std::collections::{BTreeMap, BTreeSet};

use entity::value::RelationKind;

use super::Keys;
use super::reader::{Findings, Reference};
use crate::domain::record::{Common, Noun, Position, Records};
use crate::import::fault::{Fault, did_you_mean};

/// How many unknown references get a hint: each takes a walk over all keys.
const HINTED: usize = 100;

/// Adds what is wrong to the findings.
pub(super) fn check(records: &Records, keys: &Keys, findings: &mut Findings) {
    let mut faults = Vec::new();
    for reference in &findings.references {
        if let Some(mut message) = unresolved(reference, keys) {
            if faults.len() < HINTED {
                message.push_str(&near(reference, keys));
            }
            faults.push(Fault { position: reference.position.clone(), message });
        }
    }
    faults.extend(circles(records));
    faults.extend(shared_external_ids(records));
    findings.faults.append(&mut faults);
}

/// What is wrong with a reference, if anything.
fn unresolved(reference: &Reference, keys: &Keys) -> Option<String> {
    let Reference { field, wanted, key, .. } = reference;
    let defined = |noun: &Noun| keys.contains_key(&(*noun, key.clone()));
    if wanted.iter().any(defined) {
        return None;
    }
    let names = wanted.iter().map(|noun| noun.word()).collect::<Vec<_>>().join(" or ");
    if let Some(other) = Noun::ALL.iter().find(|noun| defined(noun)) {
        return Some(format!("`{field}` must name a key of {names}, and `{key}` is one of {}", other.word()));
    }
    Some(format!("`{field}` names no known {names}: `{key}`"))
}

/// The nearest key that the reference may have meant.
fn near(reference: &Reference, keys: &Keys) -> String {
    if keys.keys().any(|(_, key)| *key == reference.key) {
        return String::new();
    }
    let candidates = keys.keys().filter(|(noun, _)| reference.wanted.contains(noun)).map(|(_, key)| key.as_str());
    did_you_mean(&reference.key, candidates)
}

/// Faults of records that are, over some steps, part of themselves.
fn circles(records: &Records) -> Vec<Fault> {
    let places = records.places.iter().map(|it| (&it.common, it.parent.iter().collect()));
    let organizations = records.organizations.iter().map(|it| (&it.common, it.parent.iter().collect()));
    let statements = records.statements.iter().map(|it| (&it.common, it.part_of.iter().collect()));
    let events = records.events.iter().map(|it| {
        let wholes = it.relations.iter().filter(|relation| relation.kind == RelationKind::PartOf);
        (&it.common, wholes.map(|relation| &relation.to).collect())
    });
    let mut faults = circles_among("place", "lies in", places);
    faults.extend(circles_among("organization", "is part of", organizations));
    faults.extend(circles_among("statement", "is part of", statements));
    faults.extend(circles_among("event", "is part of", events));
    faults
}

fn circles_among<'a>(
    noun: &str,
    verb: &str,
    records: impl Iterator<Item = (&'a Common, Vec<&'a String>)>,
) -> Vec<Fault> {
    let wholes: BTreeMap<&str, (&Position, Vec<&String>)> =
        records.map(|(common, wholes)| (common.key.as_str(), (&common.position, wholes))).collect();
    let reaches_itself = |key: &str| {
        let mut seen = BTreeSet::new();
        let mut left: Vec<&str> = vec![key];
        while let Some(step) = left.pop() {
            for next in wholes.get(step).into_iter().flat_map(|(_, wholes)| wholes) {
                if next.as_str() == key {
                    return true;
                }
                if seen.insert(next.as_str()) {
                    left.push(next);
                }
            }
        }
        false
    };
    let in_circles = wholes.iter().filter(|(key, _)| reaches_itself(key));
    let fault = |(key, (position, _)): (&&str, &(&Position, _))| Fault {
        position: (*position).clone(),
        message: format!("{noun} `{key}` {verb} itself, over one or more steps"),
    };
    in_circles.map(fault).collect()
}

/// Faults of external ids that a record of the same noun has already.
fn shared_external_ids(records: &Records) -> Vec<Fault> {
    let mut owners: BTreeMap<(Noun, &str, &str), &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for (noun, common) in records.commons() {
        for id in &common.external_ids {
            if let Some(owner) = owners.insert((noun, &id.scheme, &id.value), &common.key) {
                let message = format!("`{}` `{}` belongs to {} `{owner}` already", id.scheme, id.value, noun.word());
                faults.push(Fault { position: common.position.clone(), message });
            }
        }
    }
    faults
}
