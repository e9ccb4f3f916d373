//! What is read only as part of a record: names, keys in other systems, translations, fuzzy dates.

use entity::{external_id, name, translation};

use super::vocabulary::*;

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
        cite: None,
        filters: None,
        searched: &[],
        orders: vec![],
        groups: Groups::default(),
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
