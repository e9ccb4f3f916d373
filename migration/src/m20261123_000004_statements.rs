//! Statements, whom they address and what they are about.

use crate::dialect::{Dialect, Types};
use crate::shape::{Presence, fuzzy_date, not_empty, one_of};

const KIND: &str = "CONDEMNATION ACCUSATION OFFICIAL_PROTEST THREAT WARNING ULTIMATUM DEMAND APPEAL ANNOUNCEMENT \
    COMMITMENT SUPPORT SYMPATHY APOLOGY ACKNOWLEDGEMENT DENIAL REJECTION CLARIFICATION COMMENT NO_COMMENT OTHER";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, .. } = dialect.types();
    let (words, language, kind) = (not_empty("text"), not_empty("language"), one_of("kind", KIND));
    let (verbatim, alleged) = (dialect.boolean("verbatim", "NOT NULL"), dialect.boolean("alleged", "NOT NULL"));
    let said = fuzzy_date(dialect, "statement", "said", Presence::Optional);
    vec![
        dialect.table(
            "statement",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        text {text} NOT NULL {words},
        {verbatim},
        language {text} NOT NULL {language},
        kind {text} NOT NULL {kind},
        speaker_id {long} REFERENCES person (id),
        speaker_label {text},
        on_behalf_of_id {long} REFERENCES organization (id),
        {alleged},
        {said},
        part_of_id {long} REFERENCES statement (id),
        channel {text},
        CONSTRAINT statement_not_part_of_itself CHECK (part_of_id <> id)"
            ),
        ),
        // Statements by time: the default order, and the filter by period.
        dialect.index("statement_by_said", "statement", "said_earliest, said_latest, id"),
        // What a person said.
        dialect.index("statement_by_speaker", "statement", "speaker_id, id"),
        // What was said on behalf of an organization.
        dialect.index("statement_by_on_behalf_of", "statement", "on_behalf_of_id, id"),
        // The quotations from a statement.
        dialect.index("statement_by_whole", "statement", "part_of_id, id"),
        dialect.list_table(
            "statement_event",
            &format!(
                "
        statement_id {long} NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
        event_id {long} NOT NULL REFERENCES event (id),
        PRIMARY KEY (statement_id, event_id)"
            ),
        ),
        // What was said about an event.
        dialect.index("statement_event_by_event", "statement_event", "event_id, statement_id"),
        dialect.list_table(
            "statement_addressee",
            &format!(
                "
        statement_id {long} NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
        party_id {long} NOT NULL REFERENCES party (id),
        position {int} NOT NULL CHECK (position >= 0),
        PRIMARY KEY (statement_id, party_id)"
            ),
        ),
        // What was said to a party.
        dialect.index("statement_addressee_by_party", "statement_addressee", "party_id, statement_id"),
    ]
}
