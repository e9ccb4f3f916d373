//! What `store::open` does with a SQLite file, and what it will not do with it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use demarche::store::{self, Database, StoreError};
use migration::{Migrator, MigratorTrait, SCHEMA_VERSION};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};

use super::{
    each::{number, texts},
    rows::fill,
};

#[tokio::test]
async fn a_new_file_is_made_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    // A name that would go wrong if it were taken for a URL or put into SQL as it is.
    let path = folder.path().join("it's a?b=c#d%20.db");
    let database = open(&path).await.unwrap();
    assert!(database.created && database.backup.is_none());
    assert_eq!(database.place.to_string(), path.canonicalize().unwrap().display().to_string());
    fill(&database.writer).await;
    database.close().await.unwrap();
    let before = fs::read(&path).unwrap();
    let database = store::open(&format!("sqlite://{}", path.display())).await.unwrap();
    assert!(!database.created && database.backup.is_none());
    assert_eq!(number(&database.writer, "SELECT count(*) FROM event").await, 2);
    database.close().await.unwrap();
    assert_eq!(before, fs::read(&path).unwrap(), "to open what is up to date writes nothing");
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "the database and its lock: {names:?}");
}

#[tokio::test]
async fn an_empty_file_counts_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.db");
    fs::write(&path, "").unwrap();
    assert!(open(&path).await.unwrap().created);
}

#[tokio::test]
async fn the_writer_is_set_as_promised() {
    let folder = tempfile::tempdir().unwrap();
    let database = open(&folder.path().join("a.db")).await.unwrap();
    assert_eq!(texts(&database.writer, "PRAGMA journal_mode").await, ["wal"]);
    for (pragma, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
    ] {
        assert_eq!(number(&database.writer, format!("PRAGMA {pragma}")).await, value, "{pragma}");
    }
}

#[tokio::test]
async fn an_older_schema_is_backed_up_and_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = plain(&path).await;
    Migrator::up(&old, Some(2)).await.unwrap();
    old.execute_unprepared("INSERT INTO dataset VALUES (1, 1, 'kept', 'Kept', 'CC0-1.0', '', NULL)").await.unwrap();
    old.close().await.unwrap();
    let database = open(&path).await.unwrap();
    assert!(!database.created);
    assert_eq!(number(&database.writer, "PRAGMA user_version").await, i64::from(SCHEMA_VERSION));
    assert_eq!(texts(&database.writer, "SELECT key FROM dataset").await, ["kept"]);
    let backup = plain(database.backup.as_deref().unwrap()).await;
    assert_eq!(number(&backup, "PRAGMA user_version").await, 2);
    assert_eq!(texts(&backup, "SELECT key FROM dataset").await, ["kept"]);
    assert_eq!(texts(&backup, "PRAGMA integrity_check").await, ["ok"]);
    assert!(!folder.path().join("old.db.backup.part").exists());
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = plain(&path).await;
    Migrator::up(&old, Some(2)).await.unwrap();
    // Stands in the way of the last change.
    old.execute_unprepared("CREATE TABLE citation (id INTEGER PRIMARY KEY) STRICT").await.unwrap();
    let schema = texts(&old, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").await;
    old.close().await.unwrap();
    let error = open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Database { doing: "migrate", .. }), "{error:?}");
    let old = plain(&path).await;
    assert_eq!(number(&old, "PRAGMA user_version").await, 2);
    assert_eq!(texts(&old, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").await, schema);
    // Once the obstacle is gone, the rest is done; the backup of the first attempt is not written over.
    old.execute_unprepared("DROP TABLE citation").await.unwrap();
    old.close().await.unwrap();
    let database = open(&path).await.unwrap();
    assert!(database.backup.as_ref().unwrap().ends_with("old.db.v2-2.backup"), "{database:?}");
}

#[tokio::test]
async fn a_newer_schema_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    open(&path).await.unwrap().close().await.unwrap();
    let new = plain(&path).await;
    new.execute_unprepared(&format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1)).await.unwrap();
    new.close().await.unwrap();
    let before = fs::read(&path).unwrap();
    let error = open(&path).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::NewerSchema { found, .. } if *found == (SCHEMA_VERSION + 1).to_string()),
        "{error:?}"
    );
    assert!(error.to_string().contains("run the newer server"), "{error}");
    assert_eq!(before, fs::read(&path).unwrap());
}

