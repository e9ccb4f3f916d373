//! Whether a database holds together: the file itself, its foreign keys, and what is worked out of other tables.

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, IsolationLevel, Statement, TransactionTrait,
};

use super::{
    Place, StoreError,
    derived::{self, Compared},
    open::{self, Database},
    write::keys,
};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What SQLite says of its file, a fault each. PostgreSQL has no such check.
    pub file: Vec<String>,
    /// Rows that point at rows which are not there: table, table pointed at, how many.
    pub dangling: Vec<(String, String, i64)>,
    /// The tables that are worked out of others.
    pub derived: Vec<Compared>,
}

impl Verified {
    /// Whether file and foreign keys are in order, which no rebuilding mends.
    pub fn is_sound(&self) -> bool {
        self.file.is_empty() && self.dangling.is_empty()
    }
}

/// Looks at the database at `place`, at one moment of it; others may write meanwhile.
///
/// Takes time with what there is: every page of a SQLite file is read, and each derived table is worked out twice.
pub async fn verify(place: &Place) -> Result<Verified, StoreError> {
    let connection = open::looking(place).await?;
    let found = look(&connection).await.map_err(|source| failed("verify", place, source))?;
    connection.close().await.map_err(|source| failed("close", place, source))?;
    Ok(found)
}

async fn look(connection: &DatabaseConnection) -> Result<Verified, DbErr> {
    let mut found = Verified::default();
    let db = match connection.get_database_backend() {
        DbBackend::Postgres => {
            connection.begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await?
        }
        _ => connection.begin().await?,
    };
    if db.get_database_backend() == DbBackend::Sqlite {
        for row in db.query_all_raw(sqlite("PRAGMA integrity_check")).await? {
            found.file.push(row.try_get_by_index(0)?);
        }
        found.file.retain(|line| line != "ok");
        let dangling = "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2";
        for row in db.query_all_raw(sqlite(dangling)).await? {
            found.dangling.push((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?));
        }
    }
    for table in derived::all(derived::dialect(&db)) {
        found.derived.push(table.compare(&db).await?);
    }
    found.derived.push(keys::compare(&db).await?);
    db.rollback().await?;
    Ok(found)
}

fn sqlite(sql: &str) -> Statement {
    Statement::from_string(DbBackend::Sqlite, sql)
}

/// Rebuilds the derived tables of these names, in one transaction, which counts as a change: answers may be others.
pub async fn rebuild(database: &Database, names: &[&str]) -> Result<(), StoreError> {
    let done = async {
        if database.writer.get_database_backend() == DbBackend::Sqlite {
            // what is sorted may be more than there is memory
            database.writer.execute_unprepared("PRAGMA temp_store = FILE").await?;
        }
        let db = database.writer.begin().await?;
        // also takes the right to write, so that nobody else does meanwhile
        db.execute_unprepared("UPDATE sequence SET value = value + 1 WHERE name = 'change'").await?;
        if db.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        }
        for table in derived::all(derived::dialect(&db)).iter().filter(|table| names.contains(&table.name)) {
            table.rebuild(&db).await?;
        }
        if names.contains(&keys::TABLE) {
            keys::rebuild(&db).await?;
        }
        db.commit().await
    };
    done.await.map_err(|source| failed("rebuild derived tables of", &database.place, source))
}

fn failed(doing: &'static str, place: &Place, source: DbErr) -> StoreError {
    StoreError::Database { doing, place: place.to_string(), source }
}
