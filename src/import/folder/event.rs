//! Reads events.

use entity::value::{EventScope, Factuality};

use super::block::Block;
use super::common::{ORGANIZATION, PARTY, citations, cited};
use crate::domain::record::{Estimate, Event, Noun, Participation, Relation, SourceCode};
use crate::domain::taxonomy::quad_class;

/// A reference to an event.
pub(super) const EVENT: &[Noun] = &[Noun::Event];

/// `[event.KEY]`
pub(super) fn event(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Event> {
    let common = cited(block, key, &["title", "summary"]);
    let (title, occurred) = (block.need("title", Block::heading), block.need("occurred", Block::dated));
    let category = block.need("category", Block::word);
    Some(Event {
        common,
        scope: block.word("scope").unwrap_or(EventScope::Single),
        factuality: block.word("factuality").unwrap_or(Factuality::Occurred),
        summary: block.text("summary"),
        mode: block.word("mode"),
        contexts: block.words("contexts"),
        quad_class: block.word("quad_class").or_else(|| category.and_then(quad_class)),
        goldstein_tenths: goldstein_tenths(block),
        source_code: block.block("source_code", source_code),
        place: block.reference("place", &[Noun::Place]),
        place_precision: block.word("place_precision"),
        fatalities: block.block("fatalities", fatalities).unwrap_or_default(),
        participations: block.blocks("participations", participation),
        relations: relations(block, key),
        title: title?,
        category: category?,
        occurred: occurred?,
    })
}

fn goldstein_tenths(block: &mut Block<'_, '_, '_>) -> Option<i32> {
    let tenths = block.decimal("goldstein", 10.0)? * 10.0;
    if (tenths - tenths.round()).abs() > 1e-9 {
        block.fault("goldstein", "`goldstein` has more than one decimal");
    }
    // Within ±100 by the check above.
    Some(tenths.round() as i32)
}

fn source_code(block: &mut Block<'_, '_, '_>) -> Option<SourceCode> {
    let (scheme, code) = (block.need("scheme", Block::word), block.need("code", Block::text));
    Some(SourceCode { label: block.text("label"), scheme: scheme?, code: code? })
}

fn fatalities(block: &mut Block<'_, '_, '_>) -> Option<Estimate> {
    let estimate = Estimate { low: block.count("low"), best: block.count("best"), high: block.count("high") };
    let given: Vec<i32> = [estimate.low, estimate.best, estimate.high].into_iter().flatten().collect();
    if !given.is_sorted() {
        block.fault("low", "`low`, `best` and `high` must not fall");
    }
    Some(estimate)
}

fn participation(block: &mut Block<'_, '_, '_>) -> Option<Participation> {
    let role = block.need("role", Block::word);
    let party = block.need("party", |block, field| block.reference(field, PARTY));
    Some(Participation {
        on_behalf_of: block.reference("on_behalf_of", ORGANIZATION),
        alleged: block.flag("alleged").unwrap_or(false),
        note: block.text("note"),
        citations: citations(block),
        role: role?,
        party: party?,
    })
}

fn relations(block: &mut Block<'_, '_, '_>, key: &str) -> Vec<Relation> {
    let mut seen = Vec::new();
    block.blocks("relations", |block| {
        let kind = block.need("kind", Block::word);
        let to = block.need("to", |block, field| block.reference(field, EVENT));
        let relation = Relation { note: block.text("note"), citations: citations(block), kind: kind?, to: to? };
        if relation.to == key {
            block.fault("to", format!("event `{key}` relates to itself"));
        }
        let pair = (relation.kind, relation.to.clone());
        if seen.contains(&pair) {
            block.fault("to", format!("the same relation to `{}` is listed twice", relation.to));
        }
        seen.push(pair);
        Some(relation)
    })
}
