//! Organizations: from a state to a group of people named only together.

use entity::{affiliation, organization, party, statement};
use sea_orm::RelationTrait;

use super::{common::*, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let name = col(party::Column::Name);
    let cite = CiteCols { title: name, date: None, authors: None, publisher: None, url: None, quoted: None };
    let mut fields = record_fields(party::Column::Uid, "org", "organizations", name);
    fields.extend(party_fields());
    for field in &mut fields {
        if let ("statements", Shape::Page(page)) = (field.name, &mut field.shape) {
            page.link = many(statement::Relation::OnBehalfOf.def());
        }
    }
    fields.extend([
        value("kind", organization::Column::Kind, Scalar::Word("OrganizationKind"), "What kind of organization it is."),
        value(
            "sector",
            organization::Column::Sector,
            Scalar::Text("String"),
            "PLOVER sector code: GOV, MIL, JUD, MED, BUS, MNC, IGO …; null where none fits.",
        ),
        one(
            "parent",
            organization::Relation::Parent.def(),
            Target::Noun("Organization"),
            true,
            "The organization it is part of: a ministry's government, a mission's state.",
        ),
        plain_page(
            "children",
            many(organization::Relation::Parent.def()),
            Target::Noun("Organization"),
            "The organizations that are part of it.",
        ),
        plain_page(
            "members",
            many(affiliation::Relation::Organization.def()),
            Target::Noun("Affiliation"),
            "The people who hold or held a post in it or belong to it.",
        ),
        value("website", organization::Column::Website, Scalar::Text("URL"), "Its website; null where not recorded."),
        text(
            "description",
            organization::Column::Description,
            Languages::Translations("description"),
            "Who it is, in a sentence; null where not recorded. `lang` picks a translation where there is one.",
        ),
    ]);
    let mut filters = record_filters();
    filters.extend(named_filters(party::Column::Name, party::Column::NameFolded, party::Column::Country));
    filters.extend([
        filter(
            "kind",
            Test::Word { path: vec![], col: col(organization::Column::Kind), words: "OrganizationKind" },
            "By what kind of organization it is.",
        ),
        filter(
            "sector",
            Test::Text { path: vec![], col: col(organization::Column::Sector), folded: None },
            "By PLOVER sector code.",
        ),
        filter("within", Test::Within, WITHIN),
        filter(
            "parent",
            Test::One(join(organization::Relation::Parent.def()), Target::Party),
            "By the organization it is part of; where there is none, nothing but `{}` holds.",
        ),
        filter(
            "children",
            Test::Many(many(organization::Relation::Parent.def()), Target::Party),
            "By the organizations that are part of it.",
        ),
        filter(
            "members",
            Test::Many(many(affiliation::Relation::Organization.def()), Target::Noun("Affiliation")),
            "By the posts and memberships in it.",
        ),
    ]);
    filters.extend(deeds(many(statement::Relation::OnBehalfOf.def())));
    let mut orders = vec![by_name(party::Column::NameFolded)];
    orders.extend(record_orders());
    let mut dimensions = vec![
        by_word("KIND", organization::Column::Kind, "What kind it is."),
        by_word("COUNTRY", party::Column::Country, "The country it belongs to."),
        by_word("SECTOR", organization::Column::Sector, "PLOVER sector code."),
        by_row(
            "PARENT",
            organization::Relation::Parent.def(),
            Target::Noun("Organization"),
            "The organization it is part of.",
        ),
    ];
    dimensions.extend(record_dimensions());
    let groups = Groups { dimensions, ..Groups::default() };
    Noun {
        name: "Organization",
        plural: "organizations",
        doc: "An organization that can act, speak or be acted on: a state, a ministry, a company, a movement, a group of people named only together.",
        tables: &["organization", "party", "record"],
        key: "id",
        tags: &[("record", "record_type", "ORGANIZATION"), ("party", "party_type", "ORGANIZATION")],
        prefix: Some("org"),
        record: Some("ORGANIZATION"),
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
