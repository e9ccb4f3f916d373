//! Keys by which the parties are found that a name could be.
//!
//! What a key stands for is the server's to say: it makes them anew where `sequence` says that they are of another
//! version than its own, as after this step.

use crate::dialect::{Dialect, Types};

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let Types { long, .. } = dialect.types();
    vec![
        // Its own tree serves the parties with a key.
        dialect.list_table(
            "name_key",
            &format!(
                "
        key {long} NOT NULL,
        party_id {long} NOT NULL REFERENCES party (id) ON DELETE CASCADE,
        PRIMARY KEY (key, party_id)"
            ),
        ),
        // The keys of a party.
        dialect.index("name_key_by_party", "name_key", "party_id"),
        // The version of the keys that are stored; of none so far.
        "INSERT INTO sequence (name, value) VALUES ('name_keys', 0)".to_owned(),
    ]
}
