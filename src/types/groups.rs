//! The types of groups: what a noun's lists can be grouped by, and what is told of a group.

use crate::catalog::{Catalog, INTERVALS, Noun, Of};

use super::{
    build::{list_args, output, window_args},
    filters::input,
    limits::Limits,
    model::{InputField, Model, OutputField, Type, Value},
};

/// The most keys that rows are grouped by at once.
pub const MAX_KEYS: usize = 4;
/// The longest geohash, in characters.
pub const MAX_GEOHASH: i64 = 9;

/// The input type for groups by time: that of events is the plain one.
fn bucket_name(noun: &Noun) -> String {
    if noun.name == "Event" { "TimeBucket".to_owned() } else { format!("{}TimeBucket", noun.name) }
}

/// The field of a group that holds its rows.
pub fn rows_field(noun: &Noun) -> String {
    if !noun.plural.is_empty() {
        return noun.plural.to_owned();
    }
    format!("{}{}s", noun.name[..1].to_lowercase(), &noun.name[1..])
}

/// Adds the types that all nouns' groups share.
pub fn register(catalog: &Catalog, model: &mut Model, limits: &Limits) {
    let terms =
        |terms: &[(&str, &str)]| terms.iter().map(|(word, doc)| ((*word).to_owned(), (*doc).to_owned())).collect();
    let intervals: Vec<_> = INTERVALS.iter().map(|(word, _, doc)| (*word, *doc)).collect();
    let doc = "Lengths of time into which dates are put.".to_owned();
    model.types.insert("TimeInterval".to_owned(), Type::Enum { doc, terms: terms(&intervals) });
    let orders = [
        ("COUNT_DESC", "The largest group first; groups of one size in the order of KEY_ASC."),
        ("COUNT_ASC", "The smallest group first; groups of one size in the order of KEY_ASC."),
        (
            "KEY_ASC",
            "By the first key, then the next: words and codes by the alphabet, times from the earliest, rows in the order of recording, what has no key last.",
        ),
        ("KEY_DESC", "The reverse, except that what has no key still comes last."),
    ];
    let doc = "In which order groups come.".to_owned();
    model.types.insert("GroupOrder".to_owned(), Type::Enum { doc, terms: terms(&orders) });
    let lang = vec![input("lang", "LanguageTag", "The language wanted of a row's name.")];
    let fields = vec![
        output(
            "value",
            "The word or code; of a row its id; of a time 2023, 2023-Q3, 2023-07, 2023-W29 or 2023-07-20; of an area its geohash. Null for what has none, and for dates that do not lie within one such time.",
            "String",
            vec![],
        ),
        output(
            "label",
            "What to show: the name of a row, else the value; \"none\" where there is no value, and \"unknown\" for dates that do not lie within one such time.",
            "String!",
            lang,
        ),
        output("node", "The row, where the key is one; else null.", "Node", vec![]),
        output("from", "The first day of a time; else null.", "Date", vec![]),
        output("to", "The last day of a time; else null.", "Date", vec![]),
    ];
    let doc = "What the rows of a group have in common, for one thing that they are grouped by.".to_owned();
    model.types.insert("GroupKey".to_owned(), Type::Object { doc, implements: vec![], fields });
    for noun in catalog.nouns.iter().filter(|noun| noun.has_groups()) {
        inputs(model, noun);
        objects(model, noun, limits);
    }
}

/// What a connection of a noun with groups has more than others.
pub fn connection_fields(noun: &Noun) -> Vec<OutputField> {
    let name = noun.name;
    let default = |value, field| InputField { default: Some(value), ..field };
    let args = vec![
        input(
            "by",
            &format!("[{name}GroupBy!]!"),
            &format!("By what, {MAX_KEYS} at most; a group is what has all keys in common."),
        ),
        default(Value::Word("COUNT_DESC".to_owned()), input("orderBy", "GroupOrder!", "In which order.")),
        default(Value::Int(1), input("minCount", "Int!", "Only groups of at least so many rows.")),
        default(
            Value::Bool(false),
            input(
                "fillGaps",
                "Boolean!",
                "Whether times between the first and the last that have no rows are groups too, with a count of 0. Only by one `time` and nothing else, and with a `minCount` of 1 at most.",
            ),
        ),
        input(
            "first",
            "Int",
            "So many from the beginning (or behind `after`), as for other lists; 0 for `totalCount` only.",
        ),
        input("after", "String", "Only what comes behind this cursor of groups by the same keys in the same order."),
    ];
    vec![
        output(
            "distinctCount",
            "How many different things the list's entries have, exactly; what has none is not counted. Counted only when asked for.",
            "Int!",
            vec![input("of", &format!("{name}Dimension!"), "Things of what kind.")],
        ),
        output(
            "groups",
            "The list's entries in groups. All of the list counts, whatever page of it is read; an entry that has several of a dimension counts for each, and one that has none stands in a group whose key is null.",
            &format!("{name}GroupConnection!"),
            args,
        ),
    ]
}

