//! The incident that comes with the program: the folder `data/iraq-sweden-2023`, compiled in.

use super::fault::Fault;
use super::folder::{self, Folder};
use crate::domain::record::Records;

/// The folder's name.
const NAME: &str = "iraq-sweden-2023";

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/iraq-sweden-2023/", $name)))),+]
    };
}

/// Name and text of each of its files, in the order of the names; a test compares the list to the folder.
const FILES: &[(&str, &str)] = files![
    "dataset.toml",
    "events.toml",
    "organizations.toml",
    "persons.toml",
    "places.toml",
    "sanctions.toml",
    "sources.toml",
    "statements.toml",
    "verification.toml",
];

/// The folder as compiled in.
pub fn folder() -> Folder {
    let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Folder { name: NAME.to_owned(), files }
}

/// The incident's records.
///
/// # Errors
/// Everything that is wrong with the folder; a test sees to it that this is nothing.
pub fn records() -> Result<Records, Vec<Fault>> {
    folder::read(&folder())
}
