//! Participations: a party's part in an event.

use entity::{citation, event, participation, party};
use sea_orm::RelationTrait;

use super::{common::ID, parts::part, vocabulary::*};

/// The roles of those that did what happened.
pub const DOING: [&str; 4] = ["ACTOR", "SIDE_A", "ORGANIZER", "ISSUER"];
/// The roles of those to whom it was done.
pub const RECEIVING: [&str; 5] = ["RECIPIENT", "SIDE_B", "TARGET", "VICTIM", "DETAINEE"];

/// The noun.
pub fn noun() -> Noun {
    let event_join = join(participation::Relation::Event.def());
    let party_join = join(participation::Relation::Party.def());
    let fields = vec![
        value("id", participation::Column::Uid, Scalar::Id("ptc"), ID),
        value(
            "role",
            participation::Column::Role,
            Scalar::Word("ParticipationRole"),
            "What the party did or was in the event.",
        ),
        one("event", participation::Relation::Event.def(), Target::Noun("Event"), false, "The event."),
        one(
            "party",
            participation::Relation::Party.def(),
            Target::Party,
            true,
            "The party. Null only where the viewer may not see it.",
        ),
        one(
            "onBehalfOf",
            participation::Relation::OnBehalfOf.def(),
            Target::Noun("Organization"),
            true,
            "The organization it acted for; null where it acted for itself or the sources do not say.",
        ),
        value(
            "alleged",
            participation::Column::Alleged,
            Scalar::Bool,
            "Whether its part is only alleged, for instance an identification by media.",
        ),
        value(
            "note",
            participation::Column::Note,
            Scalar::Text("String"),
            "What the role leaves open, in the project's own words; null where nothing.",
        ),
        plain_page(
            "citations",
            many(citation::Relation::Link.def()),
            Target::Noun("Citation"),
            "Where the participation itself rests.",
        ),
    ];
    let filters = vec![
        filter(
            "role",
            Test::Word { path: vec![], col: col(participation::Column::Role), words: "ParticipationRole" },
            "By what the party did or was.",
        ),
        filter("party", Test::One(party_join, Target::Party), "By the party."),
        filter(
            "onBehalfOf",
            Test::One(join(participation::Relation::OnBehalfOf.def()), Target::Party),
            "By the organization it acted for; where there is none, nothing but `{}` holds.",
        ),
        filter("alleged", Test::Bool(col(participation::Column::Alleged)), "Alleged parts (true) or others (false)."),
        filter("event", Test::One(event_join, Target::Noun("Event")), "By the event."),
    ];
    let orders = vec![
        order("ROLE", vec![col(participation::Column::Role)], "The role's word, alphabetically."),
        Order {
            name: "PARTY_NAME",
            doc: "The party's name, without regard to case and diacritics.",
            keys: vec![Key::Col(vec![party_join], col(party::Column::NameFolded))],
        },
        Order {
            name: "OCCURRED",
            doc: "When the event happened: by the first possible day, then the last.",
            keys: vec![
                Key::Col(vec![event_join], col(event::Column::OccurredEarliest)),
                Key::Col(vec![event_join], col(event::Column::OccurredLatest)),
            ],
        },
    ];
    let groups = Groups {
        dimensions: vec![
            by_word("ROLE", participation::Column::Role, "What the party did or was."),
            by_row("PARTY", participation::Relation::Party.def(), Target::Party, "The party."),
            by_row(
                "ON_BEHALF_OF",
                participation::Relation::OnBehalfOf.def(),
                Target::Noun("Organization"),
                "The organization it acted for.",
            ),
            Dimension {
                path: vec![party_join],
                ..by_word("COUNTRY", party::Column::Country, "The country the party belongs to.")
            },
            Dimension {
                path: vec![event_join],
                ..by_word("CATEGORY", event::Column::Category, "The PLOVER category of the event.")
            },
        ],
        ..Groups::default()
    };
    let doc = "A party's part in an event. The order of a list is that of recording unless another is asked for.";
    Noun {
        prefix: Some("ptc"),
        filters: Some(filters),
        orders,
        groups,
        ..part("Participation", doc, &["participation", "link"], fields)
    }
}
