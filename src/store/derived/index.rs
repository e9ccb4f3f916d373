//! What is kept to find records by: their words, and the points of places.

use super::{super::sql::Dialect, Derived};

/// The tables of the full-text index of each type of record on SQLite, and the type.
const WORDS: &[(&str, &str)] = &[
    ("words_event", "EVENT"),
    ("words_organization", "ORGANIZATION"),
    ("words_person", "PERSON"),
    ("words_place", "PLACE"),
    ("words_sanction", "SANCTION"),
    ("words_source", "SOURCE"),
    ("words_statement", "STATEMENT"),
];

/// The tables that such a database has.
pub fn tables(dialect: Dialect) -> Vec<Derived> {
    match dialect {
        Dialect::Sqlite => WORDS.iter().map(|(name, record_type)| words(name, record_type)).chain([points()]).collect(),
        Dialect::Postgres => postgres(),
    }
}

/// The words of a type of record. An index keeps no texts, so what is compared is which records are in it.
fn words(name: &'static str, record_type: &str) -> Derived {
    let of = |columns: &str| format!("SELECT {columns} FROM document WHERE record_type = '{record_type}'");
    Derived {
        name,
        columns: &["record_id"],
        stored: format!("SELECT id AS record_id FROM {name}_docsize"),
        computed: of("record_id"),
        rebuilding: vec![
            format!("INSERT INTO {name} ({name}) VALUES ('delete-all')"),
            format!("INSERT INTO {name} (rowid, title, body) {} ORDER BY record_id", of("record_id, title, body")),
        ],
    }
}

/// The tree of points; its own numbers are rounded, those beside them are not.
fn points() -> Derived {
    let located = "FROM place WHERE latitude IS NOT NULL";
    Derived {
        name: "place_tree",
        columns: &["id", "latitude", "longitude"],
        stored: "SELECT id, latitude, longitude FROM place_tree".to_owned(),
        computed: format!("SELECT id, latitude, longitude {located}"),
        rebuilding: vec![
            "DELETE FROM place_tree".to_owned(),
            format!(
                "INSERT INTO place_tree SELECT id, longitude, longitude, latitude, latitude, latitude, longitude {located}"
            ),
        ],
    }
}

/// The words of each record, and each word. Words of records that have gone may stay.
fn postgres() -> Vec<Derived> {
    let words = "SELECT DISTINCT w.word FROM document, unnest(string_to_array(title || ' ' || body, ' ')) AS w (word)
        WHERE w.word <> '' AND w.word <> '¶'";
    let mut known = Derived::table("words_known", &["word"], words);
    known.stored = format!("SELECT word FROM words_known WHERE word IN ({words})");
    let words = "SELECT record_id, record_type, words_of(title, body) FROM document";
    vec![Derived::table("words_document", &["record_id", "record_type", "words"], words), known]
}
