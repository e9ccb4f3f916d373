//! SQL of the tallies of events, for the migration that creates them. Frozen like it.

/// The columns of `event_tally`, in order.
pub const TALLY: &str = "key, earliest, latest, country, events, goldsteins, goldstein_tenths, fatalities_lows, \
    fatalities_low, fatalities_bests, fatalities_best, fatalities_highs, fatalities_high";

/// Numbers of events: the column that says how many have it, the column of the sum, the event's column. A sum is NULL
/// where no event has the number.
const NUMBERS: [(&str, &str); 4] = [
    ("goldsteins", "goldstein_tenths"),
    ("fatalities_lows", "fatalities_low"),
    ("fatalities_bests", "fatalities_best"),
    ("fatalities_highs", "fatalities_high"),
];

/// The body of `event_tally`. Its key is spelt out of what tells rows apart, for a country may be NULL; its days are
/// bounds of those in its months, the 31st also of a shorter one.
pub fn tally_table(text: &str, long: &str) -> String {
    let numbers: Vec<String> =
        NUMBERS.iter().map(|(count, sum)| format!("{count} {long} NOT NULL, {sum} {long}")).collect();
    format!(
        "key {text} NOT NULL PRIMARY KEY, earliest {text} NOT NULL, latest {text} NOT NULL, country {text},
        events {long} NOT NULL, {}",
        numbers.join(", ")
    )
}

fn key(earliest: &str, latest: &str, country: &str) -> String {
    format!("substr({earliest}, 1, 7) || '/' || substr({latest}, 1, 7) || '/' || coalesce({country}, '')")
}

/// The tallies of the events `e` that `from` names, taken so many times.
pub fn tallied(times: i8, from: &str, country: &str) -> String {
    let numbers: Vec<String> =
        NUMBERS.iter().map(|(_, sum)| format!("{times} * count(e.{sum}), {times} * sum(e.{sum})")).collect();
    let (first, last) = ("e.occurred_earliest", "e.occurred_latest");
    // the key may be made of a value that is no column: what is grouped by are the places of its parts
    format!(
        "SELECT min({}), substr({first}, 1, 7) || '-01', substr({last}, 1, 7) || '-31', {country}, {times} * count(*), {}
        FROM {from} GROUP BY 2, 3, 4",
        key(first, last, country),
        numbers.join(", ")
    )
}

/// Adds tallies to those that are there.
pub fn tally(tallies: &str) -> String {
    let numbers: Vec<String> = NUMBERS
        .iter()
        .map(|(count, sum)| {
            format!(
                "{count} = event_tally.{count} + excluded.{count}, {sum} = CASE
                WHEN event_tally.{count} + excluded.{count} = 0 THEN NULL
                ELSE coalesce(event_tally.{sum}, 0) + coalesce(excluded.{sum}, 0) END"
            )
        })
        .collect();
    format!(
        "INSERT INTO event_tally ({TALLY}) {tallies}
        ON CONFLICT (key) DO UPDATE SET events = event_tally.events + excluded.events, {}",
        numbers.join(", ")
    )
}

/// The tally of one event, the trigger's row `row`.
fn one(times: i8, row: &str) -> String {
    let numbers: Vec<String> = NUMBERS
        .iter()
        .map(|(_, sum)| format!("CASE WHEN {row}.{sum} IS NULL THEN 0 ELSE {times} END, {times} * {row}.{sum}"))
        .collect();
    let (first, last) = (format!("{row}.occurred_earliest"), format!("{row}.occurred_latest"));
    format!(
        "SELECT {}, substr({first}, 1, 7) || '-01', substr({last}, 1, 7) || '-31', c.country, {times}, {}
        FROM (SELECT (SELECT country FROM place WHERE id = {row}.place_id) AS country) c WHERE TRUE",
        key(&first, &last, "c.country"),
        numbers.join(", ")
    )
}

/// What an event adds: first the events of its parties.
pub fn added() -> Vec<String> {
    vec![
        "INSERT INTO party_event (party_id, earliest, latest, event_id)
            SELECT DISTINCT party_id, NEW.occurred_earliest, NEW.occurred_latest, NEW.id FROM participation
            WHERE event_id = NEW.id"
            .to_owned(),
        "INSERT INTO country_event (country, earliest, latest, event_id)
            SELECT country, NEW.occurred_earliest, NEW.occurred_latest, NEW.id FROM place
            WHERE id = NEW.place_id AND country IS NOT NULL"
            .to_owned(),
        tally(&one(1, "NEW")),
    ]
}

/// What goes with an event.
pub fn removed() -> Vec<String> {
    let country = "(SELECT country FROM place WHERE id = OLD.place_id)";
    vec![
        "DELETE FROM party_event WHERE party_id IN (SELECT party_id FROM participation WHERE event_id = OLD.id)
            AND earliest = OLD.occurred_earliest AND latest = OLD.occurred_latest AND event_id = OLD.id"
            .to_owned(),
        format!(
            "DELETE FROM country_event WHERE country = {country}
            AND earliest = OLD.occurred_earliest AND latest = OLD.occurred_latest AND event_id = OLD.id"
        ),
        tally(&one(-1, "OLD")),
        format!(
            "DELETE FROM event_tally WHERE events = 0 AND key = {}",
            key("OLD.occurred_earliest", "OLD.occurred_latest", country)
        ),
    ]
}
