//! The migrated tables are the entities' tables, on both databases, and SQLite's are as strict as promised.

use std::collections::BTreeSet;

use entity::table::{Table, tables};
use migration::{APPLICATION_ID, SCHEMA_VERSION};
use sea_orm::{
    ConnectionTrait, DbBackend, Identity, RelationDef,
    sea_query::{ColumnType, TableRef},
};

use super::each::{backend, each, number, rows, texts};

/// The one link that the entity words otherwise: through the pair, a citation's link is its own record's.
const CITATION_LINK: (&str, &str) =
    ("citation (link_id) -> link (id)", "citation (link_id, record_id) -> link (id, record_id)");

/// Whether a table is a part of an index, which each database has in its own form.
fn is_index(table: &str) -> bool {
    table.starts_with("words_") || table.starts_with("place_tree")
}

#[tokio::test]
async fn tables_are_the_entities() {
    let named: Vec<&str> = tables().iter().map(|table| table.name).collect();
    let mut sorted = named.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(named, sorted, "each entity once, by name");
    each(async |database| {
        let sql = match backend(&database.writer) {
            DbBackend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table'",
            _ => "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()",
        };
        let mut found = texts(&database.writer, sql).await;
        found.retain(|name| name != "seaql_migrations" && !is_index(name));
        found.sort_unstable();
        assert_eq!(found, named);
    })
    .await;
}

#[tokio::test]
async fn columns_are_the_entities() {
    each(async |database| {
        for table in tables() {
            let expected: Vec<Column> =
                table.columns.iter().map(|(name, _)| expected_column(&database.writer, &table, name)).collect();
            assert_eq!(columns(&database.writer, table.name).await, expected, "{}", table.name);
        }
    })
    .await;
}

#[tokio::test]
async fn foreign_keys_are_the_relations() {
    let mut expected: BTreeSet<String> = tables().iter().flat_map(|table| &table.belongs_to).map(spell).collect();
    assert!(expected.remove(CITATION_LINK.0));
    expected.insert(CITATION_LINK.1.to_owned());
    each(async |database| {
        let found = foreign_keys(&database.writer).await;
        let plain: BTreeSet<String> = found.iter().map(|key| key.replace(" CASCADE", "")).collect();
        assert_eq!(plain, expected, "{:?}", backend(&database.writer));
    })
    .await;
}

#[tokio::test]
async fn both_databases_delete_alike() {
    let seen = std::sync::Mutex::new(Vec::new());
    each(async |database| {
        let found = foreign_keys(&database.writer).await;
        assert!(found.contains("event (id) -> record (id) CASCADE"));
        assert!(found.contains("participation (party_id) -> party (id)"));
        // What is its owner's own cascades along both of its paths, in whatever order a database takes them.
        for link in ["participation (event_id) -> event", "event_relation (from_id) -> event"] {
            assert!(found.contains(&format!("{link} (id) CASCADE")), "{link}");
        }
        seen.lock().unwrap().push(found);
    })
    .await;
    let seen = seen.into_inner().unwrap();
    assert!(seen.iter().all(|found| *found == seen[0]));
}

