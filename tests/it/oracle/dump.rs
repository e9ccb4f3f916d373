//! The records as they stand in the database, read with plain SQL.

use rusqlite::{Connection, OpenFlags, Row, types::ValueRef};
use serde_json::{Map, Value};

use crate::world::World;

/// Every table with records in it, and in which order its rows were recorded.
const TABLES: [(&str, &str); 30] = [
    ("affiliation", "id"),
    ("citation", "id"),
    ("citation_attribution", "citation_id, position"),
    ("dataset", "id"),
    ("event", "id"),
    ("event_context", "event_id, position"),
    ("event_relation", "id"),
    ("external_id", "id"),
    ("import_run", "id"),
    ("link", "id"),
    ("name", "record_id, position"),
    ("organization", "id"),
    ("participation", "id"),
    ("party", "id"),
    ("person", "id"),
    ("place", "id"),
    ("program_measure", "program_id, position"),
    ("record", "id"),
    ("sanction", "id"),
    ("sanction_event", "sanction_id, event_id, kind"),
    ("sanction_issuer", "sanction_id, position"),
    ("sanction_measure", "sanction_id, position"),
    ("sanction_program", "id"),
    ("sanction_target", "sanction_id, position"),
    ("source", "id"),
    ("statement", "id"),
    ("statement_addressee", "statement_id, position"),
    ("statement_event", "statement_id, event_id"),
    ("status_change", "id"),
    ("translation", "record_id, field, position"),
];

/// The rows of all tables of a world on SQLite: `{ table: [{ column: value }] }`, each table in the order of recording. An identity (`uid`)
/// has more digits than a number in JavaScript keeps, and is text.
pub fn tables(world: &World) -> Value {
    let database = Connection::open_with_flags(&world.database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let table = |(name, order): &(&str, &str)| {
        let mut statement = database.prepare(&format!("SELECT * FROM {name} ORDER BY {order}")).unwrap();
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let rows = statement.query_map([], |row| Ok(object(&columns, row))).unwrap();
        ((*name).to_owned(), rows.map(Result::unwrap).collect())
    };
    TABLES.iter().map(table).collect::<Map<_, Value>>().into()
}

fn object(columns: &[String], row: &Row<'_>) -> Value {
    let value = |(index, column): (usize, &String)| {
        let value = match row.get_ref(index).unwrap() {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(uid) if column == "uid" => uid.to_string().into(),
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) => std::str::from_utf8(text).unwrap().into(),
            ValueRef::Blob(_) => panic!("{column} holds bytes"),
        };
        (column.clone(), value)
    };
    columns.iter().enumerate().map(value).collect::<Map<_, _>>().into()
}
