//! What many nouns share: the fields, filters and orders of every record and party.

use entity::{
    citation, dataset, external_id, name, participation, party, record, sanction_issuer, sanction_target, statement,
};
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic, Iterable, RelationTrait};

use super::vocabulary::*;

/// The fields of the interface `Record`, for a noun whose rows hold `uid` and whose addresses begin with `plural`.
pub fn record_fields(uid: impl ColumnTrait, prefix: &'static str, plural: &'static str, label: Col) -> Vec<Field> {
    let mut citations = plain_page(
        "citations",
        many(citation::Relation::Record.def()),
        Target::Noun("Citation"),
        "Where the record rests: the passages of sources for the record as a whole and for its fields, in the order of \
         recording. Citations of its links (participations, relations, affiliations, status changes) stand with those.",
    );
    if let Shape::Page(page) = &mut citations.shape {
        page.only_null.push(col(citation::Column::LinkId));
    }
    vec![
        value("id", uid, Scalar::Id(prefix), ID),
        computed(
            "label",
            Computed::Label(label),
            "What to call it in a list: an event's title, a party's name, the beginning of a statement; its slug where it has none of these. One line; beyond 80 characters it is cut at a word and ends in …",
        ),
        value(
            "slug",
            record::Column::Slug,
            Scalar::Text("String"),
            "Short readable key used in addresses, unique within its type and never reused.",
        ),
        value(
            "permalink",
            record::Column::Slug,
            Scalar::Permalink(plural),
            "The record's permanent public address, made from the server's configured public address.",
        ),
        list(
            "externalIds",
            many(external_id::Relation::Record.def()),
            Target::Noun("ExternalId"),
            vec![col(external_id::Column::Scheme), col(external_id::Column::Value)],
            "The record's keys in other systems, by scheme and value.",
        ),
        Field {
            name: "dataset",
            doc: "The data set it came with, which says under which licence it may be used.",
            nullable: false,
            shape: Shape::One(join(record::Relation::Dataset.def()), Target::Noun("Dataset")),
        },
        citations,
        computed("cite", Computed::Cite, "A ready-made reference to this record, with its permanent address."),
        value(
            "version",
            record::Column::Version,
            Scalar::Int,
            "How often the record has been changed, from 1: send it back as expectedVersion to change what you saw and nothing newer.",
        ),
        value(
            "reviewStatus",
            record::Column::ReviewStatus,
            Scalar::Word("ReviewStatus"),
            "How far the record has been checked by people.",
        ),
        value(
            "recordedAt",
            record::Column::RecordedAt,
            Scalar::Text("DateTime"),
            "When this database first recorded it; not when it happened.",
        ),
        value("updatedAt", record::Column::UpdatedAt, Scalar::Text("DateTime"), "When this database last changed it."),
    ]
}

/// The description of every id.
pub const ID: &str =
    "Opaque, permanent id, unique among everything; the same in every database for records that came with a data set.";

/// The fields of the interface `Party`, beyond those of `Record`.
pub fn party_fields() -> Vec<Field> {
    vec![
        text(
            "name",
            party::Column::Name,
            Languages::Names,
            "The name to show. With `lang`, the best name in that language or in the nearest more general one (de-CH, then de), and the name to show where there is none but former ones.",
        ),
        list(
            "names",
            many(name::Relation::Record.def()),
            Target::Noun("Name"),
            vec![col(name::Column::Position)],
            "All names, aliases and spellings, the main one first.",
        ),
        value(
            "country",
            party::Column::Country,
            Scalar::Text("CountryCode"),
            "The country it belongs to; null where it belongs to none or the sources do not say.",
        ),
        page(
            "participations",
            many(participation::Relation::Party.def()),
            Target::Noun("Participation"),
            "Its parts in events.",
        ),
        page(
            "statements",
            spoken(),
            Target::Noun("Statement"),
            "Statements made by the person, or on behalf of the organization.",
        ),
        page(
            "sanctionsIssued",
            across(sanction_issuer::Relation::Party.def(), sanction_issuer::Relation::Sanction.def()),
            Target::Noun("Sanction"),
            "Measures it imposed.",
        ),
        page(
            "sanctionsAgainst",
            across(sanction_target::Relation::Party.def(), sanction_target::Relation::Sanction.def()),
            Target::Noun("Sanction"),
            "Measures against it.",
        ),
    ]
}

/// Statements by speaker; organizations replace it by theirs.
pub fn spoken() -> Link {
    many(statement::Relation::Speaker.def())
}

/// A field worked out from several columns; never null.
pub fn computed(name: &'static str, computed: Computed, doc: &'static str) -> Field {
    Field { name, doc, nullable: false, shape: Shape::Computed(computed) }
}

/// A text with other languages.
pub fn text(name: &'static str, column: impl ColumnTrait, other: Languages, doc: &'static str) -> Field {
    let col = col(column);
    Field { name, doc, nullable: col.nullable, shape: Shape::Text { col, other } }
}

/// A field that is a fuzzy date.
pub fn date(name: &'static str, cols: DateCols, doc: &'static str) -> Field {
    let parts = vec![
        cols.edtf,
        cols.earliest,
        cols.latest,
        cols.precision,
        cols.approximate,
        cols.uncertain,
        cols.edtf,
        cols.text,
    ];
    Field {
        name,
        doc,
        nullable: cols.edtf.nullable,
        shape: Shape::Struct { name: "FuzzyDate", parts, present: vec![cols.edtf] },
    }
}

