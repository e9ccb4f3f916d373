//! What a load leaves besides records: the data set, the run, and the numbers it gave to changes.

use entity::{dataset, import_run, sequence};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use super::{Report, table};
use crate::domain::identity::derived;
use crate::domain::record::{Dataset, Records};

/// The row that counts changes.
const CHANGE: &str = "change";

/// The numbers of changes, from which a load takes one for each record that it changes.
pub(super) struct Sequence {
    first: i64,
    last: i64,
}

impl Sequence {
    /// Keeps other writers away until the transaction ends, then reads the last number given out.
    pub async fn take(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let unchanged = Expr::col(sequence::Column::Value).add(0);
        let row = sequence::Entity::update_many()
            .col_expr(sequence::Column::Value, unchanged)
            .filter(sequence::Column::Name.eq(CHANGE));
        row.exec(db).await?;
        let row = sequence::Entity::find_by_id(CHANGE).one(db).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound("the sequence of changes".to_owned()))?;
        Ok(Self { first: row.value, last: row.value })
    }

    /// The number of one more change.
    pub fn next(&mut self) -> i64 {
        self.last += 1;
        self.last
    }

    /// Writes the last number given out, if any was.
    pub async fn give_back(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        if self.last == self.first {
            return Ok(());
        }
        table::update(db, &[sequence::Model { name: CHANGE.to_owned(), value: self.last }]).await
    }
}

/// Writes the data set if it is new or differs; gives its id.
pub(super) async fn dataset(
    db: &impl ConnectionTrait,
    wanted: &Dataset,
    sequence: &mut Sequence,
) -> Result<i64, DbErr> {
    let uid = derived(&wanted.key, "dataset", &wanted.key);
    let stored = dataset::Entity::find().filter(dataset::Column::Uid.eq(uid)).one(db).await?;
    let mut row = dataset::Model {
        id: stored.as_ref().map_or(0, |row| row.id),
        uid,
        key: wanted.key.clone(),
        title: wanted.title.clone(),
        license: wanted.license.clone(),
        attribution: wanted.attribution.clone(),
        url: wanted.url.clone(),
    };
    if stored.as_ref() == Some(&row) {
        return Ok(row.id);
    }
    sequence.next();
    match stored {
        Some(_) => table::update(db, std::slice::from_ref(&row)).await?,
        None => {
            let mut new = row.into_active_model().reset_all();
            new.not_set(dataset::Column::Id);
            row = new.insert(db).await?;
        }
    }
    Ok(row.id)
}

/// Writes the line of this load in the log of imports.
pub(super) async fn run(
    db: &impl ConnectionTrait,
    records: &Records,
    dataset_id: i64,
    report: Report,
    now: &str,
) -> Result<(), DbErr> {
    let before = import_run::Entity::find().filter(import_run::Column::DatasetId.eq(dataset_id)).count(db).await?;
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let row = import_run::Model {
        id: 0,
        uid: derived(&records.dataset.key, "import_run", &format!("{now}/{before}")),
        dataset_id,
        file: records.origin.name.clone(),
        sha256: records.origin.sha256.clone(),
        started_at: now.to_owned(),
        finished_at: Some(now.to_owned()),
        read: number(report.read),
        inserted: number(report.inserted),
        updated: number(report.updated),
        unchanged: number(report.unchanged),
        skipped: 0,
        rejected: 0,
    };
    table::insert(db, vec![row]).await
}
