//! What is worked out of events: those of each party, those of each country, tallies by month and country.

use super::Derived;

/// The tables.
pub fn tables() -> Vec<Derived> {
    vec![
        Derived::table(
            "party_event",
            &["party_id", "earliest", "latest", "event_id"],
            "SELECT DISTINCT p.party_id, e.occurred_earliest, e.occurred_latest, e.id
                    FROM participation p JOIN event e ON e.id = p.event_id",
        ),
        Derived::table(
            "country_event",
            &["country", "earliest", "latest", "event_id"],
            "SELECT l.country, e.occurred_earliest, e.occurred_latest, e.id
                    FROM event e JOIN place l ON l.id = e.place_id WHERE l.country IS NOT NULL",
        ),
        Derived::table(
            "event_tally",
            &[
                "key",
                "earliest",
                "latest",
                "country",
                "events",
                "goldsteins",
                "goldstein_tenths",
                "fatalities_lows",
                "fatalities_low",
                "fatalities_bests",
                "fatalities_best",
                "fatalities_highs",
                "fatalities_high",
            ],
            "SELECT first || '/' || last || '/' || coalesce(country, ''), first || '-01', last || '-31',
                        country, count(*), count(goldstein_tenths), sum(goldstein_tenths),
                        count(fatalities_low), sum(fatalities_low), count(fatalities_best), sum(fatalities_best),
                        count(fatalities_high), sum(fatalities_high)
                    FROM (SELECT substr(e.occurred_earliest, 1, 7) AS first, substr(e.occurred_latest, 1, 7) AS last,
                            l.country, e.goldstein_tenths, e.fatalities_low, e.fatalities_best, e.fatalities_high
                        FROM event e LEFT JOIN place l ON l.id = e.place_id) t
                    GROUP BY first, last, country",
        ),
    ]
}
