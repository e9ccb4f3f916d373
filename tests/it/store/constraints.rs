//! The schema refuses what is not so, on both databases. Each case has its control: nearly the same change, which is
//! accepted.

use entity::table::tables;
use sea_orm::{ConnectionTrait, DbErr, TransactionTrait};

use super::{
    each::{backend, each, number, texts},
    rows::fill,
};

const SHA256: &str = "fedcba98765432100123456789abcdeffedcba98765432100123456789abcdef";

/// A row of a table, a change that is accepted, a change that is refused.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CHANGES: &[Case] = &[
    ("record", "id = 1", "uid = 99", "uid = 2"),
    ("record", "id = 1", "slug = 'r3'", "slug = 'r2'"),
    ("record", "id = 1", "slug = 'x'", "slug = ''"),
    ("record", "id = 1", "version = 2", "version = 0"),
    ("record", "id = 1", "dataset_id = 2", "dataset_id = 3"),
    ("record", "id = 1", "updated_at = '2026-11-23T10:00:00.001Z'", "updated_at = '2026-11-23T10:00:00Z'"),
    ("record", "id = 1", "recorded_at = '2026-11-23T10:00:00.001Z'", "recorded_at = '2026-11-23T10:00:00.001+01'"),
    ("link", "id = 1", "uid = 99", "uid = 2"),
    ("dataset", "id = 1", "uid = 99", "uid = 2"),
    ("dataset", "id = 1", "key = 'c'", "key = 'b'"),
    ("dataset", "id = 1", "title = 'x'", "title = ''"),
    ("import_run", "id = 1", "read = 1", "read = -1"),
    ("import_run", "id = 1", "finished_at = '2026-11-23T10:00:01Z'", "finished_at = 'today'"),
    ("name", "id = 1", "position = 2", "position = 1"),
    ("name", "id = 1", "position = 2", "position = -1"),
    ("name", "id = 1", "value = 'x'", "value = ''"),
    ("external_id", "id = 1", "value = 'IR'", "value = 'SE'"),
    ("translation", "id = 1", "language = 'fr'", "language = 'de'"),
    ("translation", "id = 1", "text = 'x'", "text = ''"),
    ("translation", "id = 1", "machine = TRUE", "machine = NULL"),
    ("party", "id = 3", "name = 'x'", "name = ''"),
    ("party", "id = 3", "country = 'SE'", "country = 'se'"),
    ("party", "id = 3", "country = NULL", "country = 'SWE'"),
    ("organization", "id = 3", "parent_id = 4", "parent_id = 3"),
    ("organization", "id = 3", "parent_id = 4", "parent_id = 5"),
    ("affiliation", "id = 3", "organization_id = 4", "organization_id = 5"),
    ("place", "id = 10", "parent_id = 11", "parent_id = 10"),
    ("place", "id = 10", "latitude = -90, longitude = 180", "latitude = -90.1, longitude = 180"),
    ("place", "id = 10", "latitude = 90, longitude = -180", "latitude = 90, longitude = -180.1"),
    ("place", "id = 10", "latitude = NULL, longitude = NULL", "latitude = NULL"),
    ("place", "id = 10", "geometry = '{}'", "geometry = '[]'"),
    ("place", "id = 10", "geometry = '{}'", "geometry = '{'"),
    ("event", "id = 1", "title = 'x'", "title = ''"),
    ("event", "id = 1", "goldstein_tenths = -100", "goldstein_tenths = -101"),
    ("event", "id = 1", "goldstein_tenths = 100", "goldstein_tenths = 101"),
    ("event", "id = 1", "source_scheme = 'CAMEO', source_code = '141'", "source_scheme = 'CAMEO'"),
    ("event", "id = 1", "source_scheme = 'CAMEO', source_code = '141'", "source_code = '141'"),
    ("event", "id = 1", "fatalities_low = 0", "fatalities_low = -1"),
    // sources contradict themselves: of the numbers is only asked that they count something
    ("event", "id = 1", "fatalities_low = 2, fatalities_best = 1, fatalities_high = 0", "fatalities_best = -1"),
    ("event", "id = 1", "fatalities_high = 0", "fatalities_high = -1"),
    ("event", "id = 1", "place_id = 11", "place_id = 12"),
    ("event_context", "event_id = 1", "position = 1", "position = -1"),
    ("event_relation", "id = 2", "from_id = 2, to_id = 1", "to_id = 1"),
    ("participation", "id = 1", "party_id = 3", "party_id = 1"),
    ("participation", "id = 1", "on_behalf_of_id = 3", "on_behalf_of_id = 5"),
    ("statement", "id = 6", "text = 'x'", "text = ''"),
    ("statement", "id = 6", "part_of_id = 7", "part_of_id = 6"),
    ("statement", "id = 6", "speaker_id = 5", "speaker_id = 3"),
    ("sanction_program", "id = 1", "key = 'x'", "key = 'SE'"),
    ("sanction", "id = 8", "title = 'x'", "title = ''"),
    ("status_change", "id = 4", "position = 1", "position = -1"),
    ("source", "id = 9", "authors = '[]'", "authors = '{}'"),
    ("source", "id = 9", "authors = '[]'", "authors = 'A. Author'"),
    ("source", "id = 9", "title = NULL, title_folded = NULL", "title = NULL"),
    ("source", "id = 9", "retrieved_at = '2026-11-23T10:00:00Z'", "retrieved_at = '2026-11-23'"),
    ("citation", "id = 1", "uid = 99", "uid = 2"),
    ("citation", "id = 2", "link_id = 2", "link_id = 3"),
    ("citation", "id = 2", "link_id = NULL, record_id = 2", "record_id = 2"),
    ("citation_attribution", "citation_id = 1", "organization_id = 3", "organization_id = 5"),
];

