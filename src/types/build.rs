//! The model made from the catalog: objects, interfaces, connections, enums.

use crate::catalog::{Catalog, Computed, Field, Languages, Noun, Page, Scalar, Shape, Special, Target};

use super::{
    filters::{self, input},
    geo, groups, introspection,
    limits::Limits,
    links, matches,
    model::{InputField, Model, OutputField, Ty, Type, Types, Value},
    roots, scalar, search,
};

/// Every type of the API.
pub fn model(catalog: &Catalog, limits: &Limits) -> Model {
    let (typename, roots) = introspection::fields();
    let condition = input("if", "Boolean!", "Whether it is.");
    let (types, introspection) = (Types::default(), introspection::types());
    let mut model = Model { types, introspection, typename, roots, condition, open: true };
    for (name, specified_by, doc) in scalar::SCALARS {
        model.types.insert((*name).to_owned(), Type::Scalar { doc: (*doc).to_owned(), specified_by: *specified_by });
    }
    for words in &catalog.words {
        let terms = words.terms.iter().map(|term| (term.name.to_owned(), term.doc.trim().to_owned())).collect();
        model.types.insert(words.name.to_owned(), Type::Enum { doc: words.doc.to_owned(), terms });
    }
    for part in &catalog.structs {
        let fields = part
            .fields
            .iter()
            .map(|field| output(field.name, field.doc, &required(scalar_type(field.scalar), !field.nullable), vec![]))
            .collect();
        model.types.insert(part.name.to_owned(), Type::Object { doc: part.doc.to_owned(), implements: vec![], fields });
    }
    filters::register(catalog, &mut model);
    for noun in &catalog.nouns {
        add_noun(&mut model, catalog, noun, limits);
    }
    interfaces(&mut model);
    groups::register(catalog, &mut model, limits);
    matches::register(&mut model);
    roots::register(catalog, &mut model, limits);
    links::register(catalog, &mut model, limits);
    search::register(catalog, &mut model);
    model.types.sort_unstable_keys();
    model
}

/// A field of an object.
pub fn output(name: &str, doc: &str, ty: &str, args: Vec<InputField>) -> OutputField {
    OutputField { name: name.to_owned(), doc: doc.to_owned(), ty: Ty::parse(ty), args }
}

fn required(ty: &str, required: bool) -> String {
    if required { format!("{ty}!") } else { ty.to_owned() }
}

fn scalar_type(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Text(name) | Scalar::Word(name) => name,
        Scalar::Int => "Int",
        Scalar::Bool | Scalar::Lasting => "Boolean",
        Scalar::Tenths | Scalar::Metres | Scalar::Float => "Float",
        Scalar::Id(_) => "ID",
        Scalar::Strings => "[String!]",
        Scalar::Json => "GeoJSON",
        Scalar::Permalink(_) => "URL",
    }
}

fn target_type(target: Target) -> &'static str {
    match target {
        Target::Noun(name) => name,
        Target::Party => "Party",
        Target::Record => "Record",
    }
}

fn add_noun(model: &mut Model, catalog: &Catalog, noun: &Noun, limits: &Limits) {
    let mut implements = Vec::new();
    for (name, holds) in [("Node", noun.prefix.is_some()), ("Record", noun.record.is_some()), ("Party", noun.party)] {
        if holds {
            implements.push(name.to_owned());
        }
    }
    let fields = noun.fields.iter().map(|field| field_type(catalog, field, limits)).collect();
    model.types.insert(noun.name.to_owned(), Type::Object { doc: noun.doc.to_owned(), implements, fields });
    if noun.record.is_some() || linked(catalog, noun) {
        connection(model, noun);
    }
}

/// Whether a list behind some noun is of this one.
fn linked(catalog: &Catalog, noun: &Noun) -> bool {
    let mut fields = catalog.nouns.iter().flat_map(|near| &near.fields);
    fields.any(|field| matches!(&field.shape, Shape::Page(page) if target_type(page.target) == noun.name))
}

fn field_type(catalog: &Catalog, field: &Field, limits: &Limits) -> OutputField {
    let holds = !field.nullable;
    let lang = || vec![input("lang", "LanguageTag", "The language wanted.")];
    let on = || vec![input("on", "Date", "The day; by default today, UTC.")];
    let (ty, args) = match &field.shape {
        Shape::Value(_, scalar) => (required(scalar_type(*scalar), holds), vec![]),
        Shape::Text { other: Languages::Names | Languages::Translations(_), .. } => (required("String", holds), lang()),
        Shape::Struct { name, .. } => (required(name, holds), vec![]),
        Shape::One(_, target) => (required(target_type(*target), holds), vec![]),
        Shape::Nouns { target, .. } => (format!("[{}!]!", target_type(*target)), vec![]),
        Shape::Words { words, .. } => (format!("[{words}!]!"), vec![]),
        Shape::Page(page) => (format!("{}Connection!", target_type(page.target)), page_args(catalog, page, limits)),
        Shape::Chain => ("EventChainConnection!".to_owned(), links::chain_args(limits)),
        Shape::Computed(computed) => match computed {
            Computed::Label(_) => ("String!".to_owned(), vec![]),
            Computed::Cite => {
                let style = InputField {
                    default: Some(Value::Word("PLAIN".to_owned())),
                    ..input("style", "CitationStyle!", "In which form.")
                };
                ("String!".to_owned(), vec![style])
            }
            Computed::Status => ("SanctionStatus!".to_owned(), on()),
            Computed::InForce => ("Boolean!".to_owned(), on()),
            Computed::RecordCounts => ("[RecordCount!]!".to_owned(), vec![]),
        },
    };
    output(field.name, field.doc, &ty, args)
}

