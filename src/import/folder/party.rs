//! Reads places, organizations and persons.

use super::block::Block;
use super::common::{ORGANIZATION, citations, cited, names};
use super::rule;
use crate::domain::record::{Affiliation, Noun, Organization, Person, Place};

/// `[place.KEY]`
pub(super) fn place(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Place> {
    let common = cited(block, key, &[]);
    let (name, kind) = (block.need("name", Block::heading), block.need("kind", Block::word));
    let point = block.block("point", |block| {
        let latitude = block.need("latitude", |block, field| block.decimal(field, 90.0));
        let longitude = block.need("longitude", |block, field| block.decimal(field, 180.0));
        latitude.zip(longitude)
    });
    Some(Place {
        common,
        names: names(block, name.as_deref()),
        country: block.matching("country", rule::country),
        point,
        geometry: block.matching("geometry", rule::geometry),
        parent: block.reference("parent", &[Noun::Place]),
        name: name?,
        kind: kind?,
    })
}

/// `[organization.KEY]`
pub(super) fn organization(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Organization> {
    let common = cited(block, key, &["description"]);
    let (name, kind) = (block.need("name", Block::heading), block.need("kind", Block::word));
    Some(Organization {
        common,
        names: names(block, name.as_deref()),
        country: block.matching("country", rule::country),
        sector: block.text("sector"),
        parent: block.reference("parent", ORGANIZATION),
        website: block.matching("website", rule::url),
        description: block.text("description"),
        name: name?,
        kind: kind?,
    })
}

/// `[person.KEY]`
pub(super) fn person(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Person> {
    let common = cited(block, key, &["description"]);
    let name = block.need("name", Block::heading);
    Some(Person {
        common,
        names: names(block, name.as_deref()),
        country: block.matching("country", rule::country),
        description: block.text("description"),
        affiliations: block.blocks("affiliations", affiliation),
        name: name?,
    })
}

fn affiliation(block: &mut Block<'_, '_, '_>) -> Option<Affiliation> {
    let organization = block.need("organization", |block, field| block.reference(field, ORGANIZATION));
    let (from, to) = (block.dated("from"), block.dated("to"));
    if let (Some(from), Some(to)) = (&from, &to)
        && to.date.latest < from.date.earliest
    {
        block.fault("to", "`to` is before `from`");
    }
    Some(Affiliation { title: block.text("title"), from, to, citations: citations(block), organization: organization? })
}
