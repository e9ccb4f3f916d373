//! Persons.

use entity::{affiliation, party, person};
use sea_orm::RelationTrait;

use super::{common::*, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let name = col(party::Column::Name);
    let cite = CiteCols { title: name, date: None, authors: None, publisher: None, url: None, quoted: None };
    let mut fields = record_fields(party::Column::Uid, "per", "persons", name);
    fields.extend(party_fields());
    fields.extend([
        text(
            "description",
            person::Column::Description,
            Languages::Translations("description"),
            "Who it is, in a sentence; null where not recorded. `lang` picks a translation where there is one.",
        ),
        plain_page(
            "affiliations",
            many(affiliation::Relation::Person.def()),
            Target::Noun("Affiliation"),
            "The posts the person holds or held and the organizations they belong to.",
        ),
    ]);
    let mut filters = record_filters();
    filters.extend(named_filters(party::Column::Name, party::Column::NameFolded, party::Column::Country));
    filters.push(filter(
        "affiliations",
        Test::Many(many(affiliation::Relation::Person.def()), Target::Noun("Affiliation")),
        "By the posts and memberships of the person.",
    ));
    filters.extend(deeds(spoken()));
    let mut orders = vec![by_name(party::Column::NameFolded)];
    orders.extend(record_orders());
    let posts = many(affiliation::Relation::Person.def());
    let mut dimensions = vec![
        by_word("COUNTRY", party::Column::Country, "The country they belong to."),
        by_rows(
            "ORGANIZATION",
            posts,
            affiliation::Relation::Organization.def(),
            Target::Noun("Organization"),
            "The organization they hold or held a post in or belong to: a person counts for each.",
        ),
    ];
    dimensions.extend(record_dimensions());
    let groups = Groups { dimensions, ..Groups::default() };
    Noun {
        name: "Person",
        plural: "persons",
        doc: "A person who acted, spoke or was acted on.",
        tables: &["person", "party", "record"],
        key: "id",
        tags: &[("record", "record_type", "PERSON"), ("party", "party_type", "PERSON")],
        prefix: Some("per"),
        record: Some("PERSON"),
        party: true,
        cite: Some(cite),
        fields,
        filters: Some(filters),
        searched: &["names", "description"],
        orders,
        groups,
        default_order: &[("NAME", Direction::Asc)],
        edge: vec![],
    }
}
