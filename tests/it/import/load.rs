//! What is in a database after records were loaded.

use demarche::domain::record::Records;
use demarche::import::folder;
use demarche::import::shipped;
use demarche::store::{self, Report};
use sea_orm::DatabaseConnection;

use super::folders::{RECORDS, changed};
use crate::store::each::{each, number, texts};

const FIRST: &str = "2026-01-01T00:00:00.000Z";
const SECOND: &str = "2026-01-02T00:00:00.000Z";

fn records() -> Records {
    folder::read(&super::folders::folder(&[("records.toml", RECORDS)])).unwrap()
}

async fn load(db: &DatabaseConnection, records: &Records, now: &str) -> [usize; 4] {
    let Report { inserted, updated, unchanged, vanished, .. } = store::load(db, records, now).await.unwrap();
    [inserted, updated, unchanged, vanished]
}

/// Every row of every table except those about loading, as one text.
async fn content(db: &DatabaseConnection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in entity::table::tables().iter().filter(|table| !["import_run", "sequence"].contains(&table.name)) {
        let columns = table.columns.iter().map(|(column, _)| format!("coalesce(CAST(\"{column}\" AS text), '-')"));
        let row = columns.collect::<Vec<_>>().join(" || '|' || ");
        rows.extend(texts(db, format!("SELECT '{}|' || {row} FROM \"{}\" ORDER BY 1", table.name, table.name)).await);
    }
    rows
}

#[tokio::test]
async fn a_second_load_changes_nothing() {
    each(async |database| {
        let db = &database.writer;
        assert_eq!(load(db, &records(), FIRST).await, [11, 0, 0, 0]);
        let (before, sequence) =
            (content(db).await, number(db, "SELECT value FROM sequence WHERE name = 'change'").await);
        assert_eq!(load(db, &records(), SECOND).await, [0, 0, 11, 0]);
        assert_eq!(content(db).await, before);
        assert_eq!(number(db, "SELECT value FROM sequence WHERE name = 'change'").await, sequence);
        assert_eq!(number(db, "SELECT count(*) FROM import_run").await, 2);
        for table in entity::table::tables() {
            let count = number(db, format!("SELECT count(*) FROM {}", table.name)).await;
            assert_ne!(count, 0, "RECORDS in import/folders.rs fills no row of {}", table.name);
        }
    })
    .await;
}

