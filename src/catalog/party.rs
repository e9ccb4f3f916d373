//! What a single party, organization or person alike, can be filtered by.

use entity::{organization, party};
use sea_orm::RelationTrait;

use super::{
    common::{TEXT, WITHIN, named_filters},
    vocabulary::*,
};

/// The tests of `PartyFilter`.
pub fn filters() -> Vec<Filter> {
    let mut filters = vec![filter("id", Test::Id, "By one id or several.")];
    filters.extend(named_filters(party::Column::Name, party::Column::NameFolded, party::Column::Country));
    filters.push(filter("text", Test::Search, TEXT));
    filters.push(filter(
        "organizationKind",
        Test::Word {
            path: vec![join(party::Relation::Organization.def())],
            col: col(organization::Column::Kind),
            words: "OrganizationKind",
        },
        "By the kind of organization; a person has none.",
    ));
    filters.push(filter("within", Test::Within, WITHIN));
    filters
}
