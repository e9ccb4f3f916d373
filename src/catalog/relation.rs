//! Directed relations between events.

use entity::{citation, event_relation};
use sea_orm::RelationTrait;

use super::{common::ID, parts::part, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let fields = vec![
        value("id", event_relation::Column::Uid, Scalar::Id("rel"), ID),
        value("kind", event_relation::Column::Kind, Scalar::Word("RelationKind"), "What `from` is to `to`."),
        one(
            "from",
            event_relation::Relation::From.def(),
            Target::Noun("Event"),
            false,
            "The event that relates: the response, the consequence, the part.",
        ),
        one(
            "to",
            event_relation::Relation::To.def(),
            Target::Noun("Event"),
            false,
            "The event it relates to: what was responded to, the cause, the whole.",
        ),
        value(
            "note",
            event_relation::Column::Note,
            Scalar::Text("String"),
            "What the kind leaves open, in the project's own words; null where nothing.",
        ),
        plain_page(
            "citations",
            many(citation::Relation::Link.def()),
            Target::Noun("Citation"),
            "Where the relation itself rests.",
        ),
    ];
    let filters = vec![
        filter(
            "kind",
            Test::Word { path: vec![], col: col(event_relation::Column::Kind), words: "RelationKind" },
            "By what `from` is to `to`.",
        ),
        filter(
            "direction",
            Test::Direction,
            "Seen from the event whose `relations` are tested: OUT where that is `from`, IN where it is `to`, BOTH either way.",
        ),
        filter(
            "from",
            Test::One(join(event_relation::Relation::From.def()), Target::Noun("Event")),
            "By the event that relates.",
        ),
        filter(
            "to",
            Test::One(join(event_relation::Relation::To.def()), Target::Noun("Event")),
            "By the event it relates to.",
        ),
    ];
    let kind = by_word("KIND", event_relation::Column::Kind, "What `from` is to `to`.");
    let groups = Groups { dimensions: vec![kind], ..Groups::default() };
    let doc = "A directed link from one event to another, read \"from … to\": the expulsion is RESPONSE_TO the demonstration.";
    Noun {
        prefix: Some("rel"),
        filters: Some(filters),
        groups,
        ..part("EventRelation", doc, &["event_relation", "link"], fields)
    }
}
