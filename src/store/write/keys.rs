//! The stored keys of names, made anew where they are of another version than this server's.

use std::collections::BTreeMap;

use entity::{name, name_key, party, sequence};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::table::{self, CHUNK};
use crate::domain::names::{NAME_KEYS, bearer_keys};

/// The row that says of which version the keys are.
const VERSION: &str = "name_keys";

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
    name_key::Entity::delete_many().exec(db).await?;
    let mut last = i64::MIN;
    loop {
        let parties = party::Entity::find().select_only().column(party::Column::Id);
        let parties = parties.filter(party::Column::Id.gt(last)).order_by_asc(party::Column::Id).limit(CHUNK as u64);
        let parties: Vec<i64> = parties.into_tuple().all(db).await?;
        let Some(end) = parties.last() else { break };
        last = *end;
        let mut names = BTreeMap::<i64, Vec<String>>::new();
        for row in table::owned::<name::Entity>(db, name::Column::RecordId, &parties).await? {
            names.entry(row.record_id).or_default().push(row.value);
        }
        let keys = names.iter().flat_map(|(party_id, names)| {
            let keys = bearer_keys(names.iter().map(String::as_str));
            keys.into_iter().map(|key| name_key::Model { key, party_id: *party_id })
        });
        table::insert(db, keys.collect()).await?;
    }
    table::update(db, &[sequence::Model { name: VERSION.to_owned(), value: i64::from(NAME_KEYS) }]).await
}