/// Days and precision of an event that agree, and that do not.
const DATES: &[(&str, &str, &str, bool)] = &[
    ("DAY", "2023-07-20", "2023-07-20", true),
    ("DAY", "2023-07-20", "2023-07-21", false),
    ("WEEK", "2023-07-17", "2023-07-23", true),
    ("WEEK", "2023-07-17", "2023-07-17", false),
    ("MONTH", "2023-02-01", "2023-02-28", true),
    ("MONTH", "2023-02-02", "2023-02-28", false),
    ("MONTH", "2023-02-01", "2023-02-27", false),
    ("MONTH", "2023-02-01", "2023-03-31", false),
    ("YEAR", "2023-01-01", "2023-12-31", true),
    ("YEAR", "2023-01-01", "2024-12-31", false),
    ("YEAR", "2023-01-02", "2023-12-31", false),
    ("YEAR", "2023-01-01", "2023-12-30", false),
    ("RANGE", "2023-06-28", "2023-07-20", true),
    ("RANGE", "2023-06-28", "2023-06-28", true),
    ("RANGE", "2023-06-28", "2023-06-27", false),
    ("RANGE", "2023-6-28", "2023-07-20", false),
    ("RANGE", "2023-06-28", "2023-07-20T", false),
    ("RANGE", "2023-06-28", "2023-13-01", false),
    ("RANGE", "2023-06-00", "2023-07-20", false),
    ("RANGE", "2023-06-2x", "2023-07-20", false),
    ("RANGE", "-123-06-28", "2023-07-20", false),
    ("CENTURY", "1901-01-01", "2000-12-31", false),
];

/// What a sanction may say of a date it need not have.
const PRESENCE: &[(&str, bool)] = &[
    ("", true),
    (
        "announced_edtf = '2023', announced_earliest = '2023-01-01', announced_latest = '2023-12-31',
        announced_precision = 'YEAR', announced_approximate = FALSE, announced_uncertain = FALSE",
        true,
    ),
    (
        "announced_edtf = '2023', announced_earliest = '2023-01-01', announced_latest = '2023-12-31',
        announced_precision = 'YEAR', announced_approximate = FALSE, announced_uncertain = FALSE,
        announced_text = 'last year'",
        true,
    ),
    (
        "announced_edtf = '', announced_earliest = '2023-01-01', announced_latest = '2023-12-31',
        announced_precision = 'YEAR', announced_approximate = FALSE, announced_uncertain = FALSE",
        false,
    ),
    (
        "announced_edtf = '2023', announced_earliest = '2023-01-01', announced_latest = '2023-12-31',
        announced_precision = 'YEAR', announced_approximate = FALSE",
        false,
    ),
    (
        "announced_edtf = '2023', announced_earliest = '2023-01-01', announced_precision = 'YEAR',
        announced_approximate = FALSE, announced_uncertain = FALSE",
        false,
    ),
    ("announced_edtf = '2023'", false),
    ("announced_earliest = '2023-01-01'", false),
    ("announced_latest = '2023-12-31'", false),
    ("announced_precision = 'YEAR'", false),
    ("announced_approximate = TRUE", false),
    ("announced_uncertain = FALSE", false),
    ("announced_text = 'last year'", false),
];

