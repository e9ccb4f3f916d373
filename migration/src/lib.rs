//! How a Demarche database comes to its present shape: one change a file, each frozen once released.
//!
//! A change is a list of SQL statements for a `dialect::Dialect`; this file runs it in one transaction together with
//! its line in `seaql_migrations` and, on SQLite, with the new `user_version`. There is no way down: an older server
//! refuses a newer database, and the backup taken before a migration is the way back.
//!
//! The crate knows nothing of the entities on purpose. Entities say what the tables are now, migrations what they were
//! when; a test in the server compares the two.

mod derived;
mod dialect;
mod m20261123_000001_keyspaces;
mod m20261123_000002_parties;
mod m20261123_000003_events;
mod m20261123_000004_statements;
mod m20261123_000005_sanctions;
mod m20261123_000006_sources;
mod m20261123_000007_search;
mod m20261123_000008_places;
mod m20261123_000009_derived;
mod m20261123_000010_names;
mod shape;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::{ConnectionTrait, DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::Dialect;

/// What marks a SQLite file as a Demarche database: `dmrc` in its header.
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"dmrc");

/// The version of the schema that this crate leads to: the number of changes.
pub const SCHEMA_VERSION: i32 = CHANGES.len() as i32;

/// One step of the schema.
struct Change {
    name: &'static str,
    statements: fn(Dialect) -> Vec<String>,
}

/// In order of time. New ones go to the end; the names are in people's databases.
const CHANGES: &[Change] = &[
    Change { name: "m20261123_000001_keyspaces", statements: m20261123_000001_keyspaces::statements },
    Change { name: "m20261123_000002_parties", statements: m20261123_000002_parties::statements },
    Change { name: "m20261123_000003_events", statements: m20261123_000003_events::statements },
    Change { name: "m20261123_000004_statements", statements: m20261123_000004_statements::statements },
    Change { name: "m20261123_000005_sanctions", statements: m20261123_000005_sanctions::statements },
    Change { name: "m20261123_000006_sources", statements: m20261123_000006_sources::statements },
    Change { name: "m20261123_000007_search", statements: m20261123_000007_search::statements },
    Change { name: "m20261123_000008_places", statements: m20261123_000008_places::statements },
    Change { name: "m20261123_000009_derived", statements: m20261123_000009_derived::statements },
    Change { name: "m20261123_000010_names", statements: m20261123_000010_names::statements },
];

/// The names of the changes that this crate knows, in order, as they stand in `seaql_migrations`.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHANGES.iter().map(|change| change.name)
}

/// Brings a database to [`SCHEMA_VERSION`].
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        CHANGES
            .iter()
            .zip(1..)
            .map(|(change, version)| Box::new(Step { change, version }) as Box<dyn MigrationTrait>)
            .collect()
    }
}

/// A change and the version it leads to.
struct Step {
    change: &'static Change,
    version: i32,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.change.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let dialect = Dialect::of(backend).ok_or_else(|| {
            DbErr::Migration(format!("{backend:?} is not a database that this schema is written for"))
        })?;
        let stamp = dialect.stamp(APPLICATION_ID, self.version);
        for statement in (self.change.statements)(dialect).iter().chain(&stamp) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    /// Always: a change that stops half-way must leave nothing behind, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
