//! Places, organizations, persons and sources.

use demarche::domain::record::{Affiliation, Organization, Person, Place, Source};

use super::{super::areas::POINTS, Size, dice::Dice};

pub fn place(dice: &mut Dice, index: usize) -> Place {
    let name = dice.text();
    Place {
        common: dice.common(Size::PLACES, index),
        names: Dice::names(&name),
        name,
        kind: dice.word(),
        country: dice.country(),
        point: POINTS[index % POINTS.len()],
        geometry: None,
        parent: dice.above(Size::PLACES, index),
    }
}

pub fn organization(dice: &mut Dice, index: usize) -> Organization {
    let name = dice.text();
    Organization {
        common: dice.common(Size::ORGANIZATIONS, index),
        names: Dice::names(&name),
        name,
        kind: dice.word(),
        country: dice.country(),
        sector: dice.maybe(|dice| dice.pick(&["GOV", "gov", "MIL", "BUS"]).to_owned()),
        parent: dice.above(Size::ORGANIZATIONS, index),
        website: None,
        description: None,
    }
}

pub fn person(dice: &mut Dice, index: usize) -> Person {
    let early = Size::PERSONS.early(index);
    let name = dice.text();
    let affiliation = |dice: &mut Dice| Affiliation {
        organization: dice.key(Size::ORGANIZATIONS, early),
        title: dice.maybe(|dice| dice.pick(&["Envoy", "envoy", "ÉMISSAIRE", "émissaire", "…"]).to_owned()),
        from: dice.maybe(Dice::dated),
        to: dice.maybe(Dice::dated),
        citations: dice.citations(1, early),
    };
    let mut affiliations = dice.some(3, affiliation);
    // a second post in the same organization
    if let Some(first) = affiliations.first().cloned().filter(|_| dice.one_in(3)) {
        affiliations.push(Affiliation { from: dice.maybe(Dice::dated), citations: Vec::new(), ..first });
    }
    Person {
        common: dice.common(Size::PERSONS, index),
        names: Dice::names(&name),
        name,
        country: dice.country(),
        description: None,
        affiliations,
    }
}

pub fn source(dice: &mut Dice, index: usize) -> Source {
    let early = Size::SOURCES.early(index);
    Source {
        common: dice.common(Size::SOURCES, index),
        title: dice.maybe(Dice::text),
        authors: Vec::new(),
        outlet: dice.maybe(|dice| dice.key(Size::ORGANIZATIONS, early)),
        url: None,
        published: dice.maybe(Dice::dated),
        retrieved_at: None,
        language: dice.maybe(|dice| dice.pick(&["en", "ar", "zh-Hant"]).to_owned()),
        content_hash: None,
    }
}
