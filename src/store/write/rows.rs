//! All that is stored of one record, in a form in which what should be stored and what is stored compare.

use std::collections::HashMap;

use entity::value::{LinkType, ReviewStatus};
use entity::{citation, citation_attribution, link};
use sea_orm::{ConnectionTrait, DbErr};

use super::table::{self, tables};

tables! {
    /// The row of its noun; for a party two.
    Nouns {
        places: place by Id,
        parties: party by Id,
        organizations: organization by Id,
        persons: person by Id,
        sources: source by Id,
        events: event by Id,
        statements: statement by Id,
        sanctions: sanction by Id,
    }
}

tables! {
    /// What belongs to it and has no address of its own.
    Belongings {
        documents: document by RecordId sort record_id,
        names: name by RecordId sort position,
        name_keys: name_key by PartyId sort key,
        external_ids: external_id by RecordId sort scheme value,
        translations: translation by RecordId sort field position,
        contexts: event_context by EventId sort position,
        addressees: statement_addressee by StatementId sort position,
        statement_events: statement_event by StatementId sort event_id,
        measures: sanction_measure by SanctionId sort position,
        issuers: sanction_issuer by SanctionId sort position,
        targets: sanction_target by SanctionId sort position,
        sanction_events: sanction_event by SanctionId sort event_id kind,
    }
}

tables! {
    /// Its links with facts of their own, in the order of recording, which is that of their source: drafted ones are in
    /// it already. Until they are written, their uids stand for their ids.
    Links {
        affiliations: affiliation by PersonId sort id,
        participations: participation by EventId sort id,
        relations: event_relation by FromId sort id,
        status_changes: status_change by SanctionId sort position,
    }
}

/// A citation, and the organizations that it credits. Its `link_id` is the link's uid until it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cited {
    pub row: citation::Model,
    pub credited: Vec<i64>,
}

/// All that is stored of one record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rows {
    pub review_status: ReviewStatus,
    pub nouns: Nouns,
    pub belongings: Belongings,
    pub links: Links,
    pub citations: Vec<Cited>,
}

impl Rows {
    /// For a record of which nothing is known yet.
    pub fn new(review_status: ReviewStatus) -> Self {
        let (nouns, belongings, links) = Default::default();
        Self { review_status, nouns, belongings, links, citations: Vec::new() }
    }

    /// Deletes what belongs to the records `ids`, so that it can be written anew. Rows of nouns stay: others point
    /// at them.
    pub async fn clear(db: &impl ConnectionTrait, ids: &[i64]) -> Result<(), DbErr> {
        // Credits go with their citations, and the rest of a link with the link.
        table::delete::<citation::Entity>(db, citation::Column::RecordId, ids).await?;
        table::delete::<link::Entity>(db, link::Column::RecordId, ids).await?;
        Belongings::clear(db, ids).await
    }
}

impl Links {
    /// Id, type and record of each link, for the table that all links share.
    pub fn shared(&self) -> impl Iterator<Item = (i64, LinkType, i64)> {
        // Named one by one, here and below, so that the compiler asks for a link that is new.
        let Self { affiliations, participations, relations, status_changes } = self;
        let affiliations = affiliations.iter().map(|row| (row.id, LinkType::Affiliation, row.person_id));
        let participations = participations.iter().map(|row| (row.id, LinkType::Participation, row.event_id));
        let relations = relations.iter().map(|row| (row.id, LinkType::EventRelation, row.from_id));
        let changes = status_changes.iter().map(|row| (row.id, LinkType::StatusChange, row.sanction_id));
        affiliations.chain(participations).chain(relations).chain(changes)
    }

    /// Replaces ids by what stands for them, where anything does: uids by ids before writing, ids by uids after
    /// reading.
    pub fn renumber(&mut self, numbers: &HashMap<i64, i64>) {
        let renumber = |id: &mut i64| *id = numbers.get(id).copied().unwrap_or(*id);
        let Self { affiliations, participations, relations, status_changes } = self;
        affiliations.iter_mut().for_each(|row| renumber(&mut row.id));
        participations.iter_mut().for_each(|row| renumber(&mut row.id));
        relations.iter_mut().for_each(|row| renumber(&mut row.id));
        status_changes.iter_mut().for_each(|row| renumber(&mut row.id));
    }
}

/// What is stored of the records `ids` with their review status, which are at most `CHUNK`.
pub(super) async fn stored(
    db: &impl ConnectionTrait,
    records: &[(i64, ReviewStatus)],
) -> Result<HashMap<i64, Rows>, DbErr> {
    let ids: Vec<i64> = records.iter().map(|(id, _)| *id).collect();
    let mut nouns = Nouns::stored(db, &ids).await?;
    let mut belongings = Belongings::stored(db, &ids).await?;
    let mut links = Links::stored(db, &ids).await?;
    let uids = table::owned::<link::Entity>(db, link::Column::RecordId, &ids).await?;
    let uids = uids.iter().map(|row| (row.id, row.uid)).collect();
    let mut citations = stored_citations(db, &ids, &uids).await?;
    let rows = records.iter().map(|(id, review_status)| {
        let mut rows = Rows {
            review_status: *review_status,
            nouns: nouns.remove(id).unwrap_or_default(),
            belongings: belongings.remove(id).unwrap_or_default(),
            links: links.remove(id).unwrap_or_default(),
            citations: citations.remove(id).unwrap_or_default(),
        };
        rows.links.renumber(&uids);
        (*id, rows)
    });
    Ok(rows.collect())
}

async fn stored_citations(
    db: &impl ConnectionTrait,
    ids: &[i64],
    link_uids: &HashMap<i64, i64>,
) -> Result<HashMap<i64, Vec<Cited>>, DbErr> {
    let mut rows = table::owned::<citation::Entity>(db, citation::Column::RecordId, ids).await?;
    rows.sort_by_key(|row| row.id);
    let mut credited = HashMap::<i64, Vec<citation_attribution::Model>>::new();
    for chunk in rows.chunks(table::CHUNK) {
        let ids: Vec<i64> = chunk.iter().map(|row| row.id).collect();
        let column = citation_attribution::Column::CitationId;
        for row in table::owned::<citation_attribution::Entity>(db, column, &ids).await? {
            credited.entry(row.citation_id).or_default().push(row);
        }
    }
    let mut citations = HashMap::<i64, Vec<Cited>>::new();
    for mut row in rows {
        let mut credited = credited.remove(&row.id).unwrap_or_default();
        credited.sort_by_key(|row| row.position);
        row.id = 0;
        row.link_id = row.link_id.and_then(|id| link_uids.get(&id).copied());
        let credited = credited.iter().map(|row| row.organization_id).collect();
        citations.entry(row.record_id).or_default().push(Cited { row, credited });
    }
    Ok(citations)
}
