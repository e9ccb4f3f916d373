//! What a single party, organization or person alike, can be filtered by.

use entity::{organization, party};
use sea_orm::RelationTrait;

use super::vocabulary::*;

/// The tests of `PartyFilter`.
pub fn filters() -> Vec<Filter> {
    vec![
        filter("id", Test::Id, "By one id or several."),
        filter(
            "name",
            Test::Text { path: vec![], col: col(party::Column::Name), folded: Some(col(party::Column::NameFolded)) },
            "By the name to show.",
        ),
        filter(
            "country",
            Test::Country { path: vec![], col: col(party::Column::Country) },
            "By the country it belongs to.",
        ),
        filter(
            "organizationKind",
            Test::Word {
                path: vec![join(party::Relation::Organization.def())],
                col: col(organization::Column::Kind),
                words: "OrganizationKind",
            },
            "By the kind of organization; a person has none.",
        ),
    ]
}
