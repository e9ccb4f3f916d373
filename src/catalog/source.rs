//! Sources: documents that report something.

use entity::{citation, party, source};
use sea_orm::RelationTrait;

use super::{common::*, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let published = dates::<source::Entity>("published");
    let title = col(source::Column::Title);
    let cite = CiteCols {
        title,
        date: Some(published.edtf),
        authors: Some(col(source::Column::Authors)),
        publisher: Some((join(source::Relation::Outlet.def()), col(party::Column::Name))),
        url: Some(col(source::Column::Url)),
        quoted: None,
    };
    let mut fields = record_fields(source::Column::Uid, "src", "sources", title);
    fields.extend([
        value(
            "title",
            source::Column::Title,
            Scalar::Text("String"),
            "Its title; null where it has none or none is known.",
        ),
        Field {
            name: "authors",
            doc: "Its authors as printed, in order; empty where none is named.",
            nullable: false,
            shape: Shape::Value(col(source::Column::Authors), Scalar::Strings),
        },
        one(
            "outlet",
            source::Relation::Outlet.def(),
            Target::Noun("Organization"),
            true,
            "Who published it; null where not known.",
        ),
        value("url", source::Column::Url, Scalar::Text("URL"), "Where it can be read; null where not known."),
        date("published", published, "When it was published; null where not known."),
        value(
            "retrievedAt",
            source::Column::RetrievedAt,
            Scalar::Text("DateTime"),
            "When the archived copy was taken; null where not recorded.",
        ),
        value(
            "language",
            source::Column::Language,
            Scalar::Text("LanguageTag"),
            "Its language; null where not recorded.",
        ),
        value(
            "contentHash",
            source::Column::ContentHash,
            Scalar::Text("String"),
            "SHA-256 of the archived text, hexadecimal; null when no copy is kept.",
        ),
        Field {
            name: "supports",
            doc: "Everything that rests on this source: its citations, also those of links between records.",
            nullable: false,
            shape: Shape::Page(Page {
                link: many(citation::Relation::Source.def()),
                target: Target::Noun("Citation"),
                only_null: vec![],
                special: Special::RecordTypes,
                filtered: false,
            }),
        },
    ]);
    let mut filters = record_filters();
    filters.extend([
        filter(
            "title",
            Test::Text { path: vec![], col: title, folded: Some(col(source::Column::TitleFolded)) },
            "By the title.",
        ),
        filter("published", Test::Date(published), "By when it was published."),
        filter(
            "language",
            Test::Text { path: vec![], col: col(source::Column::Language), folded: None },
            "By its language.",
        ),
        filter(
            "outlet",
            Test::One(join(source::Relation::Outlet.def()), Target::Party),
            "By who published it; where that is not known, nothing but `{}` holds.",
        ),
    ]);
    let mut orders = vec![
        order("TITLE", vec![col(source::Column::TitleFolded)], "The title, without regard to case and diacritics."),
        order("PUBLISHED", vec![published.earliest, published.latest], "When it was published."),
    ];
    orders.extend(record_orders());
    let mut dimensions = vec![
        by_row("OUTLET", source::Relation::Outlet.def(), Target::Noun("Organization"), "Who published it."),
        by_word("LANGUAGE", source::Column::Language, "Its language."),
    ];
    dimensions.extend(record_dimensions().into_iter().filter(|dimension| dimension.name != "SOURCE"));
    let groups =
        Groups { dimensions, dates: vec![("PUBLISHED", "When it was published.", published)], ..Groups::default() };
    Noun {
        name: "Source",
        plural: "sources",
        doc: "A document that reports something: an article, a press release, a gazette, a row of a data set. Its text is not served, only where and when it was published and what rests on it.",
        tables: &["source", "record"],
        key: "id",
        tags: &[("record", "record_type", "SOURCE")],
        prefix: Some("src"),
        record: Some("SOURCE"),
        party: false,
        cite: Some(cite),
        fields,
        filters: Some(filters),
        searched: &["title", "authors"],
        orders,
        groups,
        default_order: &[("TITLE", Direction::Asc)],
        edge: vec![],
    }
}
