//! Documents that clients name instead of sending them: those that the server was started with, and those that clients
//! have sent before by the way.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use quick_cache::{Weighter, sync::Cache};
use sha2::{Digest, Sha256};

use super::error::{Code, Problem};
use crate::domain::identity::hexadecimal;

/// Bytes that documents may take together that clients have sent.
const LEARNED_BYTES: u64 = 8_000_000;
/// What a document counts at least, so that there are at most 4,000 of them.
const LEAST: u64 = 2_000;
/// How an id begins that is the document's hash.
const SHA256: &str = "sha256:";

/// How a request names its document.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// By its text.
    Text(String),
    /// By an id: `sha256:` and the text's hash, or one that a list of documents gives it.
    Id(String),
    /// By its text's SHA-256, 64 hexadecimal digits in lower case; with the text it is learned.
    Hash {
        /// The hash.
        sha256: String,
        /// The text.
        text: Option<String>,
    },
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<str>> for Weight {
    fn weight(&self, _: &String, text: &Arc<str>) -> u64 {
        LEAST.max(text.len() as u64)
    }
}

/// Documents by their ids.
pub struct Persisted {
    /// Those on the server's list, by id.
    trusted: HashMap<String, Arc<str>>,
    /// Their texts, where nothing else is answered.
    only: Option<HashSet<Arc<str>>>,
    /// Others, by hash.
    learned: Cache<String, Arc<str>, Weight>,
}

impl Persisted {
    /// None yet; `only`: nothing will be answered but what is on the list.
    pub fn new(only: bool) -> Self {
        let learned = Cache::with_weighter((LEARNED_BYTES / LEAST) as usize, LEARNED_BYTES, Weight);
        Self { trusted: HashMap::new(), only: only.then(HashSet::new), learned }
    }

    /// Puts a document on the list, under these ids and its hash.
    pub fn trust(&mut self, ids: &[String], text: &str) {
        let shared: Arc<str> = text.into();
        let hash = sha256(text);
        let ids = ids.iter().cloned().chain([format!("{SHA256}{hash}"), hash]);
        self.trusted.extend(ids.map(|id| (id, Arc::clone(&shared))));
        if let Some(only) = &mut self.only {
            only.insert(shared);
        }
    }

    /// The text of a document that is known or may be sent; a text with a hash is checked against it.
    pub fn text(&self, named: Named) -> Result<String, Problem> {
        match named {
            Named::Text(text) => self.permitted(text),
            Named::Id(id) => self.known(&id).ok_or_else(|| {
                let message = format!("this server has no document with the id {id:?}");
                Problem::new(Code::PersistedQueryNotFound, message)
            }),
            // clients know this by the message, and send the text then
            Named::Hash { sha256, text: None } => {
                let not_found = || Problem::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound");
                self.known(&sha256).ok_or_else(not_found)
            }
            Named::Hash { sha256: hash, text: Some(text) } => {
                let actual = sha256(&text);
                if actual != hash {
                    let message = format!("the SHA-256 of `query` is {actual}, and the request says {hash}");
                    return Err(Problem::new(Code::BadUserInput, message));
                }
                self.permitted(text)
            }
        }
    }

    /// Keeps a document that has passed every check.
    pub fn learn(&self, sha256: String, text: &str) {
        if self.only.is_none() && !self.trusted.contains_key(&sha256) {
            self.learned.insert(sha256, text.into());
        }
    }

    fn known(&self, id: &str) -> Option<String> {
        let trusted = self.trusted.get(id).cloned();
        let found = trusted.or_else(|| self.learned.get(id.strip_prefix(SHA256).unwrap_or(id)));
        found.map(|text| text.as_ref().to_owned())
    }

    fn permitted(&self, text: String) -> Result<String, Problem> {
        match &self.only {
            Some(only) if !only.contains(text.as_str()) => {
                let message = "this server answers only documents on its list; name one of them by its id";
                Err(Problem::new(Code::Forbidden, message))
            }
            _ => Ok(text),
        }
    }
}

fn sha256(text: &str) -> String {
    hexadecimal(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_send_is_kept_within_bounds() {
        let persisted = Persisted::new(false);
        for number in 0..20_000 {
            let text = format!("{{ a{number} }}{}", " ".repeat(number % 60_000));
            persisted.learn(sha256(&text), &text);
        }
        assert!(persisted.learned.weight() <= LEARNED_BYTES);
        assert!(persisted.learned.len() as u64 <= LEARNED_BYTES / LEAST);
        assert!(persisted.learned.len() > 100, "some are kept");
    }
}
