//! The key spaces that all records and links share, what every record can carry, and where records come from.
//!
//! What belongs to a record goes with it (`ON DELETE CASCADE`, along every path: PostgreSQL does not promise which it
//! takes first); what is merely pointed at cannot go while something points at it.

use crate::dialect::{Dialect, Types};
use crate::shape::{instant, instant_in_milliseconds, not_empty, one_of, sha256};

const RECORD_TYPE: &str = "EVENT ORGANIZATION PERSON STATEMENT SANCTION SOURCE PLACE";
const LINK_TYPE: &str = "PARTICIPATION EVENT_RELATION AFFILIATION STATUS_CHANGE";
const REVIEW_STATUS: &str = "DRAFT REVIEWED DISPUTED RETRACTED";
const NAME_KIND: &str = "PRIMARY ALIAS PREVIOUS WEAK ACRONYM";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    [origins(dialect), records(dialect), belongings(dialect)].concat()
}

fn origins(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, identity, .. } = dialect.types();
    let (key, title) = (not_empty("key"), not_empty("title"));
    let (sha256, started_at, finished_at) = (sha256("sha256"), instant("started_at"), instant("finished_at"));
    vec![
        dialect.list_table("sequence", &format!("name {text} NOT NULL PRIMARY KEY, value {long} NOT NULL")),
        // Counts the changes to records; the first change is 1.
        "INSERT INTO sequence (name, value) VALUES ('change', 0)".to_owned(),
        dialect.table(
            "dataset",
            &format!(
                "
        id {identity},
        uid {long} NOT NULL UNIQUE,
        key {text} NOT NULL UNIQUE {key},
        title {text} NOT NULL {title},
        license {text} NOT NULL,
        attribution {text} NOT NULL,
        url {text}"
            ),
        ),
        dialect.table(
            "import_run",
            &format!(
                "
        id {identity},
        uid {long} NOT NULL UNIQUE,
        dataset_id {long} NOT NULL REFERENCES dataset (id),
        file {text} NOT NULL,
        sha256 {text} NOT NULL {sha256},
        started_at {text} NOT NULL {started_at},
        finished_at {text} {finished_at},
        read {int} NOT NULL,
        inserted {int} NOT NULL,
        updated {int} NOT NULL,
        unchanged {int} NOT NULL,
        skipped {int} NOT NULL,
        rejected {int} NOT NULL,
        CONSTRAINT import_run_counts CHECK (read >= 0 AND inserted >= 0 AND updated >= 0 AND unchanged >= 0
            AND skipped >= 0 AND rejected >= 0)"
            ),
        ),
        // The runs of a dataset, in order.
        dialect.index("import_run_by_dataset", "import_run", "dataset_id, id"),
    ]
}

fn records(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, identity, .. } = dialect.types();
    let (record_type, review_status) = (one_of("record_type", RECORD_TYPE), one_of("review_status", REVIEW_STATUS));
    let (recorded_at, updated_at) = (instant_in_milliseconds("recorded_at"), instant_in_milliseconds("updated_at"));
    let (slug, link_type) = (not_empty("slug"), one_of("link_type", LINK_TYPE));
    vec![
        dialect.table(
            "record",
            &format!(
                "
        id {identity},
        record_type {text} NOT NULL {record_type},
        uid {long} NOT NULL UNIQUE,
        slug {text} NOT NULL {slug},
        dataset_id {long} NOT NULL REFERENCES dataset (id),
        review_status {text} NOT NULL {review_status},
        version {int} NOT NULL CHECK (version >= 1),
        change_seq {long} NOT NULL CHECK (change_seq >= 0),
        recorded_at {text} NOT NULL {recorded_at},
        updated_at {text} NOT NULL {updated_at},
        CONSTRAINT record_slug UNIQUE (record_type, slug)"
            ),
        ),
        // The latest additions of a noun.
        dialect.index("record_by_recorded", "record", "record_type, recorded_at, id"),
        // The latest changes of a noun.
        dialect.index("record_by_updated", "record", "record_type, updated_at, id"),
        // The records of a dataset.
        dialect.index("record_by_dataset", "record", "dataset_id, id"),
        // What changed since a given change.
        dialect.index("record_by_change", "record", "change_seq, id"),
        // Its one index over (record_id, id) serves the links of a record, and lets `citation` point at a link and
        // its record in one: the citation's link is then its own record's.
        dialect.table(
            "link",
            &format!(
                "
        id {identity},
        link_type {text} NOT NULL {link_type},
        uid {long} NOT NULL UNIQUE,
        record_id {long} NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        CONSTRAINT link_of_record UNIQUE (record_id, id)"
            ),
        ),
    ]
}

fn belongings(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, identity, .. } = dialect.types();
    let (kind, record_type) = (one_of("kind", NAME_KIND), one_of("record_type", RECORD_TYPE));
    let (value, scheme, field) = (not_empty("value"), not_empty("scheme"), not_empty("field"));
    let (some_text, language) = (not_empty("text"), not_empty("language"));
    let machine = dialect.boolean("machine", "NOT NULL");
    vec![
        dialect.table(
            "name",
            &format!(
                "
        id {identity},
        record_id {long} NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        position {int} NOT NULL CHECK (position >= 0),
        value {text} NOT NULL {value},
        folded {text} NOT NULL,
        kind {text} NOT NULL {kind},
        language {text},
        script {text},
        CONSTRAINT name_position UNIQUE (record_id, position)"
            ),
        ),
        // Who bears a name.
        dialect.index("name_by_folded", "name", "folded, record_id"),
        dialect.table(
            "external_id",
            &format!(
                "
        id {identity},
        record_id {long} NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        record_type {text} NOT NULL {record_type},
        scheme {text} NOT NULL {scheme},
        value {text} NOT NULL {value},
        url {text},
        CONSTRAINT external_id_value UNIQUE (record_type, scheme, value)"
            ),
        ),
        // The keys of a record in other systems.
        dialect.index("external_id_by_record", "external_id", "record_id, id"),
        // Its unique key serves the texts of a record in other languages.
        dialect.table(
            "translation",
            &format!(
                "
        id {identity},
        record_id {long} NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        field {text} NOT NULL {field},
        position {int} NOT NULL CHECK (position >= 0),
        language {text} NOT NULL {language},
        text {text} NOT NULL {some_text},
        {machine},
        CONSTRAINT translation_language UNIQUE (record_id, field, language)"
            ),
        ),
    ]
}
