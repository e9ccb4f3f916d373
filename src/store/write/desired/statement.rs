//! Rows of statements and sources.

use entity::{source, statement, statement_addressee, statement_event};

use super::{Columns, Draft};
use crate::domain::fold::fold;
use crate::domain::record::{Noun, Source, Statement};
use crate::store::StoreError;
use crate::store::write::ids::Ids;
use crate::store::write::rows::Rows;

/// The rows of a statement.
pub(in super::super) fn statement(ids: &Ids<'_>, it: &Statement) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Statement, &it.common)?;
    let said = Columns::of(it.said.as_ref());
    draft.rows.nouns.statements.push(statement::Model {
        id: draft.id,
        uid: draft.uid,
        text: it.text.clone(),
        verbatim: it.verbatim,
        language: it.language.clone(),
        kind: it.kind,
        speaker_id: ids.optional(Noun::Person, it.speaker.as_ref())?,
        speaker_label: it.speaker_label.clone(),
        on_behalf_of_id: ids.optional(Noun::Organization, it.on_behalf_of.as_ref())?,
        alleged: it.alleged,
        said_edtf: said.edtf,
        said_earliest: said.earliest,
        said_latest: said.latest,
        said_precision: said.precision,
        said_approximate: said.approximate,
        said_uncertain: said.uncertain,
        said_text: said.text,
        part_of_id: ids.optional(Noun::Statement, it.part_of.as_ref())?,
        channel: it.channel.clone(),
    });
    draft.searched(&it.common, [it.text.as_str()], it.speaker_label.as_deref());
    for (party_id, position) in ids.parties(&it.addressed_to)?.into_iter().zip(0..) {
        let row = statement_addressee::Model { statement_id: draft.id, party_id, position };
        draft.rows.belongings.addressees.push(row);
    }
    for event in &it.events {
        let row = statement_event::Model { statement_id: draft.id, event_id: ids.id(Noun::Event, event)? };
        draft.rows.belongings.statement_events.push(row);
    }
    Ok(draft.done())
}

/// The rows of a source.
pub(in super::super) fn source(ids: &Ids<'_>, it: &Source) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Source, &it.common)?;
    let published = Columns::of(it.published.as_ref());
    draft.rows.nouns.sources.push(source::Model {
        id: draft.id,
        uid: draft.uid,
        title: it.title.clone(),
        title_folded: it.title.as_deref().map(fold),
        authors: serde_json::to_string(&it.authors).expect("a list of texts is JSON"),
        outlet_id: ids.optional(Noun::Organization, it.outlet.as_ref())?,
        url: it.url.clone(),
        published_edtf: published.edtf,
        published_earliest: published.earliest,
        published_latest: published.latest,
        published_precision: published.precision,
        published_approximate: published.approximate,
        published_uncertain: published.uncertain,
        published_text: published.text,
        retrieved_at: it.retrieved_at.clone(),
        language: it.language.clone(),
        content_hash: it.content_hash.clone(),
    });
    draft.searched(&it.common, it.title.as_deref(), it.authors.iter().map(String::as_str));
    Ok(draft.done())
}
