//! All that is stored of one record, in a form in which what should be stored and what is stored compare.

use std::collections::HashMap;

use entity::value::{LinkType, ReviewStatus};
use entity::{citation, citation_attribution, link};
use sea_orm::{ConnectionTrait, DbErr};

use super::table::{self, tables};

tables! {
    /// The row of its noun; for a party two.
    Nouns {
        places: place by Id id,
        parties: party by Id id,
        organizations: organization by Id id,
        persons: person by Id id,
        sources: source by Id id,
        events: event by Id id,
        statements: statement by Id id,
        sanctions: sanction by Id id,
    }
}

tables! {
    /// What belongs to it and has no address of its own.
    Belongings {
        names: name by RecordId record_id,
        external_ids: external_id by RecordId record_id,
        translations: translation by RecordId record_id,
        contexts: event_context by EventId event_id,
        addressees: statement_addressee by StatementId statement_id,
        statement_events: statement_event by StatementId statement_id,
        measures: sanction_measure by SanctionId sanction_id,
        issuers: sanction_issuer by SanctionId sanction_id,
        targets: sanction_target by SanctionId sanction_id,
        sanction_events: sanction_event by SanctionId sanction_id,
    }
}

tables! {
    /// Its links with facts of their own. Until they are written, their uids stand for their ids.
    Links {
        affiliations: affiliation by PersonId person_id,
        participations: participation by EventId event_id,
        relations: event_relation by FromId from_id,
        status_changes: status_change by SanctionId sanction_id,
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

    /// Brings rows into one order, in which they compare. Links and citations are in it already: theirs is that of
    /// recording, which is that of their source.
    pub fn sort(&mut self) {
        self.belongings.external_ids.sort_by(|a, b| (&a.scheme, &a.value).cmp(&(&b.scheme, &b.value)));
        self.belongings.translations.sort_by(|a, b| (&a.field, a.position).cmp(&(&b.field, b.position)));
        self.belongings.names.sort_by_key(|row| row.position);
        self.belongings.contexts.sort_by_key(|row| row.position);
        self.belongings.addressees.sort_by_key(|row| row.position);
        self.belongings.statement_events.sort_by_key(|row| row.event_id);
        self.belongings.measures.sort_by_key(|row| row.position);
        self.belongings.issuers.sort_by_key(|row| row.position);
        self.belongings.targets.sort_by_key(|row| row.position);
        self.belongings.sanction_events.sort_by_key(|row| (row.event_id, row.kind));
        self.links.status_changes.sort_by_key(|row| row.position);
    }

    /// Deletes what belongs to the records `ids`, so that it can be written anew. Rows of nouns stay: others point
    /// at them.
    pub async fn clear(db: &impl ConnectionTrait, ids: &[i64]) -> Result<(), DbErr> {
        use entity::{
            event_context, external_id, name, sanction_event, sanction_issuer, sanction_measure, sanction_target,
            statement_addressee, statement_event, translation,
        };
        // Credits go with their citations, and the rest of a link with the link.
        table::delete::<citation::Entity>(db, citation::Column::RecordId, ids).await?;
        table::delete::<link::Entity>(db, link::Column::RecordId, ids).await?;
        table::delete::<name::Entity>(db, name::Column::RecordId, ids).await?;
        table::delete::<external_id::Entity>(db, external_id::Column::RecordId, ids).await?;
        table::delete::<translation::Entity>(db, translation::Column::RecordId, ids).await?;
        table::delete::<event_context::Entity>(db, event_context::Column::EventId, ids).await?;
        table::delete::<statement_addressee::Entity>(db, statement_addressee::Column::StatementId, ids).await?;
        table::delete::<statement_event::Entity>(db, statement_event::Column::StatementId, ids).await?;
        table::delete::<sanction_measure::Entity>(db, sanction_measure::Column::SanctionId, ids).await?;
        table::delete::<sanction_issuer::Entity>(db, sanction_issuer::Column::SanctionId, ids).await?;
        table::delete::<sanction_target::Entity>(db, sanction_target::Column::SanctionId, ids).await?;
        table::delete::<sanction_event::Entity>(db, sanction_event::Column::SanctionId, ids).await
    }
}

impl Nouns {
    /// Overwrites the rows.
    pub async fn update(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        table::update(db, &self.places).await?;
        table::update(db, &self.parties).await?;
        table::update(db, &self.organizations).await?;
        table::update(db, &self.persons).await?;
        table::update(db, &self.sources).await?;
        table::update(db, &self.events).await?;
        table::update(db, &self.statements).await?;
        table::update(db, &self.sanctions).await
    }
}

impl Links {
    /// Id, type and record of each link, for the table that all links share.
    pub fn shared(&self) -> impl Iterator<Item = (i64, LinkType, i64)> {
        let affiliations = self.affiliations.iter().map(|row| (row.id, LinkType::Affiliation, row.person_id));
        let participations = self.participations.iter().map(|row| (row.id, LinkType::Participation, row.event_id));
        let relations = self.relations.iter().map(|row| (row.id, LinkType::EventRelation, row.from_id));
        let changes = self.status_changes.iter().map(|row| (row.id, LinkType::StatusChange, row.sanction_id));
        affiliations.chain(participations).chain(relations).chain(changes)
    }

    /// Brings them into the order in which they were recorded.
    pub fn sort_as_recorded(&mut self) {
        self.affiliations.sort_by_key(|row| row.id);
        self.participations.sort_by_key(|row| row.id);
        self.relations.sort_by_key(|row| row.id);
    }

    /// Replaces ids by what stands for them, where anything does: uids by ids before writing, ids by uids after
    /// reading.
    pub fn renumber(&mut self, numbers: &HashMap<i64, i64>) {
        let renumber = |id: &mut i64| *id = numbers.get(id).copied().unwrap_or(*id);
        self.affiliations.iter_mut().for_each(|row| renumber(&mut row.id));
        self.participations.iter_mut().for_each(|row| renumber(&mut row.id));
        self.relations.iter_mut().for_each(|row| renumber(&mut row.id));
        self.status_changes.iter_mut().for_each(|row| renumber(&mut row.id));
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
        rows.links.sort_as_recorded();
        rows.links.renumber(&uids);
        rows.sort();
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