#[tokio::test]
async fn every_table_has_a_row_to_try() {
    each(async |database| {
        fill(&database.writer).await;
        for table in tables() {
            let count = number(&database.writer, format!("SELECT count(*) FROM {}", table.name)).await;
            assert!(count > 0, "no row of {} is tried; write one in store/rows.rs", table.name);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_so_is_refused() {
    each(async |database| {
        fill(&database.writer).await;
        for (table, row, good, bad) in CHANGES {
            expect(&database.writer, &format!("UPDATE {table} SET {good} WHERE {row}"), true).await;
            expect(&database.writer, &format!("UPDATE {table} SET {bad} WHERE {row}"), false).await;
        }
        for (table, row, column) in [("import_run", "id = 1", "sha256"), ("source", "id = 9", "content_hash")] {
            for (hash, good) in [(SHA256, true), (&SHA256[1..], false), (&SHA256.to_uppercase(), false), ("", false)] {
                let sql = format!("UPDATE {table} SET {column} = '{hash}' WHERE {row}");
                expect(&database.writer, &sql, good).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn dates_that_do_not_agree_are_refused() {
    each(async |database| {
        fill(&database.writer).await;
        for (precision, earliest, latest, good) in DATES {
            let sql = format!(
                "UPDATE event SET occurred_precision = '{precision}', occurred_earliest = '{earliest}',
                    occurred_latest = '{latest}' WHERE id = 1"
            );
            expect(&database.writer, &sql, *good).await;
        }
        for (change, good) in PRESENCE {
            let separator = if change.is_empty() { "" } else { ", " };
            let sql = format!("UPDATE sanction SET title = 'x'{separator}{change} WHERE id = 8");
            expect(&database.writer, &sql, *good).await;
        }
    })
    .await;
}

/// Every fuzzy date has its check, not only the two that are tried out.
#[tokio::test]
async fn every_date_is_checked() {
    each(async |database| {
        fill(&database.writer).await;
        let mut dates = 0;
        for table in tables() {
            for (column, _) in table.columns.iter().filter(|(column, _)| column.ends_with("_edtf")) {
                dates += 1;
                let set = format!("UPDATE {} SET {} = '2023-99-99'", table.name, column.replace("_edtf", "_latest"));
                expect(&database.writer, &set, false).await;
                let set = format!("UPDATE {} SET {} = 'x'", table.name, column.replace("_edtf", "_text"));
                expect(&database.writer, &set, *column == "occurred_edtf").await;
            }
        }
        assert_eq!(dates, 10);
    })
    .await;
}

#[tokio::test]
async fn a_record_takes_along_what_is_its_own() {
    each(async |database| {
        let writer = &database.writer;
        fill(writer).await;
        // What others point at stays: a relation leads to the second event, a participation to the person.
        expect(writer, "DELETE FROM record WHERE id = 2", false).await;
        expect(writer, "DELETE FROM record WHERE id = 5", false).await;
        expect(writer, "DELETE FROM dataset WHERE id = 1", false).await;
        expect(writer, "DELETE FROM record WHERE id = 1", false).await;
        writer.execute_unprepared("DELETE FROM record WHERE id = 6").await.unwrap();
        writer.execute_unprepared("DELETE FROM record WHERE id = 1").await.unwrap();
        for table in
            ["participation", "event_relation", "event_context", "citation", "citation_attribution", "statement_event"]
        {
            assert_eq!(number(writer, format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(number(writer, "SELECT count(*) FROM link").await, 2);
        expect(writer, "DELETE FROM record WHERE id = 2", false).await;
        writer.execute_unprepared("DELETE FROM record WHERE id = 8").await.unwrap();
        expect(writer, "DELETE FROM record WHERE id = 2", true).await;
    })
    .await;
}

#[tokio::test]
async fn text_orders_by_its_bytes() {
    each(async |database| {
        fill(&database.writer).await;
        for (id, folded) in [(1, "ä"), (2, "Z")] {
            let sql = format!("UPDATE event SET title_folded = '{folded}' WHERE id = {id}");
            database.writer.execute_unprepared(&sql).await.unwrap();
        }
        let ids = "SELECT title_folded FROM event ORDER BY title_folded";
        assert_eq!(texts(&database.writer, ids).await, ["Z", "ä"], "{:?}", backend(&database.writer));
    })
    .await;
}

/// Runs a change and takes it back.
async fn expect(connection: &(impl ConnectionTrait + TransactionTrait), sql: &str, good: bool) {
    let transaction = connection.begin().await.unwrap();
    let result: Result<_, DbErr> = transaction.execute_unprepared(sql).await;
    if let Ok(done) = &result {
        assert!(done.rows_affected() > 0, "{sql}: no such row");
    }
    assert_eq!(result.is_ok(), good, "{:?}: {sql}: {result:?}", backend(connection));
    sea_orm::TransactionSession::rollback(transaction).await.unwrap();
}
