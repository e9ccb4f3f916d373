//! The incident that comes with the program.

use super::folder::Folder;

/// Name and text of each file of `data/iraq-sweden-2023`, in the order of the names; a test compares it to the folder.
const FILES: &[(&str, &str)] = &[];

/// The folder of the incident, as compiled in.
pub fn folder() -> Folder {
    let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Folder { name: "iraq-sweden-2023".to_owned(), files }
}
