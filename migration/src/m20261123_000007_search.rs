//! The words of every record, and the full-text indexes over them.
//!
//! `document` has what is searched, folded, a row for each record; the program writes it. The indexes follow it by
//! triggers: on SQLite an FTS5 table for each type of record, on PostgreSQL one table of `tsvector`s. Both take words as
//! they stand between spaces. Everything that belongs to an index has a name that begins with `words_`.

use crate::dialect::{Dialect, Types};
use crate::shape::one_of;

const RECORD_TYPE: &str = "EVENT ORGANIZATION PERSON STATEMENT SANCTION SOURCE PLACE";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let Types { text, long, .. } = dialect.types();
    let record_type = one_of("record_type", RECORD_TYPE);
    let document = dialect.table(
        "document",
        &format!(
            "
        record_id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        record_type {text} NOT NULL {record_type},
        title {text} NOT NULL,
        body {text} NOT NULL"
        ),
    );
    let indexes = match dialect {
        Dialect::Sqlite => RECORD_TYPE.split_whitespace().flat_map(sqlite).collect(),
        Dialect::Postgres => postgres(),
    };
    [vec![document], indexes].concat()
}

/// The index for one type. It keeps no texts: to take words out it is told which they were. Words are ASCII letters and
/// digits, and whatever is not ASCII; there is nothing else in a document but spaces.
fn sqlite(record_type: &str) -> Vec<String> {
    let name = format!("words_{}", record_type.to_lowercase());
    let add = format!("INSERT INTO {name} (rowid, title, body) VALUES (new.record_id, new.title, new.body)");
    let remove = format!(
        "INSERT INTO {name} ({name}, rowid, title, body) VALUES ('delete', old.record_id, old.title, old.body)"
    );
    let trigger = |event: &str, row: &str, action: &str| {
        format!(
            "CREATE TRIGGER {name}_{event}_{row} AFTER {event} ON document WHEN {row}.record_type = '{record_type}'
            BEGIN {action}; END"
        )
    };
    vec![
        format!("CREATE VIRTUAL TABLE {name} USING fts5(title, body, content='', tokenize='ascii', prefix='2 3')"),
        format!("CREATE VIRTUAL TABLE {name}_known USING fts5vocab({name}, row)"),
        trigger("INSERT", "new", &add),
        trigger("DELETE", "old", &remove),
        // in one trigger, for several run in no promised order; a record never becomes one of another type
        trigger("UPDATE", "old", &format!("{remove}; {add}")),
    ]
}

/// Positions end at 16,383; words behind stand there together. A phrase does not reach from the title into the body,
/// for between them stands what is no word.
fn postgres() -> Vec<String> {
    let vector = |text: &str, weight: &str| {
        format!(
            "setweight(coalesce((SELECT string_agg(quote_literal(word) || ':' || least(place, 16383), ' ')
                FROM unnest(string_to_array({text}, ' ')) WITH ORDINALITY AS words (word, place)
                WHERE word <> ''), '')::tsvector, '{weight}')"
        )
    };
    vec![
        format!(
            "CREATE FUNCTION words_of(title text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS $$ SELECT {} || {} $$",
            vector("title || ' ¶'", "A"),
            vector("body", "B")
        ),
        "CREATE TABLE words_document (
            record_id bigint NOT NULL PRIMARY KEY REFERENCES document (record_id) ON DELETE CASCADE,
            record_type text COLLATE \"C\" NOT NULL,
            words tsvector NOT NULL)"
            .to_owned(),
        "CREATE INDEX words_document_words ON words_document USING gin (words)".to_owned(),
        // Every word that was ever in a document: what may have been meant by one that is in none.
        "CREATE TABLE words_known (word text COLLATE \"C\" NOT NULL PRIMARY KEY)".to_owned(),
        "CREATE FUNCTION words_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO words_document (record_id, record_type, words)
            VALUES (new.record_id, new.record_type, words_of(new.title, new.body))
            ON CONFLICT (record_id) DO UPDATE SET record_type = excluded.record_type, words = excluded.words;
            INSERT INTO words_known (word)
            SELECT DISTINCT word FROM unnest(string_to_array(new.title || ' ' || new.body, ' ')) AS word
            WHERE word <> '' AND word <> '¶' ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$"
            .to_owned(),
        "CREATE TRIGGER words_follow AFTER INSERT OR UPDATE ON document
            FOR EACH ROW EXECUTE FUNCTION words_follow()"
            .to_owned(),
    ]
}
