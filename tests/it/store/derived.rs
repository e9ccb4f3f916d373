//! What is worked out of other tables follows them, whatever is written and by whom; what does not is found, and
//! rebuilt.

use demarche::store::{self, Compared, Database};
use sea_orm::{ConnectionTrait, DbBackend};

use super::{
    each::{backend, each, number},
    rows::fill,
};

/// Changes that derived tables follow; some of them come back to what was before.
const CHANGES: &[&str] = &[
    "INSERT INTO link (id, link_type, uid, record_id) VALUES (11, 'PARTICIPATION', 11, 1), (12, 'PARTICIPATION', 12, 1),
        (13, 'PARTICIPATION', 13, 2)",
    // the person has two parts in one event, and one in another
    "INSERT INTO participation (id, uid, event_id, party_id, role, alleged) VALUES (11, 11, 1, 5, 'HOST', FALSE),
        (12, 12, 1, 3, 'ACTOR', FALSE), (13, 13, 2, 5, 'ACTOR', FALSE)",
    "UPDATE participation SET role = 'TARGET' WHERE id = 11",
    "UPDATE participation SET party_id = 4 WHERE id = 11",
    "UPDATE participation SET party_id = 5 WHERE id = 11",
    "UPDATE participation SET event_id = 2 WHERE id = 12",
    "DELETE FROM participation WHERE id = 11",
    "DELETE FROM link WHERE id = 1",
    "UPDATE event SET occurred_earliest = '2023-07-01', occurred_latest = '2024-02-29', occurred_precision = 'RANGE'
        WHERE id = 1",
    "UPDATE event SET occurred_earliest = '9999-12-31', occurred_latest = '9999-12-31', occurred_precision = 'DAY'",
    "UPDATE event SET goldstein_tenths = -35, fatalities_best = 0",
    "UPDATE event SET fatalities_low = 2000000000, fatalities_high = 2000000000",
    "UPDATE event SET goldstein_tenths = NULL, fatalities_high = NULL WHERE id = 2",
    "UPDATE event SET place_id = 11 WHERE id = 1",
    "UPDATE place SET country = 'SE' WHERE id = 11",
    "UPDATE place SET name = 'elsewhere'",
    "UPDATE event SET place_id = NULL WHERE id = 2",
    "UPDATE place SET country = CASE id WHEN 10 THEN 'SE' ELSE 'IQ' END",
    "UPDATE event SET place_id = 10 WHERE id = 2",
    "UPDATE place SET country = NULL",
    "UPDATE place SET country = 'DK'",
    "DELETE FROM record WHERE id = 6",
    "DELETE FROM record WHERE id = 1",
];

/// A row that a derived table should not have, of each.
const WRONG: &[(&str, &str)] = &[
    ("party_event", "(party_id, earliest, latest, event_id) VALUES (3, '2023-07-20', '2023-07-20', 2)"),
    ("country_event", "(country, earliest, latest, event_id) VALUES ('IQ', '2023-07-21', '2023-07-21', 1)"),
    (
        "event_tally",
        "(key, earliest, latest, events, goldsteins, fatalities_lows, fatalities_bests, fatalities_highs)
            VALUES ('2023-07/2023-08/', '2023-07-01', '2023-08-31', 1, 0, 0, 0, 0)",
    ),
];

/// Of the tables that are worked out of events.
async fn compared(database: &Database) -> Vec<Compared> {
    let mut found = all_compared(database).await;
    found.retain(|it| WRONG.iter().any(|(name, _)| *name == it.name));
    assert_eq!(found.len(), WRONG.len());
    found
}

async fn all_compared(database: &Database) -> Vec<Compared> {
    let found = store::verify(&database.place).await.unwrap();
    assert!(found.is_sound(), "{found:?}");
    found.derived
}

async fn assert_right(database: &Database, after: &str) {
    let wrong: Vec<Compared> = compared(database).await.into_iter().filter(|it| !it.is_right()).collect();
    assert_eq!(wrong, [], "{:?} after {after}", backend(&database.writer));
}

#[tokio::test]
async fn derived_tables_follow_whatever_is_written() {
    each(async |database| {
        fill(&database.writer).await;
        assert_right(database, "filling it").await;
        for change in CHANGES {
            database.writer.execute_unprepared(change).await.unwrap_or_else(|error| panic!("{change}: {error}"));
            assert_right(database, change).await;
        }
        assert!(compared(database).await.iter().all(|it| it.rows > 0), "there is something left to follow");
        if backend(&database.writer) == DbBackend::Sqlite {
            // places may go before the events there
            let all = "DELETE FROM record WHERE id IN (2, 8, 10, 11)";
            database.writer.execute_unprepared(all).await.unwrap();
            assert_right(database, all).await;
        }
    })
    .await;
}

