//! Runs one check on each of the two databases, freshly made.

use demarche::store::{self, Database};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

use crate::postgres;

/// Runs `check` on an empty SQLite database and on an empty PostgreSQL one, where there is one.
pub async fn each(check: impl AsyncFn(&Database)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("each.db");
    let database = store::open(path.to_str().unwrap()).await.unwrap();
    check(&database).await;
    database.close().await.unwrap();
    if let Some(address) = postgres::fresh().await {
        let database = store::open(&address).await.unwrap();
        check(&database).await;
        database.close().await.unwrap();
    }
}

/// The database's kind, for choosing and for messages.
pub fn backend(connection: &impl ConnectionTrait) -> DbBackend {
    connection.get_database_backend()
}

/// All rows of a question.
pub async fn rows(connection: &impl ConnectionTrait, sql: impl Into<String>) -> Vec<QueryResult> {
    let sql = sql.into();
    let rows = connection.query_all_raw(Statement::from_string(backend(connection), &sql)).await;
    rows.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// The first column of all rows, as text.
pub async fn texts(connection: &impl ConnectionTrait, sql: impl Into<String>) -> Vec<String> {
    rows(connection, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// The one number that answers a question.
pub async fn number(connection: &impl ConnectionTrait, sql: impl Into<String>) -> i64 {
    rows(connection, sql).await[0].try_get_by_index(0).unwrap()
}
