//! A small database in which every table has a row, for tests that try to break one thing at a time.

use sea_orm::ConnectionTrait;

/// The records; each noun's row has the key of its record. Two events, organizations and statements, so that one can
/// point at the other.
pub const RECORDS: [(i64, &str); 11] = [
    (1, "EVENT"),
    (2, "EVENT"),
    (3, "ORGANIZATION"),
    (4, "ORGANIZATION"),
    (5, "PERSON"),
    (6, "STATEMENT"),
    (7, "STATEMENT"),
    (8, "SANCTION"),
    (9, "SOURCE"),
    (10, "PLACE"),
    (11, "PLACE"),
];

const ORIGINS: &str = "
    INSERT INTO dataset (id, uid, key, title, license, attribution) VALUES
        (1, 1, 'a', 'A', 'CC0-1.0', ''), (2, 2, 'b', 'B', 'CC0-1.0', '');
    INSERT INTO import_run (id, uid, dataset_id, file, sha256, started_at, read, inserted, updated, unchanged, skipped,
        rejected) VALUES (1, 1, 1, 'a.toml', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        '2026-11-23T10:00:00Z', 0, 0, 0, 0, 0, 0)";

const ROWS: &str = "
    INSERT INTO link (id, link_type, uid, record_id) VALUES
        (1, 'PARTICIPATION', 1, 1), (2, 'EVENT_RELATION', 2, 1), (3, 'AFFILIATION', 3, 5), (4, 'STATUS_CHANGE', 4, 8);
    INSERT INTO name (id, record_id, position, value, folded, kind) VALUES
        (1, 3, 0, 'Iraq', 'iraq', 'PRIMARY'), (2, 3, 1, 'Irak', 'irak', 'ALIAS');
    INSERT INTO document (record_id, record_type, title, body) VALUES (1, 'EVENT', 'one', 'something happened');
    INSERT INTO external_id (id, record_id, record_type, scheme, value) VALUES
        (1, 3, 'ORGANIZATION', 'iso3166-1-a2', 'IQ'), (2, 10, 'PLACE', 'iso3166-1-a2', 'IQ'),
        (3, 4, 'ORGANIZATION', 'iso3166-1-a2', 'SE');
    INSERT INTO translation (id, record_id, field, position, language, text, machine) VALUES
        (1, 6, 'text', 0, 'sv', 'Vi beklagar', FALSE), (2, 6, 'text', 1, 'de', 'Wir bedauern', TRUE);
    INSERT INTO party (id, uid, party_type, name, name_folded, country) VALUES
        (3, 3, 'ORGANIZATION', 'Iraq', 'iraq', 'IQ'), (4, 4, 'ORGANIZATION', 'Sweden', 'sweden', NULL),
        (5, 5, 'PERSON', 'Somebody', 'somebody', NULL);
    INSERT INTO name_key (key, party_id) VALUES (7, 3), (-7, 3), (7, 4);
    INSERT INTO organization (id, kind, parent_id) VALUES (3, 'STATE', NULL), (4, 'STATE', NULL);
    INSERT INTO person (id) VALUES (5);
    INSERT INTO affiliation (id, uid, person_id, organization_id, title) VALUES (3, 3, 5, 3, 'minister');
    INSERT INTO place (id, uid, name, name_folded, kind, country, latitude, longitude, geometry) VALUES
        (10, 10, 'Iraq', 'iraq', 'COUNTRY', 'IQ', 33, 44, NULL),
        (11, 11, 'Baghdad', 'baghdad', 'CITY', NULL, NULL, NULL,
            '{\"type\": \"Point\", \"coordinates\": [44.4, 33.3]}');
    INSERT INTO event (id, uid, scope, factuality, title, title_folded, category, occurred_edtf,
        occurred_earliest, occurred_latest, occurred_precision, occurred_approximate, occurred_uncertain,
        place_id) VALUES
        (1, 1, 'SINGLE', 'OCCURRED', 'One', 'one', 'PROTEST',
            '2023-07-20', '2023-07-20', '2023-07-20', 'DAY', FALSE, FALSE, 10),
        (2, 2, 'SINGLE', 'OCCURRED', 'Two', 'two', 'SANCTION',
            '2023-07', '2023-07-01', '2023-07-31', 'MONTH', FALSE, TRUE, 11);
    INSERT INTO event_context (event_id, context, position) VALUES (1, 'DIPLOMATIC', 0);
    INSERT INTO participation (id, uid, event_id, party_id, role, alleged) VALUES (1, 1, 1, 5, 'ACTOR', FALSE);
    INSERT INTO event_relation (id, uid, kind, from_id, to_id) VALUES (2, 2, 'TRIGGERED_BY', 1, 2);
    INSERT INTO statement (id, uid, text, verbatim, language, kind, alleged) VALUES
        (6, 6, 'We regret', TRUE, 'en', 'SYMPATHY', FALSE),
        (7, 7, 'We regret, and more', TRUE, 'en', 'SYMPATHY', FALSE);
    INSERT INTO statement_event (statement_id, event_id) VALUES (6, 1);
    INSERT INTO statement_addressee (statement_id, party_id, position) VALUES (6, 3, 0);
    INSERT INTO sanction_program (id, uid, key, title, issuer_id) VALUES
        (1, 1, 'IQ', 'Measures of Iraq', 3), (2, 2, 'SE', 'Measures of Sweden', 4);
    INSERT INTO program_measure (program_id, measure, position) VALUES (1, 'ENVOY_RECALL', 0);
    INSERT INTO sanction (id, uid, title, title_folded, program_id) VALUES (8, 8, 'Recall', 'recall', 1);
    INSERT INTO sanction_issuer (sanction_id, party_id, position) VALUES (8, 3, 0);
    INSERT INTO sanction_target (sanction_id, party_id, position) VALUES (8, 4, 0);
    INSERT INTO sanction_measure (sanction_id, measure, position) VALUES (8, 'ENVOY_RECALL', 0);
    INSERT INTO sanction_event (sanction_id, event_id, kind) VALUES (8, 2, 'PUT_IN_FORCE');
    INSERT INTO status_change (id, sanction_id, position, status) VALUES (4, 8, 0, 'ANNOUNCED');
    INSERT INTO source (id, uid, title, title_folded, authors) VALUES (9, 9, 'Report', 'report', '[\"A. Author\"]');
    INSERT INTO citation (id, uid, source_id, record_id, link_id, verification) VALUES
        (1, 1, 9, 1, NULL, 'VERIFIED'), (2, 2, 9, 1, 1, 'UNARCHIVED');
    INSERT INTO citation_attribution (citation_id, organization_id, position) VALUES (1, 4, 0)";

/// Fills an empty database.
pub async fn fill(connection: &impl ConnectionTrait) {
    for row in ORIGINS.split(';') {
        run(connection, row).await;
    }
    for (id, noun) in RECORDS {
        let row = format!(
            "INSERT INTO record (id, record_type, uid, slug, dataset_id, review_status, version, change_seq,
                recorded_at, updated_at) VALUES ({id}, '{noun}', {id}, 'r{id}', 1, 'DRAFT', 1, 1,
                '2026-11-23T10:00:00.000Z',
                '2026-11-23T10:00:00.000Z')"
        );
        run(connection, &row).await;
    }
    for row in ROWS.split(';') {
        run(connection, row).await;
    }
}

async fn run(connection: &impl ConnectionTrait, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}
