//! The input types of filters and orders.

use crate::catalog::{Catalog, Filter, Noun, Target, Test, party};

use super::{
    geo,
    model::{InputField, Model, Ty, Type, Value},
};

/// An input field without default.
pub fn input(name: &str, ty: &str, doc: &str) -> InputField {
    InputField { name: name.to_owned(), doc: doc.to_owned(), ty: Ty::parse(ty), default: None }
}

/// The filter type of what `target` leads to.
pub fn filter_name(target: Target) -> String {
    match target {
        Target::Noun("Person" | "Organization") | Target::Party => "PartyFilter".to_owned(),
        Target::Noun(name) => format!("{name}Filter"),
        Target::Record => "RecordFilter".to_owned(),
    }
}

/// Adds every filter and order type of `catalog`.
pub fn register(catalog: &Catalog, model: &mut Model) {
    for (name, doc, fields) in values() {
        model.types.insert(name.to_owned(), Type::Input { doc: doc.to_owned(), one_of: false, fields });
    }
    geo::register(model);
    let doc = "Which parties. Siblings are joined by AND; `{}` keeps all.";
    add_filter(model, "PartyFilter", doc, &party::filters());
    let direction = vec![
        ("ASC".to_owned(), "Smallest, earliest, first in the alphabet first; missing values last.".to_owned()),
        ("DESC".to_owned(), "The exact reverse, except that missing values still come last.".to_owned()),
    ];
    model.types.insert("OrderDirection".to_owned(), Type::Enum { doc: "Which way an order goes. The direction holds for all parts of a key; equal rows follow in the same direction by recording.".to_owned(), terms: direction });
    for noun in &catalog.nouns {
        if let Some(filters) = &noun.filters {
            add_filter(
                model,
                &format!("{}Filter", noun.name),
                &format!("Which of {}. Siblings are joined by AND; `{{}}` keeps all.", plural(noun)),
                filters,
            );
        }
        if !noun.orders.is_empty() {
            add_order(model, noun);
        }
    }
}

fn plural(noun: &Noun) -> String {
    if noun.plural.is_empty() { format!("{}s", noun.name.to_lowercase()) } else { noun.plural.to_owned() }
}

fn add_order(model: &mut Model, noun: &Noun) {
    let terms = noun.orders.iter().map(|order| (order.name.to_owned(), order.doc.to_owned())).collect();
    let words = format!("{}OrderField", noun.name);
    model.types.insert(words.clone(), Type::Enum { doc: format!("What {} can be ordered by.", plural(noun)), terms });
    let direction = InputField {
        default: Some(Value::Word("DESC".to_owned())),
        ..input("direction", "OrderDirection!", "Which way.")
    };
    let fields = vec![input("field", &format!("{words}!"), "By what."), direction];
    let doc = format!("An order of {}. Several in a list: the first counts most.", plural(noun));
    model.types.insert(format!("{}Order", noun.name), Type::Input { doc, one_of: false, fields });
}

fn add_filter(model: &mut Model, name: &str, doc: &str, filters: &[Filter]) {
    let mut fields = vec![
        input("and", &format!("[{name}!]"), "All of these hold; an empty list holds."),
        input("or", &format!("[{name}!]"), "At least one of these holds; an empty list never does."),
        input("not", name, "This does not hold."),
    ];
    for filter in filters {
        let ty = match &filter.test {
            Test::Id => "IDFilter".to_owned(),
            Test::Text { .. } => "StringFilter".to_owned(),
            Test::Word { words, .. } => {
                let ty = format!("{words}Filter");
                model.types.entry(ty.clone()).or_insert_with(|| word_filter(words));
                ty
            }
            Test::Words { words, .. } => {
                model.types.entry(format!("{words}Filter")).or_insert_with(|| word_filter(words));
                let ty = format!("{words}ListFilter");
                model.types.entry(ty.clone()).or_insert_with(|| list_filter(&format!("{words}Filter"), "words"));
                ty
            }
            Test::Country { .. } => "CountryFilter".to_owned(),
            Test::Date(_) => "FuzzyDateFilter".to_owned(),
            Test::Bool(_) => "Boolean".to_owned(),
            Test::Number(_) => "IntFilter".to_owned(),
            Test::Tenths(_) => "FloatFilter".to_owned(),
            Test::Instant(_) => "DateTimeFilter".to_owned(),
            Test::Relations => {
                let list = || list_filter("EventRelationFilter", "relations");
                model.types.entry("EventRelationListFilter".to_owned()).or_insert_with(list);
                "EventRelationListFilter".to_owned()
            }
            Test::Direction => "RelationDirection".to_owned(),
            Test::Within => "ID".to_owned(),
            Test::Location(_) => "GeoFilter".to_owned(),
            Test::Search => "TextFilter".to_owned(),
            Test::ExternalId => "ExternalIdFilter".to_owned(),
            Test::Status => "SanctionStatusFilter".to_owned(),
            Test::One(_, target) => filter_name(*target),
            Test::Many(_, target) => {
                let inner = filter_name(*target);
                let ty = inner.replace("Filter", "ListFilter");
                model.types.entry(ty.clone()).or_insert_with(|| list_filter(&inner, "linked rows"));
                ty
            }
        };
        fields.push(input(filter.name, &ty, filter.doc));
    }
    model.types.insert(name.to_owned(), Type::Input { doc: doc.to_owned(), one_of: false, fields });
}

