//! The stored keys of names: those of the names there are, and made anew where they are of another version.

use std::collections::{BTreeMap, BTreeSet};

use demarche::{
    domain::names::{NAME_KEYS, bearer_keys},
    import::shipped,
    store,
};
use sea_orm::ConnectionTrait;

use super::each::{each, number, rows};
use crate::{postgres, world::RECORDED};

/// What is stored for each party, and what its names ask for.
type Keys = BTreeMap<i64, BTreeSet<i64>>;

async fn stored(db: &impl ConnectionTrait) -> Keys {
    let mut keys = Keys::new();
    for row in rows(db, "SELECT party_id, key FROM name_key").await {
        let (party, key) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
        assert!(keys.entry(party).or_default().insert(key));
    }
    keys
}

async fn wanted(db: &impl ConnectionTrait) -> Keys {
    let mut names = BTreeMap::<i64, Vec<String>>::new();
    for row in rows(db, "SELECT p.id, n.value FROM party p JOIN name n ON n.record_id = p.id").await {
        names.entry(row.try_get_by_index(0).unwrap()).or_default().push(row.try_get_by_index(1).unwrap());
    }
    names.into_iter().map(|(party, names)| (party, bearer_keys(names.iter().map(String::as_str)))).collect()
}

async fn version(db: &impl ConnectionTrait) -> i64 {
    number(db, "SELECT value FROM sequence WHERE name = 'name_keys'").await
}

#[tokio::test]
async fn keys_follow_the_names() {
    each(async |database| {
        let db = &database.writer;
        assert_eq!((version(db).await, stored(db).await.len()), (i64::from(NAME_KEYS), 0));
        let mut records = shipped::records().unwrap();
        store::load(db, &records, RECORDED).await.unwrap();
        let before = stored(db).await;
        assert_eq!(before, wanted(db).await);
        assert_eq!(before.len(), records.organizations.len() + records.persons.len());
        for name in &mut records.persons[0].names {
            name.value = format!("{} Zarqawi", name.value);
        }
        records.organizations[0].names.truncate(1);
        assert_eq!(store::load(db, &records, RECORDED).await.unwrap().updated, 2);
        let after = stored(db).await;
        assert_eq!(after, wanted(db).await);
        assert_eq!(before.iter().filter(|(party, keys)| after[party] != **keys).count(), 2);
    })
    .await;
}

/// Opens the database at `address`, which has keys of another version, and looks at them.
async fn renewed(address: &str) {
    let database = store::open(address).await.unwrap();
    let db = &database.writer;
    store::load(db, &shipped::records().unwrap(), RECORDED).await.unwrap();
    // what an earlier rule may have left: keys that are no longer made, and none where there should be some
    let old = ["DELETE FROM name_key WHERE key > 0", "UPDATE name_key SET key = key / 3 * 2 + 1"];
    let version_before = [old.as_slice(), &["UPDATE sequence SET value = 0 WHERE name = 'name_keys'"]].concat();
    for statement in version_before {
        db.execute_unprepared(statement).await.unwrap();
    }
    assert_ne!(stored(db).await, wanted(db).await);
    let records = number(db, "SELECT sum(version) FROM record").await;
    database.close().await.unwrap();
    let database = store::open(address).await.unwrap();
    let db = &database.writer;
    assert_eq!(stored(db).await, wanted(db).await);
    assert_eq!(version(db).await, i64::from(NAME_KEYS));
    // no record has changed by that, and none does when it is loaded again
    let report = store::load(db, &shipped::records().unwrap(), RECORDED).await.unwrap();
    assert_eq!((report.updated, number(db, "SELECT sum(version) FROM record").await), (0, records));
    // keys of this version are left alone
    db.execute_unprepared("DELETE FROM name_key").await.unwrap();
    database.close().await.unwrap();
    let database = store::open(address).await.unwrap();
    assert!(stored(&database.writer).await.is_empty());
    database.close().await.unwrap();
}

#[tokio::test]
async fn keys_of_another_version_are_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    renewed(folder.path().join("keys.db").to_str().unwrap()).await;
    if let Some(address) = postgres::fresh().await {
        renewed(&address).await;
    }
}
