//! The incident that comes with the program.

use std::path::Path;

use crate::require;
use demarche::import::folder::Folder;
use demarche::import::{shipped, verification};
use entity::value::Verification;

fn source_folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/iraq-sweden-2023")
}

#[test]
fn what_is_compiled_in_is_the_folder() {
    assert_eq!(shipped::folder(), Folder::read(&source_folder()).unwrap());
}

#[test]
fn it_is_in_order_and_verified() {
    let records = shipped::records().unwrap();
    assert!(records.citations().count() > 100);
    let (faults, unchecked) = verification::unverified(&records);
    assert_eq!(faults, []);
    let archived = |key: &str| records.sources.iter().any(|it| it.common.key == key && it.content_hash.is_some());
    let uncheckable = records.citations().filter(|it| it.exact.is_none() || !archived(&it.source)).count();
    assert_eq!(unchecked, uncheckable, "every passage has been looked for: run demarche check --archive … --write");
}

/// Where the archived text is at hand, what the folder says was found is what is found now.
#[test]
fn what_was_recorded_is_what_is_found() {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    if !archive.join("article.txt").exists() {
        return require::missing("archived article in ../shared/seed", "THE CHECK OF PASSAGES AGAINST IT");
    }
    let mut records = shipped::records().unwrap();
    for citation in records.citations_mut() {
        citation.verification = Verification::Unarchived;
    }
    verification::verify(&mut records, &archive).unwrap();
    let (_, recorded) = shipped::folder().files.into_iter().find(|(name, _)| name == verification::FILE).unwrap();
    assert_eq!(verification::recorded_text(&records), recorded);
}
