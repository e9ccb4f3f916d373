//! What `store::open` does with a PostgreSQL database, and what it will not do with it.

use demarche::store::{self, StoreError};
use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::each::{number, texts};
use crate::postgres;

#[tokio::test]
async fn an_empty_database_is_filled_and_found_again() {
    let Some(address) = postgres::fresh().await else { return };
    let database = store::open(&address).await.unwrap();
    assert!(database.created && database.engine.starts_with("PostgreSQL 1"), "{}", database.engine);
    database.close().await.unwrap();
    let database = store::open(&address).await.unwrap();
    assert!(!database.created);
    assert_eq!(texts(&database.writer, "SHOW statement_timeout").await, ["30s"]);
    assert_eq!(texts(&database.writer, "SHOW lock_timeout").await, ["5s"]);
    assert_eq!(texts(&database.writer, "SHOW idle_in_transaction_session_timeout").await, ["1min"]);
}

#[tokio::test]
async fn servers_that_start_together_share_it() {
    let Some(address) = postgres::fresh().await else { return };
    let (one, two) = tokio::join!(store::open(&address), store::open(&address));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert!(one.created != two.created, "one made it, the other found it");
    assert_eq!(number(&two.writer, "SELECT count(*) FROM sequence").await, 2);
}

#[tokio::test]
async fn a_newer_schema_and_another_programs_are_refused() {
    let Some(address) = postgres::fresh().await else { return };
    let plain = plain(&address).await;
    plain.execute_unprepared("CREATE TABLE bookmark (url text)").await.unwrap();
    let error = store::open(&address).await.unwrap_err();
    assert!(matches!(error, StoreError::Foreign { .. }), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("tests:"), "neither user nor password: {error:?}");
    assert_eq!(number(&plain, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").await, 1);
    plain.execute_unprepared("DROP TABLE bookmark").await.unwrap();
    store::open(&address).await.unwrap().close().await.unwrap();
    plain.execute_unprepared("INSERT INTO seaql_migrations VALUES ('m29991231_000001_later', 0)").await.unwrap();
    let error = store::open(&address).await.unwrap_err();
    assert!(matches!(&error, StoreError::NewerSchema { found, .. } if found == "m29991231_000001_later"), "{error:?}");
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing() {
    let Some(address) = postgres::fresh().await else { return };
    let plain = plain(&address).await;
    // Not a table, so it does not look like another program's data, but it stands in the way of the last change.
    plain.execute_unprepared("CREATE VIEW citation AS SELECT 1 AS id").await.unwrap();
    let error = store::open(&address).await.unwrap_err();
    assert!(matches!(error, StoreError::Database { doing: "migrate", .. }), "{error:?}");
    assert_eq!(number(&plain, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").await, 0);
    plain.execute_unprepared("DROP VIEW citation").await.unwrap();
    assert!(store::open(&address).await.unwrap().created);
}

async fn plain(address: &str) -> DatabaseConnection {
    sea_orm::Database::connect(address).await.unwrap()
}
