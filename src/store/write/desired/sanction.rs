//! Rows of sanctions and their history.

use entity::value::Vocabulary;
use entity::{sanction, sanction_event, sanction_issuer, sanction_measure, sanction_target, status_change};

use super::{Columns, Draft};
use crate::domain::fold::fold;
use crate::domain::record::{Noun, Sanction};
use crate::store::StoreError;
use crate::store::write::ids::Ids;
use crate::store::write::rows::Rows;

/// The rows of a sanction.
pub(in super::super) fn sanction(ids: &Ids<'_>, it: &Sanction) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Sanction, &it.common)?;
    let (announced, effective) = (Columns::of(it.announced.as_ref()), Columns::of(it.effective.as_ref()));
    let (expires, ended) = (Columns::of(it.expires.as_ref()), Columns::of(it.ended.as_ref()));
    draft.rows.nouns.sanctions.push(sanction::Model {
        id: draft.id,
        uid: draft.uid,
        title: it.title.clone(),
        title_folded: fold(&it.title),
        announced_edtf: announced.edtf,
        announced_earliest: announced.earliest,
        announced_latest: announced.latest,
        announced_precision: announced.precision,
        announced_approximate: announced.approximate,
        announced_uncertain: announced.uncertain,
        announced_text: announced.text,
        effective_edtf: effective.edtf,
        effective_earliest: effective.earliest,
        effective_latest: effective.latest,
        effective_precision: effective.precision,
        effective_approximate: effective.approximate,
        effective_uncertain: effective.uncertain,
        effective_text: effective.text,
        expires_edtf: expires.edtf,
        expires_earliest: expires.earliest,
        expires_latest: expires.latest,
        expires_precision: expires.precision,
        expires_approximate: expires.approximate,
        expires_uncertain: expires.uncertain,
        expires_text: expires.text,
        ended_edtf: ended.edtf,
        ended_earliest: ended.earliest,
        ended_latest: ended.latest,
        ended_precision: ended.precision,
        ended_approximate: ended.approximate,
        ended_uncertain: ended.uncertain,
        ended_text: ended.text,
        program_id: ids.optional(Noun::Program, it.program.as_ref())?,
        legal_basis: it.legal_basis.clone(),
        reason: it.reason.clone(),
        scope: it.scope.clone(),
    });
    let said = [&it.reason, &it.scope, &it.legal_basis];
    draft.searched(&it.common, [it.title.as_str()], said.into_iter().filter_map(|text| text.as_deref()));
    let sanction_id = draft.id;
    for (measure, position) in it.measures.iter().zip(0..) {
        let row = sanction_measure::Model { sanction_id, measure: *measure, position };
        draft.rows.belongings.measures.push(row);
    }
    for (party_id, position) in ids.parties(&it.issuers)?.into_iter().zip(0..) {
        draft.rows.belongings.issuers.push(sanction_issuer::Model { sanction_id, party_id, position });
    }
    for (party_id, position) in ids.parties(&it.targets)?.into_iter().zip(0..) {
        draft.rows.belongings.targets.push(sanction_target::Model { sanction_id, party_id, position });
    }
    for (event, kind) in &it.events {
        let row = sanction_event::Model { sanction_id, event_id: ids.id(Noun::Event, event)?, kind: *kind };
        draft.rows.belongings.sanction_events.push(row);
    }
    for (link, position) in it.status_history.iter().zip(0..) {
        let changed = Columns::of(link.on.as_ref());
        let row = status_change::Model {
            id: draft.link("status_change", link.status.as_str(), &link.citations)?,
            sanction_id,
            position,
            status: link.status,
            changed_edtf: changed.edtf,
            changed_earliest: changed.earliest,
            changed_latest: changed.latest,
            changed_precision: changed.precision,
            changed_approximate: changed.approximate,
            changed_uncertain: changed.uncertain,
            changed_text: changed.text,
            event_id: ids.optional(Noun::Event, link.event.as_ref())?,
        };
        draft.rows.links.status_changes.push(row);
    }
    Ok(draft.done())
}
