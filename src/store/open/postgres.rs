//! Opens a PostgreSQL database. Several servers may share it; those that start together migrate one after the other.

use std::{str::FromStr, time::Duration};

use migration::{APPLICATION_ID, Migrator, MigratorTrait, SCHEMA_VERSION};
use sea_orm::sqlx::{
    self, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, RuntimeErr, SqlxPostgresConnector, Statement,
    TransactionTrait,
};

use super::{Database, failed};
use crate::store::StoreError;

/// Connections for writing. They take turns at the counter of changes, so more would only wait.
const WRITERS: u32 = 4;
/// A statement that runs longer is given up by the database.
const STATEMENT_TIMEOUT: &str = "30s";
/// A wait for another's lock that lasts longer is given up.
const LOCK_TIMEOUT: &str = "5s";
/// A transaction that is left lying open longer is ended.
const IDLE_TIMEOUT: &str = "60s";

/// Opens the database at `address`, which must exist; its tables need not.
pub async fn open(address: &str) -> Result<Database, StoreError> {
    let options = PgConnectOptions::from_str(address)
        .map_err(|error| StoreError::Address { address: "postgres://…".to_owned(), reason: error.to_string() })?;
    let options = options.application_name("demarche");
    let place = place(&options);
    // A migration may take its time, and waits for another server's to end.
    let connection = connect(options.clone(), 1).await.map_err(failed("connect to", &place))?;
    let created = migrate(&connection, &place).await?;
    connection.close().await.map_err(failed("close", &place))?;
    let limits = [
        ("statement_timeout", STATEMENT_TIMEOUT),
        ("lock_timeout", LOCK_TIMEOUT),
        ("idle_in_transaction_session_timeout", IDLE_TIMEOUT),
    ];
    let writer = connect(options.options(limits), WRITERS).await.map_err(failed("connect to", &place))?;
    Ok(Database { writer, path: None, created, backup: None, lock: None })
}

/// Host, port and name, without user and password.
fn place(options: &PgConnectOptions) -> String {
    let name = options.get_database().unwrap_or(options.get_username());
    format!("postgres://{}:{}/{name}", options.get_host(), options.get_port())
}

/// Brings the database to our schema: altogether or not at all. Returns whether it was empty before.
async fn migrate(connection: &DatabaseConnection, place: &str) -> Result<bool, StoreError> {
    let doing = |doing| failed(doing, place);
    let transaction = connection.begin().await.map_err(doing("migrate"))?;
    let queue = format!("SELECT pg_advisory_xact_lock({APPLICATION_ID})");
    transaction.execute_unprepared(&queue).await.map_err(doing("migrate"))?;
    if text(&transaction, "SHOW server_encoding").await.map_err(doing("read"))?.first().is_none_or(|it| it != "UTF8") {
        let reason = "its encoding is not UTF8; create it with ENCODING 'UTF8'".to_owned();
        return Err(StoreError::Address { address: place.to_owned(), reason });
    }
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
    let tables = text(&transaction, tables).await.map_err(doing("read"))?;
    let mut applied = Vec::new();
    if tables.iter().any(|table| table == "seaql_migrations") {
        let names = "SELECT version::text FROM seaql_migrations ORDER BY version";
        applied = text(&transaction, names).await.map_err(doing("read"))?;
    }
    let unknown = applied.iter().find(|name| !migration::names().any(|known| known == name.as_str()));
    let ours = applied.iter().any(|name| migration::names().any(|known| known == name.as_str()));
    match unknown {
        Some(name) if ours => {
            return Err(StoreError::NewerSchema {
                place: place.to_owned(),
                found: name.clone(),
                known: SCHEMA_VERSION,
            });
        }
        _ if !ours && !tables.is_empty() => return Err(StoreError::Foreign { place: place.to_owned() }),
        _ => {}
    }
    if applied.len() < migration::names().count() {
        Migrator::up(&transaction, None).await.map_err(doing("migrate"))?;
    }
    transaction.commit().await.map_err(doing("migrate"))?;
    Ok(tables.is_empty())
}

async fn connect(options: PgConnectOptions, connections: u32) -> Result<DatabaseConnection, DbErr> {
    // Connections are tested before use (sqlx's default): one may be lost, or left inside a cancelled transaction.
    let pool: PgPool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await
        .map_err(|error: sqlx::Error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

/// The first column of all rows.
async fn text(connection: &impl ConnectionTrait, sql: &str) -> Result<Vec<String>, DbErr> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
