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
    let filters = vec![
        filter("person", Test::One(join(affiliation::Relation::Person.def()), Target::Party), "By the person."),
        filter(
            "organization",
            Test::One(join(affiliation::Relation::Organization.def()), Target::Party),
            "By the organization.",
        ),
        filter(
            "title",
            Test::Text { path: vec![], col: col(affiliation::Column::Title), folded: None },
            "By the post as the source words it; only the case of ASCII letters is disregarded.",
        ),
        filter("from", Test::Date(began), "By when it began."),
        filter("to", Test::Date(ended), "By when it ended."),
    ];
    let groups = Groups {
        dimensions: vec![
            by_row("PERSON", affiliation::Relation::Person.def(), Target::Noun("Person"), "The person."),
            by_row(
                "ORGANIZATION",
                affiliation::Relation::Organization.def(),
                Target::Noun("Organization"),
                "The organization.",
            ),
        ],
        dates: vec![("FROM", "When it began.", began), ("TO", "When it ended.", ended)],
        ..Groups::default()
    };
    let doc = "A person's post or membership in an organization, with its dates where the sources give them.";
    Noun {
        prefix: Some("aff"),
        filters: Some(filters),
        groups,
        ..part("Affiliation", doc, &["affiliation", "link"], fields)
    }
}