/// Whatever is changed, one record goes up by one version, and what is then stored is what a fresh database gets.
#[tokio::test]
async fn a_change_updates_its_record() {
    let changes = [
        ("name = \"A. Spokesman\"", "name = \"B. Spokesman\""),
        ("title = \"Storming\"", "title = \"Storming\"\nreview_status = \"REVIEWED\""),
        ("title = \"spokesman\"", "title = \"speaker\""),
        ("title = \"Storming\"", "title = \"Embassy stormed\""),
        ("role = \"TARGET\"", "role = \"VICTIM\""),
        ("    { role = \"TARGET\", party = \"IQ\" },\n", ""),
        ("exact = \"he said\"", "exact = \"she said\""),
        // the order of recording is that of the file
        (
            "    { role = \"TARGET\", party = \"IQ\" },\n    { role = \"SPOKESPERSON\", party = \"spokesman\", on_behalf_of",
            "    { role = \"SPOKESPERSON\", party = \"spokesman\" },\n    { role = \"TARGET\", party = \"IQ\", on_behalf_of",
        ),
        ("attributed_to = [\"agency\"]", "attributed_to = [\"IQ\"]"),
        ("kind = \"RESPONSE_TO\", to", "kind = \"FOLLOWS\", to"),
        ("\"DIPLOMATIC\", \"RELIGION_ETHNICITY\"", "\"RELIGION_ETHNICITY\", \"DIPLOMATIC\""),
        ("Erstürmung", "Sturm"),
        ("Q1530", "Q1531"),
        ("value = \"بغداد\"", "value = \"Bagdad\""),
        ("events = [\"storming\", \"demonstration\"]", "events = [\"storming\"]"),
        ("addressed_to = [\"IQ\"]", "addressed_to = [\"agency\"]"),
        ("status = \"IN_FORCE\"", "status = \"ANNOUNCED\""),
        ("[\"ENVOY_RECALL\"]\nissuers", "[\"OTHER\"]\nissuers"),
        ("targets = [\"agency\"]", "targets = [\"spokesman\"]"),
        ("published = \"2023-07-20\"", "published = \"2023-07-21?\""),
        ("parent = \"IQ\"\nexternal", "external"),
    ];
    each(async |database| {
        let db = &database.writer;
        load(db, &records(), FIRST).await;
        for (from, to) in changes {
            let before = number(db, "SELECT value FROM sequence WHERE name = 'change'").await;
            let versions = number(db, "SELECT sum(version) FROM record").await;
            assert_eq!(load(db, &changed(from, to).unwrap(), SECOND).await, [0, 1, 10, 0], "{to}");
            assert_eq!(number(db, "SELECT value FROM sequence WHERE name = 'change'").await, before + 1, "{to}");
            assert_eq!(number(db, "SELECT sum(version) FROM record").await, versions + 1, "{to}");
            let changed =
                format!("SELECT count(*) FROM record WHERE updated_at = '{SECOND}' AND change_seq = {}", before + 1);
            assert_eq!(number(db, changed).await, 1, "{to}");
            // Back again, so that the next change is the only one.
            assert_eq!(load(db, &records(), FIRST).await, [0, 1, 10, 0], "{to}");
        }
        assert_eq!(number(db, "SELECT count(*) FROM record WHERE recorded_at <> updated_at").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_order_of_blocks_does_not_matter() {
    each(async |database| {
        let db = &database.writer;
        // A part before its whole, over more rows than one statement takes.
        let mut text = RECORDS.to_owned();
        for number in 0..1200 {
            let parent = if number == 1199 { "IQ".to_owned() } else { format!("place-{}", number + 1) };
            text.push_str(&format!(
                "[place.place-{number}]\nname = \"{number}\"\nkind = \"OTHER\"\nparent = \"{parent}\"\ncite = [{{ source = \"report\" }}]\n"
            ));
        }
        let records = folder::read(&super::folders::folder(&[("records.toml", &text)])).unwrap();
        assert_eq!(load(db, &records, FIRST).await, [1211, 0, 0, 0]);
        assert_eq!(load(db, &records, SECOND).await, [0, 0, 1211, 0]);
        assert_eq!(load(db, &self::records(), SECOND).await, [0, 0, 11, 1200], "what vanished stays");
        assert_eq!(number(db, "SELECT count(*) FROM place").await, 1202);
    })
    .await;
}

#[tokio::test]
async fn a_slug_belongs_to_one_data_set() {
    each(async |database| {
        let db = &database.writer;
        load(db, &records(), FIRST).await;
        let before = content(db).await;
        let mut other = records();
        other.dataset.key = "other".to_owned();
        let error = store::load(db, &other, SECOND).await.unwrap_err().to_string();
        assert!(error.contains("is in the database already, from another data set"), "{error}");
        assert_eq!(content(db).await, before, "nothing was written");
        let mut broken = changed("title = \"Steps\"", "title = \"Other steps\"").unwrap();
        broken.events[0].place = Some("nowhere".to_owned());
        assert!(store::load(db, &broken, SECOND).await.is_err());
        assert_eq!(content(db).await, before, "nothing was written");
    })
    .await;
}

#[tokio::test]
async fn keys_may_pass_from_one_record_to_another() {
    each(async |database| {
        let db = &database.writer;
        load(db, &records(), FIRST).await;
        let mut moved = records();
        let id = moved.places[1].common.external_ids.remove(0);
        moved.places[0].common.external_ids.push(id);
        assert_eq!(load(db, &moved, SECOND).await, [0, 2, 9, 0]);
        let programs = changed("title = \"Steps\"", "title = \"Other steps\"").unwrap();
        let mut moved = programs;
        moved.dataset.title = "Other".to_owned();
        load(db, &moved, SECOND).await;
        assert_eq!(texts(db, "SELECT title FROM sanction_program").await, ["Other steps"]);
        assert_eq!(texts(db, "SELECT title FROM dataset").await, ["Other"]);
    })
    .await;
}

#[tokio::test]
async fn the_incident_loads_and_is_verified() {
    each(async |database| {
        let db = &database.writer;
        let records = shipped::records().unwrap();
        let count = records.commons().count();
        assert_eq!(load(db, &records, FIRST).await, [count, 0, 0, 0]);
        assert_eq!(load(db, &records, SECOND).await, [0, 0, count, 0]);
        let unverified = "SELECT count(*) FROM citation JOIN source ON source.id = source_id \
            WHERE verification <> 'VERIFIED' AND exact IS NOT NULL AND content_hash IS NOT NULL";
        assert_eq!(number(db, unverified).await, 0);
        let texts = texts(db, "SELECT file || ' ' || inserted || ' ' || unchanged FROM import_run ORDER BY id").await;
        assert_eq!(texts, [format!("iraq-sweden-2023 {count} 0"), format!("iraq-sweden-2023 0 {count}")]);
    })
    .await;
}
