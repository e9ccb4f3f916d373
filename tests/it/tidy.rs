//! What the house demands of every source file: its head, its length, and what its room may not mention.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Lines that a file may have without its tests.
const LIMIT: usize = 400;

/// Longer files: how long they may be, and why.
const LONG: [(&str, usize, &str); 1] =
    [("entity/src/value/event.rs", 430, "words of PLOVER and what each means: a list, not code")];

/// What must not be mentioned in a room. SQL is told by its words in capitals within a string.
const FORBIDDEN: [(&str, &[&str]); 12] = [
    ("entity/src", &["demarche::", "async_graphql", "actix", "rusqlite", "migration::"]),
    ("migration/src", &["demarche::", "entity::", "async_graphql", "actix"]),
    (
        "src/catalog",
        &[
            "async_graphql",
            "actix",
            "rusqlite",
            "\"SELECT ",
            "crate::plan",
            "crate::store",
            "crate::graphql",
            "crate::http",
            "crate::types",
        ],
    ),
    (
        "src/domain",
        &[
            "async ",
            ".await",
            "tokio",
            "std::fs",
            "std::net",
            "rusqlite",
            "sea_orm",
            "actix",
            "\"SELECT ",
            "crate::catalog",
            "crate::plan",
            "crate::store",
        ],
    ),
    (
        "src/types",
        &["actix", "rusqlite", "sea_orm::Database", "\"SELECT ", "crate::plan", "crate::store", "crate::http"],
    ),
    (
        "src/plan",
        &[
            "rusqlite",
            "sqlx",
            "actix",
            "sea_orm::Database",
            "\"SELECT ",
            "crate::store",
            "crate::graphql",
            "crate::http",
        ],
    ),
    ("src/store", &["async_graphql", "actix", "crate::graphql", "crate::http"]),
    (
        "src/graphql",
        &["actix", "rusqlite", "sea_orm", "\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "crate::http"],
    ),
    ("src/http", &["sea_orm", "rusqlite", "\"SELECT ", "crate::store", "crate::plan", "crate::catalog", "entity::"]),
    ("src/import", &["async_graphql", "actix", "rusqlite", "sea_orm", "\"SELECT ", "crate::graphql", "crate::http"]),
    ("src/telemetry", &["async_graphql", "sea_orm", "rusqlite", "sqlx", "\"SELECT ", "crate::plan", "crate::http"]),
    ("src/cli", &["async_graphql", "sea_orm", "\"SELECT ", "crate::plan"]),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(String, String)> {
    let folders = ["src", "entity/src", "migration/src"];
    let paths = folders.iter().flat_map(|folder| files(Path::new(folder)));
    paths.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// A file without its unit tests and comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    lines.map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether a line has the word, and not as the end of a longer one.
fn mentions(line: &str, word: &str) -> bool {
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_'))
}

#[test]
fn rooms_keep_to_what_they_may_know() {
    let sources = sources();
    let mut found = Vec::new();
    for (room, words) in FORBIDDEN {
        let inside: Vec<_> = sources.iter().filter(|(path, _)| path.starts_with(&format!("{room}/"))).collect();
        assert!(!inside.is_empty(), "{room} is a room");
        for (path, text) in inside {
            for (number, line) in code(text) {
                let mentioned = words.iter().filter(|word| mentions(line, word));
                found.extend(mentioned.map(|word| format!("{path}:{number} mentions {word:?}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn files_say_what_they_hold_and_are_not_long() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//! ") {
            found.push(format!("{path} does not begin with what it holds"));
        }
        let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
        let limit = LONG.iter().find(|(long, ..)| *long == path).map_or(LIMIT, |(_, limit, _)| *limit);
        if lines > limit {
            found.push(format!("{path} has {lines} lines without its tests, and the limit is {limit}"));
        }
    }
    for path in files(Path::new("tests")) {
        let text = fs::read_to_string(&path).unwrap();
        if !text.starts_with("//! ") || text.lines().count() > LIMIT {
            found.push(format!("{} is long or does not say what it holds", path.display()));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
