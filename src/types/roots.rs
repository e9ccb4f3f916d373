//! The root of queries, and the types that only it uses.

use crate::catalog::{Catalog, Noun};

use super::{
    build::{list_args, output},
    filters::input,
    limits::{LIMITS, Limits},
    links, matches,
    model::{Model, OutputField, Type},
    search,
};

/// A root field that reads one record: the noun's name with a small first letter.
pub fn singular(noun: &Noun) -> String {
    noun.name[..1].to_lowercase() + &noun.name[1..]
}

/// Adds the query root and its own types.
pub fn register(catalog: &Catalog, model: &mut Model, limits: &Limits) {
    let mut fields = vec![
        output(
            "node",
            "Anything by its id; null where there is nothing of that id.",
            "Node",
            vec![input("id", "ID!", "The id.")],
        ),
        output(
            "nodes",
            "Many things by their ids, in the order asked for; null in the place of an id that is not known.",
            "[Node]!",
            vec![input("ids", "[ID!]!", &format!("The ids, {} at most.", limits.max_page_size))],
        ),
        output(
            "resource",
            "The record behind a permalink; null where there is none.",
            "Record",
            vec![input("url", "URL!", "A permalink of this server.")],
        ),
    ];
    for noun in catalog.records() {
        let doc = format!(
            "One {} by id, slug, permalink or a key in another system; null where there is none.",
            singular(noun)
        );
        fields.push(output(&singular(noun), &doc, noun.name, vec![input("by", "RecordBy!", "By what.")]));
    }
    for noun in catalog.records() {
        let doc = format!("All {}, filtered and ordered as asked, in pages.", noun.plural);
        fields.push(output(noun.plural, &doc, &format!("{}Connection!", noun.name), list_args(noun, limits)));
    }
    fields.extend(links::root_fields(limits));
    fields.push(search::root(limits));
    fields.push(matches::field());
    fields.push(output(
        "datasets",
        "The data sets in this database with their licences, by key.",
        "[Dataset!]!",
        vec![],
    ));
    fields.push(output("server", "This server: its versions and limits.", "ServerInfo!", vec![]));
    object(model, "Query", "What can be read. All of one request is read from one snapshot of the data.", fields);

    let by = vec![
        input("id", "ID", "By id."),
        input("slug", "String", "By slug."),
        input("url", "URL", "By permalink."),
        input("externalId", "ExternalIdInput", "By a key in another system."),
    ];
    model.types.insert(
        "RecordBy".to_owned(),
        Type::Input { doc: "How to name one record: by exactly one of these.".to_owned(), one_of: true, fields: by },
    );
    let key = vec![
        input("scheme", "String!", "Which system, e.g. wikidata."),
        input("value", "String!", "The key there, exactly."),
    ];
    model.types.insert(
        "ExternalIdInput".to_owned(),
        Type::Input { doc: "A record's key in another system.".to_owned(), one_of: false, fields: key },
    );

    let page_info = vec![
        output("hasNextPage", "Whether the list goes on behind this page.", "Boolean!", vec![]),
        output("hasPreviousPage", "Whether the list has entries before this page.", "Boolean!", vec![]),
        output("startCursor", "The cursor of the page's first entry; null where the page is empty.", "String", vec![]),
        output("endCursor", "The cursor of the page's last entry; null where the page is empty.", "String", vec![]),
    ];
    object(
        model,
        "PageInfo",
        "Where a page stands in its list. Both directions are answered whichever way one pages. An empty page stands at the cursors it was asked for with: what `after` names lies before it, what `before` names behind it.",
        page_info,
    );
    let count = vec![
        output("type", "The type of record.", "RecordType!", vec![]),
        output("count", "How many.", "Int!", vec![]),
    ];
    object(model, "RecordCount", "How many records there are of a type.", count);
    words(
        model,
        "RelationDirection",
        "Which way a relation is seen from an event.",
        &[
            ("OUT", "Relations from this event: what it responds to, what it is part of."),
            ("IN", "Relations to this event: what responded to it, its parts."),
            ("BOTH", "Either."),
        ],
    );
    words(
        model,
        "CitationStyle",
        "The form of a ready-made reference.",
        &[
            (
                "PLAIN",
                "One line of text for people, its parts parted by full stops: authors, title (a quotation in quotation marks), publisher, date (EDTF), address, data set and whom to credit, permalink. A source is cited as itself, without data set.",
            ),
            ("CSL_JSON", "An item of the Citation Style Language's JSON, for reference managers; the string is JSON."),
        ],
    );
    server(model);
}

fn server(model: &mut Model) {
    let fields = vec![
        output("version", "The server's version.", "String!", vec![]),
        output(
            "schemaHash",
            "SHA-256 of the schema as printed at /schema.graphql, hexadecimal: it changes when the schema does.",
            "String!",
            vec![],
        ),
        output("dataVersion", "Changes with every change to the data, and only then.", "String!", vec![]),
        output("database", "The kind of database: SQLite or PostgreSQL.", "String!", vec![]),
        output("limits", "What one request may ask for.", "Limits!", vec![]),
    ];
    object(model, "ServerInfo", "A server and its limits.", fields);
    let fields = LIMITS.iter().map(|limit| output(limit.field, limit.doc, "Int!", vec![])).collect();
    object(
        model,
        "Limits",
        "What one request may ask for. More is refused with the limit and the number asked for, never cut.",
        fields,
    );
}

fn object(model: &mut Model, name: &str, doc: &str, fields: Vec<OutputField>) {
    model.types.insert(name.to_owned(), Type::Object { doc: doc.to_owned(), implements: vec![], fields });
}

fn words(model: &mut Model, name: &str, doc: &str, terms: &[(&str, &str)]) {
    let terms = terms.iter().map(|(word, doc)| ((*word).to_owned(), (*doc).to_owned())).collect();
    model.types.insert(name.to_owned(), Type::Enum { doc: doc.to_owned(), terms });
}
