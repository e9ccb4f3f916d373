//! The words frozen in the checks are the words of the entities' vocabularies, column by column.

use std::collections::{BTreeMap, BTreeSet};

use entity::{
    table::tables,
    value::{
        CodeScheme, DatePrecision, EventCategory, EventContext, EventMode, EventScope, Factuality, LinkType, Measure,
        NameKind, OrganizationKind, ParticipationRole, PartyType, PlaceKind, PlacePrecision, QuadClass, RecordType,
        RelationKind, ReviewStatus, SanctionEventKind, SanctionStatus, StatementKind, Verification, Vocabulary,
    },
};
use sea_orm::DbBackend;

use super::each::{backend, each, rows};

/// No vocabulary has it.
const NO_WORD: &str = "no word";

#[tokio::test]
async fn checks_have_the_words_of_the_entities() {
    let all_words = all_words();
    let mut expected: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for table in tables() {
        for (column, definition) in &table.columns {
            if *definition.get_column_type() == sea_orm::sea_query::ColumnType::Text
                && !(table.accepts)(column, NO_WORD)
            {
                let words = all_words.iter().filter(|word| (table.accepts)(column, word));
                let words = words.map(|word| word.to_string()).collect();
                expected.insert((table.name.to_owned(), column.to_string()), words);
            }
        }
    }
    assert!(expected.len() > 30, "the columns with a vocabulary were found");
    each(async |database| {
        let sql = match backend(&database.writer) {
            DbBackend::Sqlite => "SELECT name, sql FROM sqlite_schema WHERE type = 'table'",
            _ => "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'",
        };
        let mut found = BTreeMap::new();
        for row in rows(&database.writer, sql).await {
            let (table, sql): (String, String) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
            for (column, words) in vocabulary_checks(&sql) {
                found.insert((table.clone(), column), words);
            }
        }
        for (column, words) in &expected {
            let checked = found.remove(column);
            assert_eq!(
                checked.as_ref(),
                Some(words),
                "{column:?} on {:?}: its CHECK has other words",
                backend(&database.writer)
            );
        }
        assert!(found.is_empty(), "columns with a CHECK over words that no vocabulary in all_words() has: {found:?}");
    })
    .await;
}

/// The words of every vocabulary. One that is missing here leaves a column of `expected` without words.
fn all_words() -> BTreeSet<&'static str> {
    fn words<V: Vocabulary>() -> Vec<&'static str> {
        V::TERMS.iter().map(|term| term.name).collect()
    }
    [
        words::<CodeScheme>(),
        words::<DatePrecision>(),
        words::<EventCategory>(),
        words::<EventContext>(),
        words::<EventMode>(),
        words::<EventScope>(),
        words::<Factuality>(),
        words::<LinkType>(),
        words::<Measure>(),
        words::<NameKind>(),
        words::<OrganizationKind>(),
        words::<ParticipationRole>(),
        words::<PartyType>(),
        words::<PlaceKind>(),
        words::<PlacePrecision>(),
        words::<QuadClass>(),
        words::<RecordType>(),
        words::<RelationKind>(),
        words::<ReviewStatus>(),
        words::<SanctionEventKind>(),
        words::<SanctionStatus>(),
        words::<StatementKind>(),
        words::<Verification>(),
    ]
    .concat()
    .into_iter()
    .collect()
}

/// The columns and words of `CHECK (column IN ('A', 'B'))`, or as PostgreSQL tells it back:
/// `CHECK ((column = ANY (ARRAY['A'::text, 'B'::text])))`.
fn vocabulary_checks(sql: &str) -> Vec<(String, BTreeSet<String>)> {
    let sql = sql.replace("::text", "").replace(" = ANY (ARRAY[", " IN (").replace("((", "(").replace("])", ")");
    sql.split("CHECK (")
        .skip(1)
        .filter_map(|check| {
            let (column, rest) = check.split_once(" IN ('")?;
            let (words, _) = rest.split_once("')")?;
            let is_name = column.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
            is_name.then(|| (column.to_owned(), words.split("', '").map(str::to_owned).collect()))
        })
        .collect()
}