fn inputs(model: &mut Model, noun: &Noun) {
    let (name, groups) = (noun.name, &noun.groups);
    let terms = groups.dimensions.iter().map(|it| (it.name.to_owned(), it.doc.to_owned())).collect();
    let doc = format!("What {} can be grouped and counted by.", rows_field(noun));
    model.types.insert(format!("{name}Dimension"), Type::Enum { doc, terms });
    let mut fields = vec![input("dimension", &format!("{name}Dimension"), "By this.")];
    if let Some((first, ..)) = groups.dates.first() {
        let terms = groups.dates.iter().map(|(word, doc, _)| ((*word).to_owned(), (*doc).to_owned())).collect();
        let doc = format!("The dates of {}.", rows_field(noun));
        model.types.insert(format!("{name}DateField"), Type::Enum { doc, terms });
        let field = InputField {
            default: Some(Value::Word((*first).to_owned())),
            ..input("field", &format!("{name}DateField!"), "Of which date.")
        };
        let of_bucket = vec![input("interval", "TimeInterval!", "How long."), field];
        let doc = "A length of time. A date counts for a time only if its whole span lies in it, whether approximate or uncertain or not; all other dates, and what has none, stand in one group whose key is null.".to_owned();
        model.types.insert(bucket_name(noun), Type::Input { doc, one_of: false, fields: of_bucket });
        fields.push(input("time", &bucket_name(noun), "By time."));
    }
    if groups.geohash.is_some() {
        let doc = format!("By the area of the point: its geohash of so many characters, 1 to {MAX_GEOHASH}.");
        fields.push(input("geohash", "Int", &doc));
    }
    let doc = format!("One thing to group {} by.", rows_field(noun));
    model.types.insert(format!("{name}GroupBy"), Type::Input { doc, one_of: true, fields });
}

fn objects(model: &mut Model, noun: &Noun, limits: &Limits) {
    let name = noun.name;
    let mut object = |name: String, doc: &str, fields| {
        model.types.insert(name, Type::Object { doc: doc.to_owned(), implements: vec![], fields });
    };
    let fields = vec![
        output("edges", "The page's groups with their cursors.", &format!("[{name}GroupEdge!]!"), vec![]),
        output("nodes", "The page's groups without cursors.", &format!("[{name}Group!]!"), vec![]),
        output("pageInfo", "Where the page stands in the list.", "PageInfo!", vec![]),
        output("totalCount", "How many groups there are; counted only when asked for.", "Int!", vec![]),
    ];
    object(format!("{name}GroupConnection"), "A page of a list of groups.", fields);
    let fields = vec![
        output("cursor", "Opaque; names this place in this order.", "String!", vec![]),
        output("node", "The group.", &format!("{name}Group!"), vec![]),
    ];
    object(format!("{name}GroupEdge"), "A group with its cursor.", fields);
    let mut fields = vec![
        output("keys", "What its entries have in common, in the order of `by`.", "[GroupKey!]!", vec![]),
        output("count", "How many entries it has.", "Int!", vec![]),
        output(
            "distinctCount",
            "How many different things its entries have; what has none is not counted.",
            "Int!",
            vec![input("of", &format!("{name}Dimension!"), "Things of what kind.")],
        ),
    ];
    fields.extend(noun.groups.measures.iter().map(|measure| {
        let ty = match &measure.of {
            Of::MeanOfTenths(_) => "Float",
            Of::Sums(name, _) => name,
        };
        output(measure.name, measure.doc, ty, vec![])
    }));
    let args = match noun.filters {
        Some(_) => list_args(noun, limits).into_iter().filter(|arg| arg.name != "filter").collect(),
        None => window_args(limits),
    };
    fields.push(output(&rows_field(noun), "Its entries.", &format!("{name}Connection!"), args));
    object(format!("{name}Group"), "Entries of a list that have something in common.", fields);
}
