//! Rows of events, who took part in them and how they relate.

use entity::value::Vocabulary;
use entity::{event, event_context, event_relation, participation};

use super::Draft;
use crate::domain::fold::fold;
use crate::domain::record::{Event, Noun};
use crate::store::StoreError;
use crate::store::write::ids::Ids;
use crate::store::write::rows::Rows;

/// The rows of an event.
pub(in super::super) fn event(ids: &Ids<'_>, it: &Event) -> Result<Rows, StoreError> {
    let mut draft = Draft::new(ids, Noun::Event, &it.common)?;
    let date = &it.occurred.date;
    draft.rows.nouns.events.push(event::Model {
        id: draft.id,
        uid: draft.uid,
        scope: it.scope,
        factuality: it.factuality,
        title: it.title.clone(),
        title_folded: fold(&it.title),
        summary: it.summary.clone(),
        category: it.category,
        mode: it.mode,
        quad_class: it.quad_class,
        goldstein_tenths: it.goldstein_tenths,
        source_scheme: it.source_code.as_ref().map(|code| code.scheme),
        source_code: it.source_code.as_ref().map(|code| code.code.clone()),
        source_label: it.source_code.as_ref().and_then(|code| code.label.clone()),
        occurred_edtf: date.edtf.clone(),
        occurred_earliest: date.earliest.to_string(),
        occurred_latest: date.latest.to_string(),
        occurred_precision: date.precision,
        occurred_approximate: date.approximate,
        occurred_uncertain: date.uncertain,
        occurred_text: it.occurred.text.clone(),
        place_id: ids.optional(Noun::Place, it.place.as_ref())?,
        place_precision: it.place_precision,
        fatalities_low: it.fatalities.low,
        fatalities_best: it.fatalities.best,
        fatalities_high: it.fatalities.high,
    });
    draft.searched(&it.common, [it.title.as_str()], it.summary.as_deref());
    let contexts = it.contexts.iter().zip(0..);
    let contexts =
        contexts.map(|(context, position)| event_context::Model { event_id: draft.id, context: *context, position });
    draft.rows.belongings.contexts.extend(contexts);
    for link in &it.participations {
        let key = format!("{}/{}", link.role.as_str(), link.party);
        let uid = draft.link("participation", &key, &link.citations)?;
        let row = participation::Model {
            id: uid,
            uid,
            event_id: draft.id,
            party_id: ids.party(&link.party)?,
            on_behalf_of_id: ids.optional(Noun::Organization, link.on_behalf_of.as_ref())?,
            role: link.role,
            alleged: link.alleged,
            note: link.note.clone(),
        };
        draft.rows.links.participations.push(row);
    }
    for link in &it.relations {
        let key = format!("{}/{}", link.kind.as_str(), link.to);
        let uid = draft.link("event_relation", &key, &link.citations)?;
        let row = event_relation::Model {
            id: uid,
            uid,
            kind: link.kind,
            from_id: draft.id,
            to_id: ids.id(Noun::Event, &link.to)?,
            note: link.note.clone(),
        };
        draft.rows.links.relations.push(row);
    }
    Ok(draft.done())
}