/// The columns of the fuzzy date whose columns begin with `prefix` and an underscore.
///
/// # Panics
/// Panics if one is missing, for then the catalog describes what the table does not have.
pub fn dates<E: EntityTrait>(prefix: &str) -> DateCols {
    let part = |part: &str| {
        let name = format!("{prefix}_{part}");
        let column = E::Column::iter().find(|column| column.as_str() == name);
        col(column.unwrap_or_else(|| panic!("{} has no column {name}", std::any::type_name::<E>())))
    };
    DateCols {
        edtf: part("edtf"),
        earliest: part("earliest"),
        latest: part("latest"),
        precision: part("precision"),
        approximate: part("approximate"),
        uncertain: part("uncertain"),
        text: part("text"),
    }
}

/// The filters that every record has.
pub fn record_filters() -> Vec<Filter> {
    vec![
        filter("id", Test::Id, "By one id or several."),
        filter("text", Test::Search, TEXT),
        filter(
            "slug",
            Test::Text { path: vec![], col: col(record::Column::Slug), folded: None },
            "By the key in its address.",
        ),
        filter(
            "dataset",
            Test::Text {
                path: vec![join(record::Relation::Dataset.def())],
                col: col(dataset::Column::Key),
                folded: None,
            },
            "By the key of the data set it came with.",
        ),
        filter(
            "reviewStatus",
            Test::Word { path: vec![], col: col(record::Column::ReviewStatus), words: "ReviewStatus" },
            "By how far it has been checked.",
        ),
        filter("externalId", Test::ExternalId, "By its key in another system."),
        filter(
            "recordedAt",
            Test::Instant(col(record::Column::RecordedAt)),
            "By when this database first recorded it.",
        ),
        filter("updatedAt", Test::Instant(col(record::Column::UpdatedAt)), "By when this database last changed it."),
        filter(
            "sources",
            Test::Many(
                across(citation::Relation::Record.def(), citation::Relation::Source.def()),
                Target::Noun("Source"),
            ),
            "By what it rests on: the source of each citation of the record, its fields and its links, as often as it is cited.",
        ),
    ]
}

/// The filters of everything that has a name and may belong to a country.
pub fn named_filters(name: impl ColumnTrait, folded: impl ColumnTrait, country: impl ColumnTrait) -> Vec<Filter> {
    vec![
        filter("name", Test::Text { path: vec![], col: col(name), folded: Some(col(folded)) }, "By the name to show."),
        filter(
            "country",
            Test::Country { path: vec![], col: col(country) },
            "By the country it belongs to or lies in.",
        ),
    ]
}

/// The filters of a party by what it did and what was done to it; `statements` leads to its statements.
pub fn deeds(statements: Link) -> Vec<Filter> {
    let many_of = |name, link, target, doc| filter(name, Test::Many(link, Target::Noun(target)), doc);
    vec![
        many_of(
            "participations",
            many(participation::Relation::Party.def()),
            "Participation",
            "By its parts in events.",
        ),
        many_of(
            "statements",
            statements,
            "Statement",
            "By the statements made by the person, or on behalf of the organization.",
        ),
        many_of(
            "sanctionsIssued",
            across(sanction_issuer::Relation::Party.def(), sanction_issuer::Relation::Sanction.def()),
            "Sanction",
            "By the measures it imposed.",
        ),
        many_of(
            "sanctionsAgainst",
            across(sanction_target::Relation::Party.def(), sanction_target::Relation::Sanction.def()),
            "Sanction",
            "By the measures against it.",
        ),
    ]
}

/// The description of `text`.
pub const TEXT: &str =
    "By the words of its texts: of what it is called and of what else it says, with those in other languages.";

/// The description of `within`.
pub const WITHIN: &str = "The organization of this id with all below it: what is part of it, what is part of that, and so on. An id of anything else matches nothing.";

/// The order of everything that has a name.
pub fn by_name(folded: impl ColumnTrait) -> Order {
    order("NAME", vec![col(folded)], "The name, without regard to case and diacritics.")
}

/// What every record can be grouped by.
pub fn record_dimensions() -> Vec<Dimension> {
    vec![
        by_row("DATASET", record::Relation::Dataset.def(), Target::Noun("Dataset"), "The data set it came with."),
        by_word("REVIEW_STATUS", record::Column::ReviewStatus, "How far it has been checked."),
        by_rows(
            "SOURCE",
            many(citation::Relation::Record.def()),
            citation::Relation::Source.def(),
            Target::Noun("Source"),
            "The source that it, its fields or its links rest on: a record counts for each.",
        ),
    ]
}

/// The filter by where a place lies.
pub fn by_location(path: Vec<Join>, doc: &'static str) -> Filter {
    filter("location", Test::Location(path), doc)
}

/// The order by how far a place is away.
pub fn by_distance(path: Vec<Join>, doc: &'static str) -> Order {
    Order { name: "DISTANCE", doc, keys: vec![Key::Distance(path)] }
}

/// The orders that every record has.
pub fn record_orders() -> Vec<Order> {
    vec![
        order("RECORDED_AT", vec![col(record::Column::RecordedAt)], "When this database first recorded it."),
        order("UPDATED_AT", vec![col(record::Column::UpdatedAt)], "When this database last changed it."),
        Order {
            name: "RELEVANCE",
            doc: "How well it matches the `text` that the list is filtered by, outside of `or` and `not`; without such a filter this order is an error. Of the matches in the whole database the 2,000 that were recorded last are ranked: words that stand seldom, often and in what the record is called count more. Those that are not ranked come behind, in the list's own order, which also orders those that match equally well.",
            keys: vec![Key::Relevance],
        },
    ]
}
