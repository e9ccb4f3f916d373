//! From keys within a data set to ids within a database.

use std::collections::HashMap;

use crate::domain::identity::derived;
use crate::domain::record::Noun;
use crate::store::StoreError;

/// Finds ids by keys, and derives public identities.
pub(super) struct Ids<'r> {
    /// The data set's key.
    pub dataset: &'r str,
    /// The id of each record and programme.
    pub known: HashMap<(Noun, &'r str), i64>,
}

impl Ids<'_> {
    /// The public identity of what has `key` among its `noun`s.
    pub fn uid(&self, noun: &str, key: &str) -> i64 {
        derived(self.dataset, noun, key)
    }

    /// The id of a record or programme.
    pub fn id(&self, noun: Noun, key: &str) -> Result<i64, StoreError> {
        let unknown = || StoreError::UnknownKey { noun: noun.word(), key: key.to_owned() };
        self.known.get(&(noun, key)).copied().ok_or_else(unknown)
    }

    /// The id of what an optional reference names.
    pub fn optional(&self, noun: Noun, key: Option<&String>) -> Result<Option<i64>, StoreError> {
        key.map(|key| self.id(noun, key)).transpose()
    }

    /// The id of an organization or a person, which share their keys.
    pub fn party(&self, key: &str) -> Result<i64, StoreError> {
        self.id(Noun::Organization, key).or_else(|_| self.id(Noun::Person, key))
    }

    /// The ids of parties.
    pub fn parties(&self, keys: &[String]) -> Result<Vec<i64>, StoreError> {
        keys.iter().map(|key| self.party(key)).collect()
    }
}