/// The arguments of a list.
fn page_args(catalog: &Catalog, page: &Page, limits: &Limits) -> Vec<InputField> {
    let mut args = Vec::new();
    match page.special {
        Special::Nothing => {}
        Special::Relations => {
            args.push(input(
                "kinds",
                "[RelationKind!]",
                "Only relations of these kinds; absent or null: all kinds; an empty list: none.",
            ));
            let both = Some(Value::Word("BOTH".to_owned()));
            args.push(InputField {
                default: both,
                ..input("direction", "RelationDirection!", "Seen from this event.")
            });
        }
        Special::RecordTypes => args.push(input(
            "types",
            "[RecordType!]",
            "Only for records of these types; absent or null: all types; an empty list: none.",
        )),
    }
    if let Target::Noun(name) = page.target
        && page.filtered
        && let Some(noun) = catalog.noun(name)
    {
        args.extend(list_args(noun, limits));
    } else {
        args.extend(window_args(limits));
    }
    args
}

/// Filter, order and window of a noun's lists.
pub fn list_args(noun: &Noun, limits: &Limits) -> Vec<InputField> {
    let mut args = Vec::new();
    if noun.filters.is_some() {
        args.push(input("filter", &format!("{}Filter", noun.name), "Which of them; absent or null: all."));
    }
    if !noun.orders.is_empty() {
        let default = match noun.default_order {
            [] => "by recording".to_owned(),
            [(name, crate::catalog::Direction::Asc), ..] => format!("{name} ascending"),
            [(name, crate::catalog::Direction::Desc), ..] => format!("{name} descending"),
        };
        let doc = format!(
            "In which order, the first entry counting most and a field named again not at all. By default {default}. Missing values come last, and equal rows in the order of recording, which the last entry's direction reverses."
        );
        args.push(input("orderBy", &format!("[{}Order!]", noun.name), &doc));
    }
    args.extend(window_args(limits));
    args
}

/// The window of a list.
pub fn window_args(limits: &Limits) -> Vec<InputField> {
    let Limits { default_page_size, max_page_size, .. } = limits;
    vec![
        input(
            "first",
            "Int",
            &format!(
                "So many from the beginning (or behind `after`). {default_page_size} by default, {max_page_size} at most; 0 for counts only. Not together with `last`."
            ),
        ),
        input("after", "String", "Only what comes behind this cursor of a list with the same order."),
        input(
            "last",
            "Int",
            &format!("So many from the end (or before `before`), in the list's order. {max_page_size} at most."),
        ),
        input("before", "String", "Only what comes before this cursor of a list with the same order."),
    ]
}

fn connection(model: &mut Model, noun: &Noun) {
    let name = noun.name;
    let mut fields = vec![
        output("edges", "The page's entries with their cursors.", &format!("[{name}Edge!]!"), vec![]),
        output("nodes", "The page's entries without cursors.", &format!("[{name}!]!"), vec![]),
        output("pageInfo", "Where the page stands in the list.", "PageInfo!", vec![]),
        output(
            "totalCount",
            "How many entries the whole list has under its filter, exactly; counted only when asked for.",
            "Int!",
            vec![],
        ),
    ];
    if noun.has_groups() {
        fields.extend(groups::connection_fields(noun));
    }
    let doc = format!(
        "A page of a list of {}.",
        if noun.plural.is_empty() { format!("{name}s") } else { noun.plural.to_owned() }
    );
    model.types.insert(format!("{name}Connection"), Type::Object { doc, implements: vec![], fields });
    let mut fields = vec![
        output("cursor", "Opaque; names this place in this order, also when the entry is gone.", "String!", vec![]),
        output("node", "The entry.", &format!("{name}!"), vec![]),
    ];
    fields.extend(noun.edge.iter().map(|field| output(field.name, field.doc, scalar_type(field.scalar), vec![])));
    fields.extend(noun.place().map(|_| geo::distance()));
    if !noun.searched.is_empty() {
        fields.extend(search::edge_fields());
    }
    model.types.insert(
        format!("{name}Edge"),
        Type::Object { doc: format!("An entry of a list: {name} and cursor."), implements: vec![], fields },
    );
}

/// The interfaces, with the fields that all their types have alike.
fn interfaces(model: &mut Model) {
    let shared = |model: &Model, of: &str, from: &str| -> Vec<OutputField> {
        let holders: Vec<&Vec<OutputField>> = model
            .types
            .values()
            .filter_map(|ty| match ty {
                Type::Object { implements, fields, .. } if implements.iter().any(|name| name == of) => Some(fields),
                _ => None,
            })
            .collect();
        let Some(Type::Object { fields, .. }) = model.types.get(from) else { return Vec::new() };
        let alike = |field: &&OutputField| {
            holders.iter().all(|fields| {
                fields.iter().any(|other| {
                    other.name == field.name && other.ty == field.ty && other.args.len() == field.args.len()
                })
            })
        };
        fields.iter().filter(alike).cloned().collect()
    };
    for (name, from, implements, doc) in [
        ("Node", "Event", vec![], "Anything with an id of its own."),
        (
            "Record",
            "Event",
            vec!["Node"],
            "A record with a permanent public address. A merged record keeps answering under each of its old ids.",
        ),
        (
            "Party",
            "Person",
            vec!["Node", "Record"],
            "Whoever can act, speak, or be acted on: an organization or a person.",
        ),
    ] {
        let fields = shared(model, name, from)
            .into_iter()
            .filter(|field| name != "Party" || field.name != "description")
            .collect();
        let implements = implements.into_iter().map(str::to_owned).collect();
        model.types.insert(name.to_owned(), Type::Interface { doc: doc.to_owned(), implements, fields });
    }
}
