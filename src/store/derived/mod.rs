//! Tables that are worked out of others: triggers keep them in step with what is written, and here stands once more
//! what they should hold, to compare and to rebuild.
//!
//! A table more is a line in [`all`].

mod event;

use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::sql::Dialect;

/// How many rows are shown of those that differ.
const SHOWN: usize = 3;

/// A table that is worked out of others.
pub struct Derived {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// The rows it should have, as a query for these columns; `None` where this database has no such table.
    pub computed: fn(Dialect) -> Option<String>,
}

/// All of them.
pub fn all() -> Vec<Derived> {
    event::tables()
}

/// Their names.
pub fn names() -> Vec<&'static str> {
    all().iter().map(|table| table.name).collect()
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

impl Compared {
    /// Whether it holds what it should.
    pub fn is_right(&self) -> bool {
        self.missing.count == 0 && self.wrong.count == 0
    }
}

impl Derived {
    /// Compares it with what it is worked out of; `None` where this database has no such table.
    pub async fn compare(&self, db: &impl ConnectionTrait) -> Result<Option<Compared>, DbErr> {
        let Some(computed) = (self.computed)(dialect(db)) else { return Ok(None) };
        let Self { name, .. } = *self;
        let stored = format!("SELECT {} FROM {name}", self.columns.join(", "));
        let rows = number(db, format!("SELECT count(*) FROM {name}")).await?;
        let missing = self.rows(db, format!("{computed} EXCEPT {stored}")).await?;
        let wrong = self.rows(db, format!("{stored} EXCEPT {computed}")).await?;
        Ok(Some(Compared { name, rows, missing, wrong }))
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
        for statement in self.rebuilding(dialect(db)) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    /// The statements that do so.
    pub fn rebuilding(&self, dialect: Dialect) -> Vec<String> {
        let Some(computed) = (self.computed)(dialect) else { return Vec::new() };
        let (name, columns) = (self.name, self.columns.join(", "));
        // in the order of their keys rows are written one behind the other
        let order: Vec<String> = (1..=self.columns.len()).map(|column| column.to_string()).collect();
        let order = order.join(", ");
        vec![format!("DELETE FROM {name}"), format!("INSERT INTO {name} ({columns}) {computed} ORDER BY {order}")]
    }
}

fn dialect(db: &impl ConnectionTrait) -> Dialect {
    match db.get_database_backend() {
        sea_orm::DbBackend::Postgres => Dialect::Postgres,
        _ => Dialect::Sqlite,
    }
}

async fn number(db: &impl ConnectionTrait, sql: String) -> Result<i64, DbErr> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("a count".to_owned()))?.try_get_by_index(0)
}
