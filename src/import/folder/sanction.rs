//! Reads sanctions and their programmes.

use super::block::Block;
use super::common::{ORGANIZATION, PARTY, citations, cited};
use super::event::EVENT;
use super::rule;
use crate::domain::record::{Noun, Program, Sanction, StatusChange};

/// `[sanction.KEY]`
pub(super) fn sanction(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Sanction> {
    let common = cited(block, key, &["title"]);
    let title = block.need("title", Block::heading);
    let mut seen = Vec::new();
    Some(Sanction {
        common,
        measures: block.need_some("measures", Block::words),
        issuers: block.need_some("issuers", |block, field| block.references(field, PARTY)),
        targets: block.need_some("targets", |block, field| block.references(field, PARTY)),
        announced: block.dated("announced"),
        effective: block.dated("effective"),
        expires: block.dated("expires"),
        ended: block.dated("ended"),
        program: block.reference("program", &[Noun::Program]),
        legal_basis: block.text("legal_basis"),
        reason: block.text("reason"),
        scope: block.text("scope"),
        events: block.blocks("events", |block| {
            let event = block.need("event", |block, field| block.reference(field, EVENT));
            let kind = block.need("kind", Block::word);
            let pair = (event?, kind?);
            if seen.contains(&pair) {
                block.fault("event", format!("`{}` is listed twice with the same kind", pair.0));
            }
            seen.push(pair.clone());
            Some(pair)
        }),
        status_history: block.blocks("status_history", status_change),
        title: title?,
    })
}

fn status_change(block: &mut Block<'_, '_, '_>) -> Option<StatusChange> {
    let status = block.need("status", Block::word);
    Some(StatusChange {
        on: block.dated("on"),
        event: block.reference("event", EVENT),
        citations: citations(block),
        status: status?,
    })
}

/// `[program.KEY]`
pub(super) fn program(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Program> {
    let title = block.need("title", Block::heading);
    Some(Program {
        key: key.to_owned(),
        url: block.matching("url", rule::url),
        issuer: block.reference("issuer", ORGANIZATION),
        measures: block.words("measures"),
        position: block.position(),
        title: title?,
    })
}
