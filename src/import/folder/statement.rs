//! Reads statements and sources.

use super::block::Block;
use super::common::{ORGANIZATION, PARTY, cited, common};
use super::event::EVENT;
use super::rule;
use crate::domain::record::{Noun, Source, Statement};

/// `[statement.KEY]`
pub(super) fn statement(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Statement> {
    let common = cited(block, key, &["text"]);
    let (text, verbatim) = (block.need("text", Block::text), block.need("verbatim", Block::flag));
    let (language, kind) = (block.need("language", Block::language), block.need("kind", Block::word));
    let statement = Statement {
        common,
        speaker: block.reference("speaker", &[Noun::Person]),
        speaker_label: block.text("speaker_label"),
        on_behalf_of: block.reference("on_behalf_of", ORGANIZATION),
        addressed_to: block.references("addressed_to", PARTY),
        alleged: block.flag("alleged").unwrap_or(false),
        said: block.dated("said"),
        part_of: block.reference("part_of", &[Noun::Statement]),
        channel: block.text("channel"),
        events: block.references("events", EVENT),
        text: text?,
        verbatim: verbatim?,
        language: language?,
        kind: kind?,
    };
    if statement.speaker.is_none() && statement.speaker_label.is_none() && statement.on_behalf_of.is_none() {
        let message = format!("{} has no speaker: give `speaker`, `speaker_label` or `on_behalf_of`", block.what);
        block.fault("speaker", message);
    }
    if statement.common.translations.iter().any(|translation| translation.language == statement.language) {
        block.fault("translations", "a translation has the language of the statement itself");
    }
    Some(statement)
}

/// `[source.KEY]`
pub(super) fn source(block: &mut Block<'_, '_, '_>, key: &str) -> Option<Source> {
    Some(Source {
        common: common(block, key, &["title"]),
        title: block.heading("title"),
        authors: block.texts("authors"),
        outlet: block.reference("outlet", ORGANIZATION),
        url: block.matching("url", rule::url),
        published: block.dated("published"),
        retrieved_at: block.matching("retrieved_at", rule::instant),
        language: block.language("language"),
        content_hash: block.matching("content_hash", rule::sha256),
    })
}
