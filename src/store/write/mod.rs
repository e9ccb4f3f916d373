//! Writes records into a database: what is new is inserted, what differs is replaced, what is alike is left alone.
//!
//! Everything happens in one transaction. What the records came from is not known here, nor is which database it is.

mod desired;
mod ids;
pub(super) mod keys;
mod log;
mod programs;
mod retry;
mod rows;
mod shared;
mod table;

use std::collections::HashSet;

use sea_orm::{DatabaseConnection, TransactionTrait};

use self::rows::Rows;
use self::shared::Shared;
use self::table::CHUNK;
use super::StoreError;
use crate::domain::record::Records;

/// What a load did. Counts are records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Records read.
    pub read: usize,
    /// New to the database.
    pub inserted: usize,
    /// Changed.
    pub updated: usize,
    /// There already, alike.
    pub unchanged: usize,
    /// Of the same data set in the database and not among those read. They are left as they are.
    pub vanished: usize,
}

/// Writes `records`; `now` is the time to record, RFC 3339 in UTC with milliseconds.
///
/// A record is found by its public identity. If any of its columns, names, links, citations or other belongings
/// differs, its version and its number in the sequence of changes go up. A second load of the same records writes a
/// line in the log of imports and nothing else.
///
/// What the database gives up because of other writers is tried again.
///
/// # Errors
/// Then nothing was written.
pub async fn load(db: &DatabaseConnection, records: &Records, now: &str) -> Result<Report, StoreError> {
    retry::when_in_conflict(async || load_once(db, records, now).await).await
}

async fn load_once(db: &DatabaseConnection, records: &Records, now: &str) -> Result<Report, StoreError> {
    let tx = db.begin().await?;
    // First of all, for this takes the right to write: readers that turn writers half-way can be refused.
    let mut sequence = log::Sequence::take(&tx).await?;
    let dataset_id = log::dataset(&tx, &records.dataset, &mut sequence).await?;

    let mut shared = Shared::find(&tx, records).await?;
    let new = shared.insert_missing(&tx, dataset_id, now, &mut sequence).await?;
    let mut ids = shared.ids(records);
    programs::insert_missing(&tx, records, &mut ids).await?;

    let desired = desired::all(&ids, records)?;
    let changed = changed(&tx, &desired, &new, &shared).await?;
    write(&tx, &desired, &new, &changed).await?;
    programs::write(&tx, records, &ids, &mut sequence).await?;
    for (id, rows) in desired.iter().filter(|(id, _)| changed.contains(id)) {
        shared.touch(&tx, *id, rows.review_status, now, &mut sequence).await?;
    }

    let read = desired.len();
    let report = Report {
        read,
        inserted: new.len(),
        updated: changed.len(),
        unchanged: read - new.len() - changed.len(),
        vanished: shared::count(&tx, dataset_id).await?.saturating_sub(read),
    };
    log::run(&tx, records, dataset_id, report, now).await?;
    sequence.give_back(&tx).await?;
    tx.commit().await?;
    Ok(report)
}

/// The ids of those records that were there before and differ.
async fn changed(
    db: &impl sea_orm::ConnectionTrait,
    desired: &[(i64, Rows)],
    new: &HashSet<i64>,
    shared: &Shared,
) -> Result<HashSet<i64>, StoreError> {
    let old: Vec<&(i64, Rows)> = desired.iter().filter(|(id, _)| !new.contains(id)).collect();
    let mut changed = HashSet::new();
    for chunk in old.chunks(CHUNK) {
        let records: Vec<_> = chunk.iter().map(|(id, _)| (*id, shared.review_status(*id))).collect();
        let stored = rows::stored(db, &records).await?;
        changed.extend(chunk.iter().filter(|(id, rows)| stored.get(id) != Some(rows)).map(|(id, _)| *id));
    }
    Ok(changed)
}

/// Writes the rows of new and of changed records.
async fn write(
    db: &impl sea_orm::ConnectionTrait,
    desired: &[(i64, Rows)],
    new: &HashSet<i64>,
    changed: &HashSet<i64>,
) -> Result<(), StoreError> {
    // All nouns before all links: links lead to any of them.
    rows::Nouns::insert(db, desired.iter().filter(|(id, _)| new.contains(id)).map(|(_, rows)| &rows.nouns)).await?;
    for (_, rows) in desired.iter().filter(|(id, _)| changed.contains(id)) {
        rows.nouns.update(db).await?;
    }
    // All of the old before any of the new: a key elsewhere may pass from one record to another.
    let cleared: Vec<i64> = changed.iter().copied().collect();
    for ids in cleared.chunks(CHUNK) {
        Rows::clear(db, ids).await?;
    }
    let written: Vec<&Rows> =
        desired.iter().filter(|(id, _)| new.contains(id) || changed.contains(id)).map(|(_, rows)| rows).collect();
    rows::Belongings::insert(db, written.iter().map(|rows| &rows.belongings)).await?;
    let links = shared::insert_links(db, &written).await?;
    shared::insert_citations(db, &written, &links).await
}
