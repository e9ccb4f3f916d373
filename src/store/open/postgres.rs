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
use crate::store::{Place, StoreError, write::keys};

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
    let options = options(address)?;
    let place = Place::Server(Box::new(options.clone()));
    // A migration may take its time, and waits for another server's to end.
    let connection = connect(options.clone(), 1).await.map_err(failed("connect to", &place))?;
    let created = migrate(&connection, &place.to_string()).await?;
    let version = text(&connection, "SHOW server_version").await.map_err(failed("read", &place))?;
    connection.close().await.map_err(failed("close", &place))?;
    let limits = [
        ("statement_timeout", STATEMENT_TIMEOUT),
        ("lock_timeout", LOCK_TIMEOUT),
        ("idle_in_transaction_session_timeout", IDLE_TIMEOUT),
    ];
    let writer = connect(options.options(limits), WRITERS).await.map_err(failed("connect to", &place))?;
    let engine = format!("PostgreSQL {}", version.concat());
    Ok(Database { writer, place, engine, created, backup: None, lock: None })
}

/// Where the database at `address` is, if it has our schema.
pub async fn readable(address: &str) -> Result<Place, StoreError> {
    let place = Place::Server(Box::new(options(address)?));
    let Place::Server(options) = &place else { unreachable!("made so") };
    let connection = connect((**options).clone(), 1).await.map_err(failed("connect to", &place))?;
    let found = look(&connection, &place.to_string()).await?;
    connection.close().await.map_err(failed("close", &place))?;
    let place_name = place.to_string();
    match found {
        Found { applied: 0, .. } => Err(StoreError::Missing { place: place_name }),
        Found { applied, .. } if applied < migration::names().count() => {
            Err(StoreError::OlderSchema { place: place_name, found: applied.to_string(), known: SCHEMA_VERSION })
        }
        Found { .. } => Ok(place),
    }
}

/// A connection that only looks.
pub async fn looking(options: &PgConnectOptions) -> Result<DatabaseConnection, StoreError> {
    let place = Place::Server(Box::new(options.clone()));
    connect(options.clone(), 1).await.map_err(failed("connect to", place))
}

fn options(address: &str) -> Result<PgConnectOptions, StoreError> {
    PgConnectOptions::from_str(address)
        .map(|options| options.application_name("demarche"))
        .map_err(|error| StoreError::Address { address: "postgres://…".to_owned(), reason: error.to_string() })
}

/// Brings the database to our schema: altogether or not at all. Returns whether it was empty before.
async fn migrate(connection: &DatabaseConnection, place: &str) -> Result<bool, StoreError> {
    let doing = |doing| failed(doing, place);
    let transaction = connection.begin().await.map_err(doing("migrate"))?;
    let queue = format!("SELECT pg_advisory_xact_lock({APPLICATION_ID})");
    transaction.execute_unprepared(&queue).await.map_err(doing("migrate"))?;
    let Found { applied, empty } = look(&transaction, place).await?;
    if applied < migration::names().count() {
        Migrator::up(&transaction, None).await.map_err(doing("migrate"))?;
    }
    keys::renew(&transaction).await.map_err(doing("make the keys of names of"))?;
    transaction.commit().await.map_err(doing("migrate"))?;
    Ok(empty)
}

/// What is in a database before we touch it.
struct Found {
    /// How many of our migrations.
    applied: usize,
    /// Whether it has no tables at all.
    empty: bool,
}

/// Looks at a database, which must be ours or empty.
async fn look(connection: &impl ConnectionTrait, place: &str) -> Result<Found, StoreError> {
    let doing = |doing| failed(doing, place);
    if text(connection, "SHOW server_encoding").await.map_err(doing("read"))?.first().is_none_or(|it| it != "UTF8") {
        let reason = "its encoding is not UTF8; create it with ENCODING 'UTF8'".to_owned();
        return Err(StoreError::Address { address: place.to_owned(), reason });
    }
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
    let tables = text(connection, tables).await.map_err(doing("read"))?;
    let mut applied = Vec::new();
    if tables.iter().any(|table| table == "seaql_migrations") {
        let names = "SELECT version::text FROM seaql_migrations ORDER BY version";
        applied = text(connection, names).await.map_err(doing("read"))?;
    }
    let unknown = applied.iter().find(|name| !migration::names().any(|known| known == name.as_str()));
    let ours = applied.iter().any(|name| migration::names().any(|known| known == name.as_str()));
    match unknown {
        Some(name) if ours => {
            Err(StoreError::NewerSchema { place: place.to_owned(), found: name.clone(), known: SCHEMA_VERSION })
        }
        _ if !ours && !tables.is_empty() => Err(StoreError::Foreign { place: place.to_owned() }),
        _ => Ok(Found { applied: applied.len(), empty: tables.is_empty() }),
    }
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
