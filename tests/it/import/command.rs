//! The commands as they are called: exit codes, and what goes where.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::folders::{DATASET, RECORDS};

/// What the sound folder's source says.
const ARCHIVED: &str = "he said: they stormed it in Baghdad";

fn demarche(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let command = Command::new(env!("CARGO_BIN_EXE_demarche")).current_dir(folder).args(args).output();
    let Output { status, stdout, stderr } = command.unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn data(records: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/dataset.toml"), DATASET).unwrap();
    fs::write(folder.path().join("data/records.toml"), records).unwrap();
    folder
}

#[test]
fn check_and_load_a_sound_folder() {
    let folder = data(RECORDS);
    let (code, out, err) = demarche(folder.path(), &["check", "data"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "test: 11 records, 14 citations\n", ""));
    let load = ["load", "data", "--database", "a.db"];
    let (code, out, err) = demarche(folder.path(), &load);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "test: 11 read, 11 inserted, 0 updated, 0 unchanged\n", ""));
    let (code, out, _) = demarche(folder.path(), &load);
    assert_eq!((code, out.as_str()), (0, "test: 11 read, 0 inserted, 0 updated, 11 unchanged\n"));
}

#[test]
fn a_broken_folder_loads_nothing() {
    let folder = data(&RECORDS.replace("title = \"Storming\"", "titel = \"Storming\""));
    let (code, out, err) = demarche(folder.path(), &["load", "data", "--database", "a.db"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains(": unknown field `titel` in event `storming`; did you mean `title`?\n"), "{err}");
    assert!(err.ends_with("2 faults in 1 file\n"), "{err}");
    assert!(!folder.path().join("a.db").exists());
    assert_eq!(demarche(folder.path(), &["check", "data"]).0, 1);
}

#[test]
fn failures_and_wrong_calls() {
    let folder = data(RECORDS);
    let (code, out, err) = demarche(folder.path(), &["load", "data", "--database", "missing/folder/a.db"]);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.starts_with("error: "), "{err}");
    assert_eq!(demarche(folder.path(), &["check", "nowhere"]).0, 1);
    assert_eq!(demarche(folder.path(), &["check"]).0, 2);
    assert_eq!(demarche(folder.path(), &["check", "data", "--write"]).0, 2);
    assert_eq!(demarche(folder.path(), &["check", "data", "--archive", "nowhere"]).0, 1);
}

#[test]
fn passages_are_looked_for_in_the_archive() {
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(ARCHIVED).iter().map(|byte| format!("{byte:02x}")).collect();
    let records = RECORDS.replace(&"0".repeat(64), &hash);
    let folder = data(&records);
    fs::create_dir(folder.path().join("archive")).unwrap();
    fs::write(folder.path().join("archive/any name.txt"), ARCHIVED).unwrap();
    let check = ["check", "data", "--archive", "archive", "--write"];
    let (code, out, err) = demarche(folder.path(), &check);
    let counts = "test: 11 records, 14 citations\n3 verified, 11 without a passage or an archived text to check\n";
    assert_eq!((code, out.as_str(), err.as_str()), (0, counts, ""));
    let recorded = fs::read_to_string(folder.path().join("data/verification.toml")).unwrap();
    assert_eq!(recorded.matches("VERIFIED").count(), 3, "{recorded}");

    fs::remove_dir_all(folder.path().join("archive")).unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    let (code, out, _) = demarche(folder.path(), &["check", "data", "--archive", "archive"]);
    assert_eq!((code, out.as_str()), (0, counts), "what was recorded holds");

    fs::write(folder.path().join("archive/a.txt"), ARCHIVED).unwrap();
    let edited = records.replace("\"he said\"", "\"she said\"").replace("\"stormed\"", "\"STORMED\"");
    fs::write(folder.path().join("data/records.toml"), edited).unwrap();
    let (code, out, err) = demarche(folder.path(), &["check", "data", "--archive", "archive"]);
    assert_eq!(code, 1);
    assert!(out.contains("1 verified, 11 without"), "{out}");
    assert!(err.contains("the passage `she said` is not in the archived text of source `report`"), "{err}");
    assert!(err.contains("the passage `STORMED` is in the archived text only with other spaces"), "{err}");
    assert!(err.starts_with("records.toml:") && err.ends_with("2 faults in 1 file\n"), "{err}");
}
