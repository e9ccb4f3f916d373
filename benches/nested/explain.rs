//! How SQLite goes about the statements of a document.

use std::path::Path;

use async_graphql::parser::parse_query;
use demarche::{
    catalog::catalog,
    plan::{Facts, Selector, compile},
    store::{Place, Reader},
    types::{self, Limits, coerce_variables},
};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use serde_json::{Map, json};

use crate::{
    Failure,
    questions::{COUNT, COUNT_SOME, FLAT, NODE},
    work::DOCUMENT,
};

/// What growth asks for; of pages also those behind a cursor.
const ASKED: [(&str, &str, bool); 6] = [
    ("node by id", NODE, false),
    ("first page", FLAT, false),
    ("page behind a cursor", FLAT, true),
    ("nested page", DOCUMENT, true),
    ("count of all", COUNT, false),
    ("count of a category", COUNT_SOME, false),
];
/// The lists at the root and by what they are ordered.
const LISTS: [(&str, &[&str]); 7] = [
    (
        "events",
        &[
            "OCCURRED",
            "TITLE",
            "GOLDSTEIN",
            "FATALITIES",
            "RECORDED_AT",
            "UPDATED_AT",
            "STATEMENT_COUNT",
            "SANCTION_COUNT",
        ],
    ),
    ("organizations", &["NAME", "RECORDED_AT", "UPDATED_AT"]),
    ("persons", &["NAME", "RECORDED_AT", "UPDATED_AT"]),
    ("places", &["NAME", "RECORDED_AT", "UPDATED_AT"]),
    ("sanctions", &["ANNOUNCED", "EFFECTIVE", "ENDED", "EXPIRES", "TITLE", "RECORDED_AT", "UPDATED_AT"]),
    ("sources", &["PUBLISHED", "TITLE", "RECORDED_AT", "UPDATED_AT"]),
    ("statements", &["SAID", "RECORDED_AT", "UPDATED_AT"]),
];
/// Lists of events that are often wanted.
const FILTERS: [&str; 4] = [
    "category: { eq: PROTEST }",
    "country: { eq: \"SE\" }",
    "occurred: { overlaps: { from: \"2020-01-01\", to: \"2020-02-01\" } }",
    "participations: { some: { party: { id: { eq: \"org_0000000000000\" } } } }",
];

/// Prints the statements of what growth asks for with SQLite's plan of each, and then the plans of every root list in
/// every order and of some filters: shortly where an index gives the order, with the statement where none does.
pub fn explain(database: &Path) -> Result<(), Failure> {
    documents(database, ASKED.iter().map(|(name, document, after)| (name.to_string(), document.to_string(), *after)))?;
    let (reader, connection) = open(database)?;
    println!("\n### root lists");
    for (list, fields) in LISTS {
        for field in fields {
            for direction in ["ASC", "DESC"] {
                let arguments = format!("orderBy: {{ field: {field}, direction: {direction} }}");
                shortly(&connection, &reader, list, &arguments)?;
            }
        }
    }
    for filter in FILTERS {
        shortly(&connection, &reader, "events", &format!("filter: {{ {filter} }}"))?;
    }
    Ok(())
}

/// Prints the statements of documents, by name, and SQLite's plan of each; of those that say so for a page behind a
/// cursor.
pub fn documents(database: &Path, documents: impl IntoIterator<Item = (String, String, bool)>) -> Result<(), Failure> {
    let (reader, connection) = open(database)?;
    for (name, document, after) in documents {
        println!("\n### {name}{}", if after { ", behind a cursor" } else { "" });
        for sql in statements(&reader, &document, after)? {
            println!("\n{sql}");
            plan(&connection, &sql)?.iter().for_each(|step| println!("    {step}"));
        }
    }
    Ok(())
}

fn open(database: &Path) -> Result<(Reader, Connection), Failure> {
    let reader = Reader::start(&Place::File(database.to_owned()), 1, &Limits::default(), "")?;
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // as the server's readers have it
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok((reader, connection))
}

fn shortly(connection: &Connection, reader: &Reader, list: &str, arguments: &str) -> Result<(), Failure> {
    let document = format!(
        "query($after: String) {{ {list}(first: 20, after: $after, {arguments}) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}"
    );
    for after in [false, true] {
        for (number, sql) in statements(reader, &document, after)?.into_iter().enumerate() {
            let steps = plan(connection, &sql)?;
            let behind = if after { format!(" behind a cursor, range {}", number + 1) } else { String::new() };
            println!("\n{list}({arguments}){behind}");
            if steps
                .iter()
                .any(|step| step.contains("TEMP B-TREE") || (step.contains("SCAN") && !step.contains("INDEX")))
            {
                println!("  !! {sql}");
            }
            steps.iter().for_each(|step| println!("    {step}"));
        }
    }
    Ok(())
}

/// The statements of a document; with `after`, for a page behind a cursor.
fn statements(reader: &Reader, document: &str, after: bool) -> Result<Vec<String>, Failure> {
    let limits = Limits::default();
    let model = types::model(catalog(), &limits);
    let ast = parse_query(document)?;
    let (_, operation) = ast.operations.iter().next().ok_or("no operation")?;
    let mut given = Map::new();
    for variable in &operation.node.variable_definitions {
        let value = match variable.node.name.node.as_str() {
            "first" => json!(20),
            "after" if after => json!("cursor"),
            "after" => continue,
            _ => json!("value"),
        };
        given.insert(variable.node.name.node.to_string(), value);
    }
    let variables = coerce_variables(&model, &operation.node, &given).map_err(|errors| format!("{errors:?}"))?;
    let selector = Selector { document: &ast, variables: &variables, model: &model };
    let facts =
        Facts { catalog: catalog(), limits: &limits, version: "", schema_hash: "", database: reader.database() };
    let plan = compile(selector, &operation.node, facts).map_err(|refusal| format!("{refusal:?}"))?;
    Ok(reader.program(&plan).statements.into_iter().map(|statement| statement.sql).collect())
}

fn plan(connection: &Connection, sql: &str) -> Result<Vec<String>, Failure> {
    let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let mut rows = plan.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        steps.push(row.get(3)?);
    }
    Ok(steps)
}