fn word_filter(words: &str) -> Type {
    let fields = vec![
        input("eq", words, "Is this word; null: has none."),
        input("ne", words, "Is not this word, or has none; null: has one."),
        input("in", &format!("[{words}!]"), "Is one of these; an empty list keeps nothing."),
        input("notIn", &format!("[{words}!]"), "Is none of these, or has none; an empty list keeps all."),
    ];
    Type::Input { doc: format!("By a word of {words}."), one_of: false, fields }
}

fn list_filter(inner: &str, what: &str) -> Type {
    let fields = vec![
        input("some", inner, "At least one of them matches."),
        input("every", inner, "All of them match; true where there are none."),
        input("none", inner, "None of them matches."),
        input("count", "IntFilter", "How many there are, matching or not."),
    ];
    Type::Input { doc: format!("By the {what} as a list. Siblings are joined by AND."), one_of: false, fields }
}

/// The filters of plain values.
fn values() -> Vec<(&'static str, &'static str, Vec<InputField>)> {
    let insensitive = "Whether case and diacritics count; by default they do not (charge finds chargé), nor does punctuation (al Sadr finds al-Sadr): what is nothing else is found nowhere. Where the value is a key or code, only the case of ASCII letters is disregarded.";
    let sensitive = InputField { default: Some(Value::Bool(false)), ..input("caseSensitive", "Boolean!", insensitive) };
    vec![
        (
            "IDFilter",
            "By id. An id of another type matches nothing.",
            vec![
                input("eq", "ID", "Is this; null never matches, for everything has an id."),
                input("in", "[ID!]", "Is one of these; an empty list keeps nothing."),
                input("notIn", "[ID!]", "Is none of these; an empty list keeps all."),
            ],
        ),
        (
            "StringFilter",
            "By text. Siblings are joined by AND.",
            vec![
                input("eq", "String", "Is this; null: has none."),
                input("ne", "String", "Is not this, or has none; null: has one."),
                input("in", "[String!]", "Is one of these; an empty list keeps nothing."),
                input("notIn", "[String!]", "Is none of these, or has none; an empty list keeps all."),
                input("contains", "String", "Has this in it."),
                input("startsWith", "String", "Begins with this."),
                input("endsWith", "String", "Ends with this."),
                sensitive,
            ],
        ),
        (
            "IntFilter",
            "By a whole number. Siblings are joined by AND; a missing number is neither greater nor less.",
            vec![
                input("eq", "Int", "Is this; null: has none."),
                input("ne", "Int", "Is not this, or has none; null: has one."),
                input("in", "[Int!]", "Is one of these; an empty list keeps nothing."),
                input("gt", "Int", "Is greater."),
                input("gte", "Int", "Is greater or equal."),
                input("lt", "Int", "Is less."),
                input("lte", "Int", "Is less or equal."),
            ],
        ),
        (
            "FloatFilter",
            "By a number. Siblings are joined by AND; a missing number is neither greater nor less.",
            vec![
                input("eq", "Float", "Is this; null: has none."),
                input("gt", "Float", "Is greater."),
                input("gte", "Float", "Is greater or equal."),
                input("lt", "Float", "Is less."),
                input("lte", "Float", "Is less or equal."),
            ],
        ),
        (
            "DateTimeFilter",
            "By an instant. Siblings are joined by AND. Instants are kept to the millisecond; one asked for may be finer.",
            vec![
                input("gt", "DateTime", "Is later."),
                input("gte", "DateTime", "Is later or the same."),
                input("lt", "DateTime", "Is earlier."),
                input("lte", "DateTime", "Is earlier or the same."),
            ],
        ),
        (
            "CountryFilter",
            "By country.",
            vec![
                input("eq", "CountryCode", "Is this; null: has none."),
                input("in", "[CountryCode!]", "Is one of these; an empty list keeps nothing."),
                input("notIn", "[CountryCode!]", "Is none of these, or has none; an empty list keeps all."),
            ],
        ),
        (
            "FuzzyDateFilter",
            "By a fuzzy date. Siblings are joined by AND; a missing date matches only `isNull: true`.",
            vec![
                input("overlaps", "DateRange", "May have been in the range: 2023-06 overlaps 20 June 2023."),
                input(
                    "within",
                    "DateRange",
                    "Was surely in the range: the whole span lies in it, and it is neither approximate nor uncertain. 2023-06 is not within 20 June 2023.",
                ),
                input(
                    "precision",
                    "[DatePrecision!]",
                    "Is known to one of these precisions; an empty list keeps nothing.",
                ),
                input("isNull", "Boolean", "Is missing (true) or there (false)."),
            ],
        ),
        (
            "DateRange",
            "A range of days, both ends included; an absent end is open. One that ends before it begins holds nothing.",
            vec![
                input("from", "EDTF", "From its first possible day: 2023-07 is from 1 July."),
                input("to", "EDTF", "To its last possible day: 2023-07 is to 31 July."),
            ],
        ),
        (
            "ExternalIdFilter",
            "By a key in another system: has a key for which all of these hold.",
            vec![
                input("scheme", "String", "Of this scheme."),
                input("value", "String", "With this value."),
                input("in", "[String!]", "With one of these values; an empty list keeps nothing."),
            ],
        ),
        (
            "SanctionStatusFilter",
            "By where a measure stands on a day.",
            vec![
                input("on", "Date", "The day; by default today, UTC."),
                input(
                    "eq",
                    "SanctionStatus",
                    "Stands so; null never matches, for a measure without known status is UNKNOWN.",
                ),
                input("in", "[SanctionStatus!]", "Stands in one of these ways; an empty list keeps nothing."),
            ],
        ),
    ]
}
