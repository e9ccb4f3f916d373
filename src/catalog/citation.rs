//! Citations: where in which source something rests.

use entity::{citation, citation_attribution};
use sea_orm::RelationTrait;

use super::{common::ID, parts::part, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let credited =
        across(citation_attribution::Relation::Citation.def(), citation_attribution::Relation::Organization.def());
    let fields = vec![
        value("id", citation::Column::Uid, Scalar::Id("cit"), ID),
        one("source", citation::Relation::Source.def(), Target::Noun("Source"), false, "The source."),
        one(
            "record",
            citation::Relation::Record.def(),
            Target::Record,
            false,
            "The record that rests on it; for a link between records, the one it belongs to.",
        ),
        list(
            "attributedTo",
            credited,
            Target::Noun("Organization"),
            vec![col(citation_attribution::Column::Position)],
            "Whom the source credits for it: told to YLE, reported by AP.",
        ),
        value(
            "attributionLabel",
            citation::Column::AttributionLabel,
            Scalar::Text("String"),
            "The credit as printed where it names nobody, e.g. \"Swedish media\".",
        ),
        value(
            "field",
            citation::Column::Field,
            Scalar::Text("String"),
            "The field it supports; null for the whole record or link.",
        ),
        value(
            "exact",
            citation::Column::Exact,
            Scalar::Text("String"),
            "The passage, character for character: `exact` of a W3C TextQuoteSelector. Null where none is given.",
        ),
        value(
            "prefix",
            citation::Column::Prefix,
            Scalar::Text("String"),
            "Text right before the passage, where it takes that to find it.",
        ),
        value(
            "suffix",
            citation::Column::Suffix,
            Scalar::Text("String"),
            "Text right after the passage, where it takes that to find it.",
        ),
        value(
            "locator",
            citation::Column::Locator,
            Scalar::Text("String"),
            "Where in the source: a page, a paragraph.",
        ),
        value(
            "verification",
            citation::Column::Verification,
            Scalar::Word("Verification"),
            "Whether `exact` was found in the archived text.",
        ),
    ];
    let groups = Groups {
        dimensions: vec![
            by_row("SOURCE", citation::Relation::Source.def(), Target::Noun("Source"), "The source."),
            by_word("FIELD", citation::Column::Field, "The field it supports."),
            by_word("VERIFICATION", citation::Column::Verification, "Whether its passage was found."),
        ],
        ..Groups::default()
    };
    let doc = "Where in which source a record, one of its fields or one of its links rests. `exact`, `prefix` and `suffix` are a W3C TextQuoteSelector.";
    Noun { prefix: Some("cit"), groups, ..part("Citation", doc, &["citation"], fields) }
}