#[tokio::test]
async fn every_foreign_key_has_an_index() {
    each(async |database| {
        if backend(&database.writer) != DbBackend::Sqlite {
            return;
        }
        for table in tables() {
            let leading = texts(
                &database.writer,
                format!(
                    "SELECT c.name FROM pragma_index_list('{0}') i, pragma_index_info(i.name) c WHERE c.seqno = 0
                    UNION SELECT name FROM pragma_table_info('{0}') WHERE pk = 1",
                    table.name
                ),
            );
            let leading = leading.await;
            let children = texts(
                &database.writer,
                format!("SELECT \"from\" FROM pragma_foreign_key_list('{}') WHERE seq = 0", table.name),
            );
            for child in children.await {
                assert!(leading.contains(&child), "{}.{child}", table.name);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn sqlite_is_strict_marked_and_new_enough() {
    each(async |database| {
        let writer = &database.writer;
        if backend(writer) != DbBackend::Sqlite {
            return;
        }
        let lax = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
            AND name NOT IN ('seaql_migrations', 'sqlite_schema')";
        assert_eq!(texts(writer, lax).await, Vec::<String>::new());
        assert_eq!(number(writer, "PRAGMA application_id").await, i64::from(APPLICATION_ID));
        assert_eq!(number(writer, "PRAGMA user_version").await, i64::from(SCHEMA_VERSION));
        let version = texts(writer, "SELECT sqlite_version()").await.remove(0);
        let numbers: Vec<u32> = version.split('.').map(|number| number.parse().unwrap()).collect();
        assert!(numbers >= vec![3, 51, 3], "{version}");
    })
    .await;
}

#[tokio::test]
async fn changes_are_counted_from_nought() {
    each(async |database| {
        assert_eq!(texts(&database.writer, "SELECT name FROM sequence ORDER BY name").await, ["change", "name_keys"]);
        assert_eq!(number(&database.writer, "SELECT value FROM sequence WHERE name = 'change'").await, 0);
    })
    .await;
}

/// Name, type, whether it may be null, place in the primary key from 1, collation.
type Column = (String, String, bool, i64, Option<String>);

fn expected_column(connection: &impl ConnectionTrait, table: &Table, name: &str) -> Column {
    let (_, definition) = table.columns.iter().find(|column| column.0 == name).unwrap();
    let sqlite = backend(connection) == DbBackend::Sqlite;
    let (ours, theirs) = match definition.get_column_type() {
        ColumnType::BigInteger => ("INTEGER", "bigint"),
        ColumnType::Integer => ("INTEGER", "integer"),
        ColumnType::Text => ("TEXT", "text"),
        ColumnType::Double => ("REAL", "double precision"),
        ColumnType::Boolean => ("INTEGER", "boolean"),
        other => panic!("{}.{name}: no type for {other:?}", table.name),
    };
    let key = table.key.iter().position(|column| *column == name).map_or(0, |place| place as i64 + 1);
    let collation = (!sqlite && theirs == "text").then(|| "C".to_owned());
    (name.to_owned(), if sqlite { ours } else { theirs }.to_owned(), definition.is_null(), key, collation)
}

async fn columns(connection: &impl ConnectionTrait, table: &str) -> Vec<Column> {
    let sql = match backend(connection) {
        DbBackend::Sqlite => format!(
            "SELECT name, type, \"notnull\" = 0, CAST(pk AS INTEGER), NULL FROM pragma_table_info('{table}')
            ORDER BY cid"
        ),
        _ => format!(
            "SELECT c.column_name::text, c.data_type::text, c.is_nullable = 'YES',
                coalesce(k.ordinal_position, 0)::bigint, c.collation_name::text
            FROM information_schema.columns c LEFT JOIN information_schema.key_column_usage k
                ON k.table_name = c.table_name AND k.column_name = c.column_name
                AND k.constraint_name = c.table_name || '_pkey'
            WHERE c.table_schema = current_schema() AND c.table_name = '{table}' ORDER BY c.ordinal_position"
        ),
    };
    let read = |row: &sea_orm::QueryResult| {
        (
            row.try_get_by_index(0).unwrap(),
            row.try_get_by_index(1).unwrap(),
            row.try_get_by_index(2).unwrap(),
            row.try_get_by_index(3).unwrap(),
            row.try_get_by_index(4).unwrap(),
        )
    };
    rows(connection, sql).await.iter().map(read).collect()
}

/// Each as `child (columns) -> parent (columns)`, with ` CASCADE` where a parent takes its children along.
async fn foreign_keys(connection: &impl ConnectionTrait) -> BTreeSet<String> {
    let sql = match backend(connection) {
        DbBackend::Sqlite => {
            "SELECT child || ' (' || group_concat(\"from\", ', ') || ') -> ' || parent || ' ('
                || group_concat(\"to\", ', ') || ')' || iif(on_delete = 'CASCADE', ' CASCADE', '')
            FROM (SELECT s.name AS child, f.\"table\" AS parent, f.*
                FROM sqlite_schema s, pragma_foreign_key_list(s.name) f
                WHERE s.type = 'table' ORDER BY s.name, f.id, f.seq)
            GROUP BY child, id"
        }
        _ => {
            "SELECT format('%s (%s) -> %s (%s)%s', conrelid::regclass,
                (SELECT string_agg(attname, ', ' ORDER BY n) FROM unnest(conkey) WITH ORDINALITY k (num, n)
                    JOIN pg_attribute ON attrelid = conrelid AND attnum = num),
                confrelid::regclass,
                (SELECT string_agg(attname, ', ' ORDER BY n) FROM unnest(confkey) WITH ORDINALITY k (num, n)
                    JOIN pg_attribute ON attrelid = confrelid AND attnum = num),
                CASE confdeltype WHEN 'c' THEN ' CASCADE' ELSE '' END)
            FROM pg_constraint WHERE contype = 'f'"
        }
    };
    texts(connection, sql).await.into_iter().filter(|key| !is_index(key)).collect()
}

fn spell(relation: &RelationDef) -> String {
    let table = |table: &TableRef| match table {
        TableRef::Table(name, _) => name.1.to_string(),
        other => panic!("not a table: {other:?}"),
    };
    let columns = |columns: &Identity| columns.iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ");
    let (child, parent) = (table(&relation.from_tbl), table(&relation.to_tbl));
    format!("{child} ({}) -> {parent} ({})", columns(&relation.from_col), columns(&relation.to_col))
}
