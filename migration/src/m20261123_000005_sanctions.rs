//! Sanctions, the programmes they belong to, whom they concern, and how their status changed.

use crate::dialect::{Dialect, Types};
use crate::shape::{Presence, fuzzy_date, not_empty, one_of};

const MEASURE: &str = "ASSET_FREEZE TRAVEL_BAN EXPORT_CONTROL IMPORT_RESTRICTIONS FINANCIAL_RESTRICTIONS ARMS_EMBARGO \
    ARMS_RESTRICTIONS TRANSPORTATION_RESTRICTIONS INVESTMENT_BAN SERVICES_BAN PROHIBITION_TO_SATISFY_CLAIMS DEBARMENT \
    AID_SUSPENSION SECTORAL_SANCTIONS AMBASSADOR_EXPULSION DIPLOMAT_EXPULSION ENVOY_RECALL RELATIONS_DOWNGRADE \
    RELATIONS_SEVERANCE MISSION_CLOSURE TALKS_SUSPENSION AGREEMENT_SUSPENSION MEMBERSHIP_SUSPENSION \
    LICENCE_SUSPENSION LICENCE_REVOCATION COMMERCIAL_BOYCOTT VISA_RESTRICTION MEDIA_BAN DEPORTATION PROSECUTION OTHER";
const STATUS: &str = "THREATENED ANNOUNCED IN_FORCE SUSPENDED LIFTED EXPIRED ANNULLED WITHDRAWN UNKNOWN";
const EVENT_KIND: &str = "RESPONSE_TO PUT_IN_FORCE CHANGED ENDED";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    [programs(dialect), sanctions(dialect), lists(dialect), history(dialect)].concat()
}

fn programs(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, identity, .. } = dialect.types();
    let (key, title, measure) = (not_empty("key"), not_empty("title"), one_of("measure", MEASURE));
    vec![
        dialect.table(
            "sanction_program",
            &format!(
                "
        id {identity},
        uid {long} NOT NULL UNIQUE,
        key {text} NOT NULL UNIQUE {key},
        title {text} NOT NULL {title},
        url {text},
        issuer_id {long} REFERENCES organization (id)"
            ),
        ),
        // The programmes of an organization.
        dialect.index("sanction_program_by_issuer", "sanction_program", "issuer_id, id"),
        dialect.list_table(
            "program_measure",
            &format!(
                "
        program_id {long} NOT NULL REFERENCES sanction_program (id) ON DELETE CASCADE,
        measure {text} NOT NULL {measure},
        position {int} NOT NULL CHECK (position >= 0),
        PRIMARY KEY (program_id, measure)"
            ),
        ),
    ]
}

fn sanctions(dialect: Dialect) -> Vec<String> {
    let Types { text, long, .. } = dialect.types();
    let title = not_empty("title");
    let [announced, effective, expires, ended] = ["announced", "effective", "expires", "ended"]
        .map(|date| fuzzy_date(dialect, "sanction", date, Presence::Optional));
    vec![
        dialect.table(
            "sanction",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        title {text} NOT NULL {title},
        title_folded {text} NOT NULL,
        {announced},
        {effective},
        {expires},
        {ended},
        program_id {long} REFERENCES sanction_program (id),
        legal_basis {text},
        reason {text},
        scope {text}"
            ),
        ),
        // Sanctions by when they were announced: the default order, and the filter by period.
        dialect.index("sanction_by_announced", "sanction", "announced_earliest, announced_latest, id"),
        // Sanctions by when they took effect.
        dialect.index("sanction_by_effective", "sanction", "effective_earliest, effective_latest, id"),
        // Sanctions by when they are due to run out.
        dialect.index("sanction_by_expires", "sanction", "expires_earliest, expires_latest, id"),
        // Sanctions by when they ended.
        dialect.index("sanction_by_ended", "sanction", "ended_earliest, ended_latest, id"),
        // Sanctions by title.
        dialect.index("sanction_by_title", "sanction", "title_folded, id"),
        // The sanctions of a programme.
        dialect.index("sanction_by_program", "sanction", "program_id, id"),
    ]
}

fn lists(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, .. } = dialect.types();
    let (measure, kind) = (one_of("measure", MEASURE), one_of("kind", EVENT_KIND));
    let parties = format!(
        "
        sanction_id {long} NOT NULL REFERENCES sanction (id) ON DELETE CASCADE,
        party_id {long} NOT NULL REFERENCES party (id),
        position {int} NOT NULL CHECK (position >= 0),
        PRIMARY KEY (sanction_id, party_id)"
    );
    vec![
        dialect.list_table("sanction_issuer", &parties),
        // The sanctions that a party imposed.
        dialect.index("sanction_issuer_by_party", "sanction_issuer", "party_id, sanction_id"),
        dialect.list_table("sanction_target", &parties),
        // The sanctions against a party.
        dialect.index("sanction_target_by_party", "sanction_target", "party_id, sanction_id"),
        dialect.list_table(
            "sanction_measure",
            &format!(
                "
        sanction_id {long} NOT NULL REFERENCES sanction (id) ON DELETE CASCADE,
        measure {text} NOT NULL {measure},
        position {int} NOT NULL CHECK (position >= 0),
        PRIMARY KEY (sanction_id, measure)"
            ),
        ),
        // The sanctions that use a measure.
        dialect.index("sanction_measure_by_measure", "sanction_measure", "measure, sanction_id"),
        dialect.list_table(
            "sanction_event",
            &format!(
                "
        sanction_id {long} NOT NULL REFERENCES sanction (id) ON DELETE CASCADE,
        event_id {long} NOT NULL REFERENCES event (id),
        kind {text} NOT NULL {kind},
        PRIMARY KEY (sanction_id, event_id, kind)"
            ),
        ),
        // The sanctions that an event led to or changed.
        dialect.index("sanction_event_by_event", "sanction_event", "event_id, sanction_id, kind"),
    ]
}

fn history(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, .. } = dialect.types();
    let status = one_of("status", STATUS);
    let changed = fuzzy_date(dialect, "status_change", "changed", Presence::Optional);
    vec![
        dialect.table(
            "status_change",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES link (id) ON DELETE CASCADE,
        sanction_id {long} NOT NULL REFERENCES sanction (id) ON DELETE CASCADE,
        position {int} NOT NULL CHECK (position >= 0),
        status {text} NOT NULL {status},
        {changed},
        event_id {long} REFERENCES event (id)"
            ),
        ),
        // The history of a sanction, and its last entry: where it stands.
        dialect.index("status_change_by_position", "status_change", "sanction_id, position, id"),
        // Where a sanction stood on a day.
        dialect.index("status_change_by_changed", "status_change", "sanction_id, changed_earliest, id"),
        // What changed by an event; without it, removing an event would walk the whole table.
        dialect.index("status_change_by_event", "status_change", "event_id, id"),
    ]
}
