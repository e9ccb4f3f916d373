//! What is worked out of other tables so that lists and groups need not be: whose events there are, by time, and how
//! many events a month and country has. Triggers keep it in step, whoever writes and in the same transaction.
//!
//! On PostgreSQL that supposes what holds of all writing here: one transaction at a time, by the lock on `sequence`.

use crate::derived::{TALLY, added, removed, tallied, tally, tally_table};
use crate::dialect::{Dialect, Types};

/// Columns of an event that something is worked out of.
const EVENT: &str = "occurred_earliest, occurred_latest, place_id, goldstein_tenths, fatalities_low, fatalities_best, \
    fatalities_high";

/// Creates the tables, fills them, and keeps them in step from then on.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let Types { text, long, .. } = dialect.types();
    let days = format!("earliest {text} NOT NULL, latest {text} NOT NULL, event_id {long} NOT NULL");
    let mut all = vec![
        // The events of a party, each once, by time.
        dialect.list_table(
            "party_event",
            &format!("party_id {long} NOT NULL, {days}, PRIMARY KEY (party_id, earliest, latest, event_id)"),
        ),
        // The events of a country, by time.
        dialect.list_table(
            "country_event",
            &format!("country {text} NOT NULL, {days}, PRIMARY KEY (country, earliest, latest, event_id)"),
        ),
        // How many events began in a month and ended in a month in a country, and their numbers.
        dialect.list_table("event_tally", &tally_table(text, long)),
        "INSERT INTO party_event (party_id, earliest, latest, event_id)
            SELECT DISTINCT p.party_id, e.occurred_earliest, e.occurred_latest, e.id
            FROM participation p JOIN event e ON e.id = p.event_id"
            .to_owned(),
        "INSERT INTO country_event (country, earliest, latest, event_id)
            SELECT l.country, e.occurred_earliest, e.occurred_latest, e.id
            FROM event e JOIN place l ON l.id = e.place_id WHERE l.country IS NOT NULL"
            .to_owned(),
        format!(
            "INSERT INTO event_tally ({TALLY}) {}",
            tallied(1, "event e LEFT JOIN place l ON l.id = e.place_id", "l.country")
        ),
    ];
    all.extend([participations(dialect), events(dialect), places(dialect)].concat());
    all
}

fn participations(dialect: Dialect) -> Vec<String> {
    let added = "INSERT INTO party_event (party_id, earliest, latest, event_id)
        SELECT NEW.party_id, occurred_earliest, occurred_latest, id FROM event WHERE id = NEW.event_id
        ON CONFLICT DO NOTHING";
    // of an event that is going there is nothing left by now
    let removed = "DELETE FROM party_event WHERE party_id = OLD.party_id AND event_id = OLD.event_id
        AND earliest = (SELECT occurred_earliest FROM event WHERE id = OLD.event_id)
        AND latest = (SELECT occurred_latest FROM event WHERE id = OLD.event_id)
        AND NOT EXISTS (SELECT 1 FROM participation WHERE party_id = OLD.party_id AND event_id = OLD.event_id)";
    let differs = "OLD.party_id <> NEW.party_id OR OLD.event_id <> NEW.event_id";
    [
        dialect.trigger("participation_added", "AFTER INSERT ON participation", None, &[added]),
        dialect.trigger("participation_removed", "AFTER DELETE ON participation", None, &[removed]),
        dialect.trigger(
            "participation_changed",
            "AFTER UPDATE OF party_id, event_id ON participation",
            Some(differs),
            &[removed, added],
        ),
    ]
    .concat()
}

fn events(dialect: Dialect) -> Vec<String> {
    let (added, removed) = (added(), removed());
    let (added, removed): (Vec<&str>, Vec<&str>) =
        (added.iter().map(String::as_str).collect(), removed.iter().map(String::as_str).collect());
    let differs: Vec<String> =
        EVENT.split(", ").map(|column| format!("OLD.{column} IS DISTINCT FROM NEW.{column}")).collect();
    let differs = differs.join(" OR ");
    [
        // nobody takes part in what is new
        dialect.trigger("event_added", "AFTER INSERT ON event", None, &added[1..]),
        // before: what took part in it goes along with it
        dialect.trigger("event_removed", "BEFORE DELETE ON event", None, &removed),
        dialect.trigger("event_changing", &format!("BEFORE UPDATE OF {EVENT} ON event"), Some(&differs), &removed),
        dialect.trigger("event_changed", &format!("AFTER UPDATE OF {EVENT} ON event"), Some(&differs), &added),
    ]
    .concat()
}

fn places(dialect: Dialect) -> Vec<String> {
    let here = |row: &str| format!("event e WHERE e.place_id = {row}.id");
    let removed = [
        "DELETE FROM country_event WHERE country = OLD.country AND (earliest, latest, event_id) IN (
            SELECT occurred_earliest, occurred_latest, id FROM event WHERE place_id = OLD.id)"
            .to_owned(),
        tally(&tallied(-1, &here("OLD"), "OLD.country")),
        "DELETE FROM event_tally WHERE events = 0".to_owned(),
    ];
    let added = [
        "INSERT INTO country_event (country, earliest, latest, event_id)
            SELECT NEW.country, occurred_earliest, occurred_latest, id FROM event
            WHERE place_id = NEW.id AND NEW.country IS NOT NULL"
            .to_owned(),
        tally(&tallied(1, &here("NEW"), "NEW.country")),
    ];
    // SQLite lets a place go before its events do if both go in one statement
    let without = tally(&tallied(1, &here("OLD"), "NULL"));
    let [removed, added]: [Vec<&str>; 2] =
        [removed.iter().map(String::as_str).collect(), added.iter().map(String::as_str).collect()];
    let differs = Some("OLD.country IS DISTINCT FROM NEW.country");
    let gone = [removed.as_slice(), &[&without]].concat();
    [
        dialect.trigger("place_changing", "BEFORE UPDATE OF country ON place", differs, &removed),
        dialect.trigger("place_changed", "AFTER UPDATE OF country ON place", differs, &added),
        dialect.trigger("place_removed", "BEFORE DELETE ON place", None, &gone),
    ]
    .concat()
}
