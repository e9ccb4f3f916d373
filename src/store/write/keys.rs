//! The stored keys of names, made anew where they are of another version than this server's.

use std::collections::{BTreeMap, BTreeSet};

use entity::{name, name_key, party, sequence};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::table::{self, CHUNK};
use crate::{
    domain::names::{NAME_KEYS, bearer_keys},
    store::derived::Compared,
};

/// The row that says of which version the keys are.
const VERSION: &str = "name_keys";
/// The table with the keys.
pub(in crate::store) const TABLE: &str = "name_key";

/// Whether the keys that are stored are of this server's version.
pub(in crate::store) async fn are_current(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let row = sequence::Entity::find_by_id(VERSION).one(db).await?;
    Ok(row.is_some_and(|row| row.value == i64::from(NAME_KEYS)))
}

/// Makes the keys of all parties, unless they are there; to be called in a transaction.
pub(in crate::store) async fn renew(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    if are_current(db).await? {
        return Ok(());
    }
    rebuild(db).await
}

/// Makes the keys of all parties anew; to be called in a transaction.
pub(in crate::store) async fn rebuild(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    name_key::Entity::delete_many().exec(db).await?;
    let mut last = i64::MIN;
    while let Some(parties) = parties_after(db, &mut last).await? {
        table::insert(db, computed(db, &parties).await?.into_iter().collect()).await?;
    }
    table::update(db, &[sequence::Model { name: VERSION.to_owned(), value: i64::from(NAME_KEYS) }]).await
}

/// Compares the keys that are stored with those that the parties' names have.
pub(in crate::store) async fn compare(db: &impl ConnectionTrait) -> Result<Compared, DbErr> {
    let mut found = Compared { name: TABLE, ..Compared::default() };
    let mut last = i64::MIN;
    while let Some(parties) = parties_after(db, &mut last).await? {
        let computed = computed(db, &parties).await?;
        let stored = table::owned::<name_key::Entity>(db, name_key::Column::PartyId, &parties).await?;
        let stored: BTreeSet<name_key::Model> = stored.into_iter().collect();
        found.rows += stored.len() as i64;
        for (rows, differing) in
            [(&mut found.missing, computed.difference(&stored)), (&mut found.wrong, stored.difference(&computed))]
        {
            differing.for_each(|row| rows.add(|| format!("{}, {}", row.key, row.party_id)));
        }
    }
    Ok(found)
}

/// The parties behind the last one, some at a time.
async fn parties_after(db: &impl ConnectionTrait, last: &mut i64) -> Result<Option<Vec<i64>>, DbErr> {
    let parties = party::Entity::find().select_only().column(party::Column::Id);
    let parties = parties.filter(party::Column::Id.gt(*last)).order_by_asc(party::Column::Id).limit(CHUNK as u64);
    let parties: Vec<i64> = parties.into_tuple().all(db).await?;
    Ok(parties.last().copied().map(|end| {
        *last = end;
        parties
    }))
}

/// The keys that these parties should have.
async fn computed(db: &impl ConnectionTrait, parties: &[i64]) -> Result<BTreeSet<name_key::Model>, DbErr> {
    let mut names = BTreeMap::<i64, Vec<String>>::new();
    for row in table::owned::<name::Entity>(db, name::Column::RecordId, parties).await? {
        names.entry(row.record_id).or_default().push(row.value);
    }
    let keys = names.iter().flat_map(|(party_id, names)| {
        let keys = bearer_keys(names.iter().map(String::as_str));
        keys.into_iter().map(|key| name_key::Model { key, party_id: *party_id })
    });
    Ok(keys.collect())
}