/// As a killed server leaves it: the database itself still has the old version, its log the new one.
#[tokio::test]
async fn a_newer_schema_in_the_log_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("running.db");
    let running = open(&path).await.unwrap();
    let mark = format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1);
    running.writer.execute_unprepared(&mark).await.unwrap();
    let left = copy(&path, "-wal");
    let before = (fs::read(&left).unwrap(), fs::read(beside(&left, "-wal")).unwrap());
    let error = open(&left).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { .. }), "{error:?}");
    assert_eq!(before, (fs::read(&left).unwrap(), fs::read(beside(&left, "-wal")).unwrap()));
}

/// A file that was written outside of WAL mode when the power went: looking at it is not possible without undoing.
#[tokio::test]
async fn a_transaction_cut_short_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("running.db");
    let running = plain(&path).await;
    Migrator::up(&running, None).await.unwrap();
    for sql in [
        "PRAGMA cache_size = 1",
        "BEGIN IMMEDIATE",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO dataset SELECT i, i, 'key ' || i, 'Title', 'CC0-1.0', '', NULL FROM n",
    ] {
        running.execute_unprepared(sql).await.unwrap();
    }
    let left = copy(&path, "-journal");
    let database = open(&left).await.unwrap();
    assert_eq!(number(&database.writer, "SELECT count(*) FROM dataset").await, 0);
    assert_eq!(texts(&database.writer, "PRAGMA integrity_check").await, ["ok"]);
}

#[tokio::test]
async fn what_is_not_a_database_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    for content in ["Dear all,".to_owned(), "Dear all,\n".repeat(1000)] {
        fs::write(&path, &content).unwrap();
        let error = open(&path).await.unwrap_err();
        assert!(matches!(error, StoreError::NotADatabase { .. }), "{error:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    let error = open(folder.path()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotADatabase { .. }), "{error:?}");
}

#[tokio::test]
async fn another_programs_database_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    for change in ["CREATE TABLE bookmark (url TEXT)", "PRAGMA application_id = 7"] {
        let other = plain(&path).await;
        other.execute_unprepared(change).await.unwrap();
        other.close().await.unwrap();
        let before = fs::read(&path).unwrap();
        let error = open(&path).await.unwrap_err();
        assert!(matches!(error, StoreError::Foreign { .. }), "{error:?}");
        assert_eq!(before, fs::read(&path).unwrap());
    }
}

/// Not by taking rights away: they mean nothing to root.
#[tokio::test]
async fn what_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let locked_out = folder.path().join("locked-out.db");
    fs::create_dir(folder.path().join("locked-out.db.lock")).unwrap();
    for path in [file.join("under-a-file.db"), folder.path().join("no/such/folder.db"), locked_out] {
        let error = open(&path).await.unwrap_err();
        assert!(matches!(error, StoreError::NotWritable { .. }), "{error:?}");
        assert!(error.to_string().contains("give the server's user the right"), "{error}");
    }
}

#[tokio::test]
async fn a_second_server_is_refused_and_told_who_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let first = open(&path).await.unwrap();
    let link = folder.path().join("by-another-name.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    for path in [&path, &link] {
        let error = open(path).await.unwrap_err();
        assert!(
            matches!(&error, StoreError::Locked { holder: Some(pid), .. } if *pid == std::process::id()),
            "{error:?}"
        );
        assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
    }
    first.close().await.unwrap();
    open(&path).await.unwrap();
}

#[tokio::test]
async fn addresses_that_name_no_server_database_are_refused() {
    for address in [
        "",
        "sqlite:",
        "sqlite::memory:",
        ":memory:",
        "mysql://root:secret@localhost/a",
        "postgres://a:secret@b:port/c",
    ] {
        let error = store::open(address).await.unwrap_err();
        assert!(matches!(error, StoreError::Address { .. }), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}

async fn open(path: &Path) -> Result<Database, StoreError> {
    store::open(path.to_str().unwrap()).await
}

/// A connection that knows nothing of ours, made if need be.
async fn plain(path: &Path) -> DatabaseConnection {
    let path: PathBuf = path.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).map_sqlx_sqlite_opts(move |options| {
        options.in_memory(false).shared_cache(false).filename(&path).create_if_missing(true)
    });
    sea_orm::Database::connect(options).await.unwrap()
}

/// Copies a database in use together with the file beside it, as if the machine had stopped here.
fn copy(path: &Path, ending: &str) -> PathBuf {
    let left = path.with_file_name("left.db");
    fs::copy(path, &left).unwrap();
    fs::copy(beside(path, ending), beside(&left, ending)).unwrap();
    left
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
