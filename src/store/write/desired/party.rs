//! Rows of places, organizations and persons.

use entity::value::PartyType;
use entity::{affiliation, organization, person, place};

use super::{Columns, Draft};
use crate::domain::fold::fold;
use crate::domain::geo::geohash;
use crate::domain::record::{Noun, Organization, Person, Place};
use crate::store::StoreError;
use crate::store::write::ids::Ids;
use crate::store::write::rows::Rows;

/// The rows of a place.
pub(in super::super) fn place(ids: &Ids<'_>, it: &Place) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Place, &it.common)?;
    draft.names(&it.names);
    draft.searched(&it.common, it.names.iter().map(|name| name.value.as_str()), None);
    draft.rows.nouns.places.push(place::Model {
        id: draft.id,
        uid: draft.uid,
        name: it.name.clone(),
        name_folded: fold(&it.name),
        kind: it.kind,
        country: it.country.clone(),
        latitude: it.point.map(|(latitude, _)| latitude),
        longitude: it.point.map(|(_, longitude)| longitude),
        geometry: it.geometry.clone(),
        parent_id: ids.optional(Noun::Place, it.parent.as_ref())?,
        geohash: it.point.map(|(latitude, longitude)| geohash(latitude, longitude)),
    });
    Ok(draft.done())
}

/// The rows of an organization.
pub(in super::super) fn organization(ids: &Ids<'_>, it: &Organization) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Organization, &it.common)?;
    draft.party(PartyType::Organization, &it.name, it.country.as_ref());
    draft.party_names(&it.names);
    draft.searched(&it.common, it.names.iter().map(|name| name.value.as_str()), it.description.as_deref());
    draft.rows.nouns.organizations.push(organization::Model {
        id: draft.id,
        kind: it.kind,
        sector: it.sector.clone(),
        parent_id: ids.optional(Noun::Organization, it.parent.as_ref())?,
        website: it.website.clone(),
        description: it.description.clone(),
    });
    Ok(draft.done())
}

/// The rows of a person.
pub(in super::super) fn person(ids: &Ids<'_>, it: &Person) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Person, &it.common)?;
    draft.party(PartyType::Person, &it.name, it.country.as_ref());
    draft.party_names(&it.names);
    draft.searched(&it.common, it.names.iter().map(|name| name.value.as_str()), it.description.as_deref());
    draft.rows.nouns.persons.push(person::Model { id: draft.id, description: it.description.clone() });
    for link in &it.affiliations {
        let uid = draft.link("affiliation", &link.organization, &link.citations)?;
        let (began, ended) = (Columns::of(link.from.as_ref()), Columns::of(link.to.as_ref()));
        draft.rows.links.affiliations.push(affiliation::Model {
            id: uid,
            uid,
            person_id: draft.id,
            organization_id: ids.id(Noun::Organization, &link.organization)?,
            title: link.title.clone(),
            began_edtf: began.edtf,
            began_earliest: began.earliest,
            began_latest: began.latest,
            began_precision: began.precision,
            began_approximate: began.approximate,
            began_uncertain: began.uncertain,
            began_text: began.text,
            ended_edtf: ended.edtf,
            ended_earliest: ended.earliest,
            ended_latest: ended.latest,
            ended_precision: ended.precision,
            ended_approximate: ended.approximate,
            ended_uncertain: ended.uncertain,
            ended_text: ended.text,
        });
    }
    Ok(draft.done())
}
