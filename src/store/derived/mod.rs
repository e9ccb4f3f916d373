//! Tables that are worked out of others: triggers keep them in step with what is written, and here stands once more
//! what they should hold, to compare and to rebuild.
//!
//! A table more is a line in [`all`].

mod event;
mod index;

use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::{sql::Dialect, write::keys};

/// How many rows are shown of those that differ.
const SHOWN: usize = 3;

/// A table that is worked out of others.
#[derive(Clone)]
pub struct Derived {
    /// Its name.
    pub name: &'static str,
    /// What is compared of its rows.
    pub columns: &'static [&'static str],
    /// The rows it has, as a query for these columns.
    stored: String,
    /// The rows it should have, as a query for them.
    computed: String,
    /// The statements that empty it and fill it again.
    rebuilding: Vec<String>,
}

/// All that such a database has.
pub fn all(dialect: Dialect) -> Vec<Derived> {
    [event::tables(), index::tables(dialect)].concat()
}

/// The names of all that any database has.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = [Dialect::Sqlite, Dialect::Postgres]
        .into_iter()
        .flat_map(all)
        .map(|table| table.name)
        .chain([keys::TABLE])
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// How a table compares with what it should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The table.
    pub name: &'static str,
    /// How many rows it has.
    pub rows: i64,
    /// Rows that it should have and has not.
    pub missing: Rows,
    /// Rows that it has and should not.
    pub wrong: Rows,
}

/// Some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// How many.
    pub count: i64,
    /// The first few, their columns separated by commas.
    pub first: Vec<String>,
}

impl Rows {
    /// One more.
    pub fn add(&mut self, shown: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push(shown());
        }
    }
}

impl Compared {
    /// Whether it holds what it should.
    pub fn is_right(&self) -> bool {
        self.missing.count == 0 && self.wrong.count == 0
    }
}

impl Derived {
    /// One that holds what a query finds, and nothing else.
    fn table(name: &'static str, columns: &'static [&'static str], computed: impl Into<String>) -> Self {
        let (computed, list) = (computed.into(), columns.join(", "));
        // in the order of their keys rows are written one behind the other
        let order: Vec<String> = (1..=columns.len()).map(|column| column.to_string()).collect();
        let fill = format!("INSERT INTO {name} ({list}) {computed} ORDER BY {}", order.join(", "));
        let rebuilding = vec![format!("DELETE FROM {name}"), fill];
        Self { name, columns, stored: format!("SELECT {list} FROM {name}"), computed, rebuilding }
    }

    /// Compares it with what it is worked out of.
    pub async fn compare(&self, db: &impl ConnectionTrait) -> Result<Compared, DbErr> {
        let Self { name, stored, computed, .. } = self;
        let rows = number(db, format!("SELECT count(*) FROM ({stored}) d")).await?;
        let missing = self.rows(db, format!("{computed} EXCEPT {stored}")).await?;
        let wrong = self.rows(db, format!("{stored} EXCEPT {computed}")).await?;
        Ok(Compared { name, rows, missing, wrong })
    }

    async fn rows(&self, db: &impl ConnectionTrait, query: String) -> Result<Rows, DbErr> {
        let count = number(db, format!("SELECT count(*) FROM ({query}) d")).await?;
        if count == 0 {
            return Ok(Rows::default());
        }
        let shown: Vec<String> =
            self.columns.iter().map(|column| format!("coalesce(CAST({column} AS text), 'NULL')")).collect();
        let (columns, shown) = (self.columns.join(", "), shown.join(" || ', ' || "));
        let sql = format!("WITH d ({columns}) AS ({query} LIMIT {SHOWN}) SELECT {shown} FROM d ORDER BY 1");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
        let first = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
        Ok(Rows { count, first })
    }

    /// Empties it and fills it again.
    pub async fn rebuild(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        for statement in &self.rebuilding {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

/// How a database is spoken to.
pub fn dialect(db: &impl ConnectionTrait) -> Dialect {
    match db.get_database_backend() {
        sea_orm::DbBackend::Postgres => Dialect::Postgres,
        _ => Dialect::Sqlite,
    }
}

async fn number(db: &impl ConnectionTrait, sql: String) -> Result<i64, DbErr> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("a count".to_owned()))?.try_get_by_index(0)
}
