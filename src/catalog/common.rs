//! What many nouns share: the fields of every record, names, external ids, fuzzy dates.

use entity::{
    citation, dataset, external_id, name, participation, party, record, sanction_issuer, sanction_target, statement,
    translation, value::*,
};
use sea_orm::{ColumnTrait, RelationTrait};

use super::vocabulary::*;

/// The fields of the interface `Record`, for a noun whose rows hold `uid` and whose addresses begin with `plural`.
pub fn record_fields(
    uid: impl ColumnTrait,
    prefix: &'static str,
    plural: &'static str,
    label: Col,
    cite: CiteCols,
) -> Vec<Field> {
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
            "What to call it in a list: an event's title, a party's name, the beginning of a statement; its slug where it has none of these.",
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
        computed("cite", Computed::Cite(cite), "A ready-made reference to this record, with its permanent address."),
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
fn spoken() -> Link {
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

/// The columns of the fuzzy date whose columns begin with a prefix.
macro_rules! date_cols {
    ($entity:ident, $edtf:ident, $earliest:ident, $latest:ident, $precision:ident, $approximate:ident, $uncertain:ident, $text:ident) => {
        $crate::catalog::DateCols {
            edtf: $crate::catalog::col($entity::Column::$edtf),
            earliest: $crate::catalog::col($entity::Column::$earliest),
            latest: $crate::catalog::col($entity::Column::$latest),
            precision: $crate::catalog::col($entity::Column::$precision),
            approximate: $crate::catalog::col($entity::Column::$approximate),
            uncertain: $crate::catalog::col($entity::Column::$uncertain),
            text: $crate::catalog::col($entity::Column::$text),
        }
    };
}
pub(super) use date_cols;

/// The filters that every record has.
pub fn record_filters() -> Vec<Filter> {
    vec![
        filter("id", Test::Id, "By id."),
        filter("slug", Test::Text { path: vec![], col: col(record::Column::Slug), folded: None }, "By slug."),
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
    ]
}

/// The orders that every record has.
pub fn record_orders() -> Vec<Order> {
    vec![
        order("RECORDED_AT", vec![col(record::Column::RecordedAt)], "When this database first recorded it."),
        order("UPDATED_AT", vec![col(record::Column::UpdatedAt)], "When this database last changed it."),
    ]
}

/// A noun that is neither a record nor a node: read only as part of another.
pub fn part(name: &'static str, doc: &'static str, tables: &'static [&'static str], fields: Vec<Field>) -> Noun {
    Noun {
        name,
        doc,
        tables,
        fields,
        plural: "",
        key: "id",
        tags: &[],
        prefix: None,
        record: None,
        party: false,
        filters: None,
        orders: vec![],
        default_order: &[],
        edge: vec![],
    }
}

/// A name.
pub fn name() -> Noun {
    part(
        "Name",
        "A name of a party, in one language and script.",
        &["name"],
        vec![
            value("value", name::Column::Value, Scalar::Text("String"), "The name as written."),
            value("kind", name::Column::Kind, Scalar::Word("NameKind"), "What the name is to its bearer."),
            value(
                "language",
                name::Column::Language,
                Scalar::Text("LanguageTag"),
                "Its language; null where it belongs to none or that is not known.",
            ),
            value(
                "script",
                name::Column::Script,
                Scalar::Text("String"),
                "Its script as ISO 15924 code, e.g. Latn or Arab; null where not recorded.",
            ),
        ],
    )
}

/// A key in another system.
pub fn external_id() -> Noun {
    part(
        "ExternalId",
        "A record's key in another system.",
        &["external_id"],
        vec![
            value(
                "scheme",
                external_id::Column::Scheme,
                Scalar::Text("String"),
                "Which system, e.g. wikidata, geonames, iso3166-1-a2, gdelt, ucdp_ged, ofac.",
            ),
            value("value", external_id::Column::Value, Scalar::Text("String"), "The key there."),
            value(
                "url",
                external_id::Column::Url,
                Scalar::Text("URL"),
                "Where it resolves; null where it does not or that is not recorded.",
            ),
        ],
    )
}

/// A text in another language.
pub fn translation() -> Noun {
    part(
        "Translation",
        "A text in another language than that of its source.",
        &["translation"],
        vec![
            value(
                "language",
                translation::Column::Language,
                Scalar::Text("LanguageTag"),
                "The language of the translation.",
            ),
            value("text", translation::Column::Text, Scalar::Text("String"), "The text in that language."),
            value("machine", translation::Column::Machine, Scalar::Bool, "Whether a machine made the translation."),
        ],
    )
}

/// A date as its sources give it.
pub fn fuzzy_date() -> Struct {
    let field = |name, scalar, nullable, doc| StructField { name, doc, nullable, scalar };
    Struct {
        name: "FuzzyDate",
        doc: "A date as its sources give it, no more exact than they are. Filters, orders and groups use `earliest` and `latest`.",
        fields: vec![
            field("edtf", Scalar::Text("EDTF"), false, "The date in the Extended Date/Time Format."),
            field("earliest", Scalar::Text("Date"), false, "The first day it may be, or the day it began."),
            field("latest", Scalar::Text("Date"), false, "The last day it may be, or the day it ended."),
            field("precision", Scalar::Word("DatePrecision"), false, "How well it is known."),
            field(
                "approximate",
                Scalar::Bool,
                false,
                "EDTF's ~ or %: the bounds themselves are approximate. This does not widen them.",
            ),
            field(
                "uncertain",
                Scalar::Bool,
                false,
                "EDTF's ? or %: the source is not sure. This does not widen the bounds.",
            ),
            field(
                "lasting",
                Scalar::Lasting,
                false,
                "True for an interval (it lasted from `earliest` to `latest`), false for one point somewhere between them.",
            ),
            field(
                "text",
                Scalar::Text("String"),
                true,
                "As the source words it, e.g. \"late June\"; null where the date says it all.",
            ),
        ],
    }
}

/// The enumerations that fields of nouns use.
pub fn words() -> Vec<Words> {
    use super::words as of;
    vec![
        of::<EventScope>(),
        of::<Factuality>(),
        of::<EventCategory>(),
        of::<EventMode>(),
        of::<EventContext>(),
        of::<QuadClass>(),
        of::<CodeScheme>(),
        of::<PlacePrecision>(),
        of::<PlaceKind>(),
        of::<ParticipationRole>(),
        of::<RelationKind>(),
        of::<OrganizationKind>(),
        of::<NameKind>(),
        of::<RecordType>(),
        of::<ReviewStatus>(),
        of::<Verification>(),
        of::<DatePrecision>(),
        of::<StatementKind>(),
        of::<Measure>(),
        of::<SanctionStatus>(),
        of::<SanctionEventKind>(),
    ]
}
