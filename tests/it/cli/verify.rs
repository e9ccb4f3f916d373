//! `demarche verify`: what it says of a database, and how it ends.

use rusqlite::Connection;

use super::{Server, assert_fails, demarche, run, seeded, text};
use crate::postgres;

#[test]
fn a_sound_database_is_said_to_be_so() {
    let folder = seeded();
    let output = run(folder.path(), &["verify"]);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said}{}", text(&output.stderr));
    assert!(said.starts_with("file and references: as they should be\n"), "{said}");
    assert!(said.contains("event_tally: ") && said.ends_with("as they should be\n"), "{said}");
    // a server may run meanwhile
    let _server = Server::start(demarche(folder.path(), &["--listen", "127.0.0.1:0"]));
    assert_eq!(text(&run(folder.path(), &["verify", "--repair"]).stdout), said);
}

#[test]
fn what_is_out_of_step_is_told_and_rebuilt() {
    let folder = seeded();
    let database = folder.path().join("demarche.db");
    let sound = text(&run(folder.path(), &["verify"]).stdout);
    let change = |sql: &str| Connection::open(&database).unwrap().execute_batch(sql).unwrap();
    change("DELETE FROM event_tally; INSERT INTO country_event VALUES ('XX', '2023-07-20', '2023-07-20', 1)");
    let told = run(folder.path(), &["verify"]);
    assert_fails(&told, 1, &["2 tables out of step", "`demarche verify --repair`"]);
    let said = text(&told.stdout);
    assert!(said.contains("event_tally: 0 rows, ") && said.contains(" missing (2"), "{said}");
    assert!(said.contains(" rows, 1 that should not be there (XX, 2023-07-20, 2023-07-20, 1)\n"), "{said}");
    {
        // not under a server's hands
        let _server = Server::start(demarche(folder.path(), &["--listen", "127.0.0.1:0"]));
        assert_fails(&run(folder.path(), &["verify", "--repair"]), 3, &["is in use"]);
    }
    let repaired = run(folder.path(), &["verify", "--repair"]);
    assert!(repaired.status.success(), "{}", text(&repaired.stderr));
    assert!(text(&repaired.stdout).ends_with(&format!("rebuilt country_event, event_tally\n{sound}")));
    assert_eq!(text(&run(folder.path(), &["verify"]).stdout), sound);
}

#[test]
fn damage_is_told_and_not_repaired() {
    let folder = seeded();
    assert_fails(&run(tempfile::tempdir().unwrap().path(), &["verify"]), 3, &["there is no Demarche database"]);
    let change = |sql: &str| Connection::open(folder.path().join("demarche.db")).unwrap().execute_batch(sql).unwrap();
    change("PRAGMA foreign_keys = OFF; DELETE FROM dataset");
    let told = run(folder.path(), &["verify", "--repair"]);
    assert_fails(&told, 1, &["the database is damaged"]);
    let said = text(&told.stdout);
    assert!(said.contains("record: ") && said.contains("references at rows of dataset that are not there"), "{said}");
    // an index that lacks a row
    let folder = seeded();
    let change = |sql: &str| Connection::open(folder.path().join("demarche.db")).unwrap().execute_batch(sql).unwrap();
    change(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'title_folded', 'uid')
        WHERE name = 'event_by_title'",
    );
    let told = run(folder.path(), &["verify"]);
    assert_fails(&told, 1, &["the database is damaged"]);
    assert!(text(&told.stdout).contains("file: row 1 missing from index event_by_title\n"), "{}", text(&told.stdout));
}

#[tokio::test]
async fn a_database_of_postgresql_is_verified_too() {
    let Some(address) = postgres::fresh().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = std::fs::canonicalize("data/iraq-sweden-2023").unwrap();
    let on = |args: &[&str]| run(folder.path(), &[args, &["--database", &address]].concat());
    assert!(on(&["load", data.to_str().unwrap()]).status.success());
    let sound = on(&["verify"]);
    assert!(sound.status.success(), "{}{}", text(&sound.stdout), text(&sound.stderr));
    let tables = |said: &str| -> Vec<String> {
        let alike = said.lines().filter(|line| !line.starts_with("words_") && !line.starts_with("place_tree"));
        alike.map(str::to_owned).collect()
    };
    let (here, there) = (text(&sound.stdout), text(&run(seeded().path(), &["verify"]).stdout));
    assert_eq!(tables(&here), tables(&there), "as on SQLite, but for the indexes");
    assert!(here.contains("words_document: ") && there.contains("words_event: "), "{here}{there}");
    let connection = sea_orm::Database::connect(&address).await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(&connection, "DELETE FROM party_event").await.unwrap();
    assert_fails(&on(&["verify"]), 1, &["1 table out of step"]);
    assert!(on(&["verify", "--repair"]).status.success());
    assert_eq!(on(&["verify"]).stdout, sound.stdout);
}
