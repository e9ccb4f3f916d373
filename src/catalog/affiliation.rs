//! Affiliations: a person's post or membership in an organization.

use entity::{affiliation, citation};
use sea_orm::RelationTrait;

use super::{
    common::{ID, date, dates},
    parts::part,
    vocabulary::*,
};

/// The noun.
pub fn noun() -> Noun {
    let began = dates::<affiliation::Entity>("began");
    let ended = dates::<affiliation::Entity>("ended");
    let fields = vec![
        value("id", affiliation::Column::Uid, Scalar::Id("aff"), ID),
        one("person", affiliation::Relation::Person.def(), Target::Noun("Person"), false, "The person."),
        one(
            "organization",
            affiliation::Relation::Organization.def(),
            Target::Noun("Organization"),
            false,
            "The organization.",
        ),
        value(
            "title",
            affiliation::Column::Title,
            Scalar::Text("String"),
            "The post, as the source words it; null for plain membership.",
        ),
        date("from", began, "When it began; null where the sources do not say."),
        date("to", ended, "When it ended; null where it lasts or the sources do not say."),
        plain_page(
            "citations",
            many(citation::Relation::Link.def()),
            Target::Noun("Citation"),
            "Where the affiliation itself rests.",
        ),
    ];
    let doc = "A person's post or membership in an organization, with its dates where the sources give them.";
    Noun { prefix: Some("aff"), ..part("Affiliation", doc, &["affiliation", "link"], fields) }
}