/// Without its triggers a table does not follow, and that is told.
#[tokio::test]
async fn what_does_not_follow_is_found() {
    each(async |database| {
        let writer = &database.writer;
        fill(writer).await;
        let off = match backend(writer) {
            DbBackend::Sqlite => ["DROP TRIGGER event_changing", "DROP TRIGGER event_changed"],
            _ => ["DROP TRIGGER event_changing ON event", "DROP TRIGGER event_changed ON event"],
        };
        for off in off {
            writer.execute_unprepared(off).await.unwrap();
        }
        writer.execute_unprepared("UPDATE event SET occurred_earliest = '2023-07-01' WHERE id = 1").await.unwrap_err();
        let moved = "UPDATE event SET occurred_earliest = '2022-07-20', occurred_latest = '2022-07-20' WHERE id = 1";
        writer.execute_unprepared(moved).await.unwrap();
        for table in compared(database).await {
            assert_eq!((table.missing.count, table.wrong.count), (1, 1), "{table:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn faults_are_found_and_rebuilt() {
    each(async |database| {
        let writer = &database.writer;
        fill(writer).await;
        let sound = compared(database).await;
        let names: Vec<&str> = sound.iter().map(|it| it.name).collect();
        for (name, row) in WRONG {
            let version = number(writer, "SELECT value FROM sequence WHERE name = 'change'").await;
            let at = names.iter().position(|known| known == name).unwrap();
            writer.execute_unprepared(&format!("INSERT INTO {name} {row}")).await.unwrap();
            let found = compared(database).await;
            assert_eq!((found[at].missing.count, found[at].wrong.count), (0, 1), "{found:?}");
            assert_eq!(found[at].wrong.first.len(), 1, "{found:?}");
            writer.execute_unprepared(&format!("DELETE FROM {name}")).await.unwrap();
            let found = compared(database).await;
            assert_eq!(found[at].missing.count, sound[at].rows, "{found:?}");
            assert!(found.iter().all(|it| it.name == *name || it.is_right()), "{found:?}");
            store::rebuild(database, &[name]).await.unwrap();
            assert_eq!(compared(database).await, sound, "{name}");
            assert_eq!(
                number(writer, "SELECT value FROM sequence WHERE name = 'change'").await,
                version + 1,
                "caches are told"
            );
        }
    })
    .await;
}

/// What each index must not have: a row of nothing; how one of its rows is lost; and which of them a database has.
const INDEXES: &[(&str, DbBackend, &str, &str)] = &[
    (
        "words_event",
        DbBackend::Sqlite,
        "INSERT INTO words_event (rowid, title, body) VALUES (99, 'x', '')",
        "INSERT INTO words_event (words_event) VALUES ('delete-all')",
    ),
    (
        "place_tree",
        DbBackend::Sqlite,
        "UPDATE place_tree SET latitude = 1 WHERE id = 10",
        "DELETE FROM place_tree WHERE id = 10",
    ),
    (
        "words_document",
        DbBackend::Postgres,
        "UPDATE words_document SET words = 'x'::tsvector WHERE record_id = 1",
        "DELETE FROM words_document WHERE record_id = 1",
    ),
    ("words_known", DbBackend::Postgres, "SELECT 1", "DELETE FROM words_known WHERE word = 'stormed'"),
    (
        "name_key",
        DbBackend::Sqlite,
        "INSERT INTO name_key (key, party_id) VALUES (1, 3)",
        "DELETE FROM name_key WHERE party_id = 3",
    ),
    (
        "name_key",
        DbBackend::Postgres,
        "INSERT INTO name_key (key, party_id) VALUES (1, 3)",
        "DELETE FROM name_key WHERE party_id = 3",
    ),
];

#[tokio::test]
async fn faults_of_indexes_are_found_and_rebuilt() {
    each(async |database| {
        let writer = &database.writer;
        fill(writer).await;
        for sql in [
            "UPDATE document SET title = 'embassy stormed', body = 'at dawn' WHERE record_id = 1",
            "UPDATE place SET latitude = 33.3, longitude = 44.4 WHERE id = 10",
        ] {
            writer.execute_unprepared(sql).await.unwrap();
        }
        // rows that were written without their keys
        store::rebuild(database, &["name_key"]).await.unwrap();
        let sound = all_compared(database).await;
        assert!(sound.iter().all(Compared::is_right), "{sound:?}");
        for (name, _, wrong, lost) in INDEXES.iter().filter(|it| it.1 == backend(writer)) {
            for planted in [wrong, lost] {
                writer.execute_unprepared(planted).await.unwrap();
                let differing: Vec<_> = all_compared(database).await.into_iter().filter(|it| !it.is_right()).collect();
                let told: Vec<&str> = differing.iter().map(|it| it.name).collect();
                assert_eq!(told, if *planted == "SELECT 1" { vec![] } else { vec![*name] }, "{planted}");
                assert!(differing.iter().all(|it| !it.missing.first.is_empty() || !it.wrong.first.is_empty()));
            }
            store::rebuild(database, &[name]).await.unwrap();
            assert_eq!(all_compared(database).await, sound, "{name}");
        }
    })
    .await;
}
