//! Generated events with who took part, what was said, which measures followed, and where each rests.

use demarche::domain::{fold::fold, fuzzy_date::FuzzyDate, identity::derived};
use rusqlite::params;

use crate::{
    generate::{Done, Generator},
    words::*,
};

const PARTICIPATIONS: usize = 5;
const STATEMENTS: usize = 2;
const CITATIONS: usize = 2;

impl Generator<'_> {
    /// An event so many days into the period, `sanctioned` or not, resting on two of the sources from `first` on.
    pub fn event(&mut self, sanctioned: bool, after: i64, first: i64, sources: i64) -> Done {
        let (id, uid) = self.record("EVENT")?;
        let day = self.day(after);
        // of some only the month is known
        let occurred = if self.random.chance(15) { &day[..7] } else { &day };
        let occurred = FuzzyDate::parse(occurred).expect("a day or a month is a fuzzy date");
        let precision = if occurred.earliest == occurred.latest { "DAY" } else { "MONTH" };
        let about = self.random.sentence(4).to_lowercase();
        let title = format!("{} {} {} over {about}", self.random.name(), self.random.pick(DEEDS), self.random.name());
        let title = title.trim_end_matches('.');
        let category = self.random.pick(CATEGORIES);
        let tenths = self.random.below(201) as i64 - 100;
        let place = self.any_place();
        self.run(
            "INSERT INTO event (id, uid, scope, factuality, title, title_folded, category, goldstein_tenths,
             occurred_edtf, occurred_earliest, occurred_latest, occurred_precision, occurred_approximate,
             occurred_uncertain, place_id, place_precision)
             VALUES (?1, ?2, 'SINGLE', 'OCCURRED', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, ?11, 'EXACT')",
            params![
                id,
                uid,
                title,
                fold(title),
                category,
                tenths,
                occurred.edtf,
                occurred.earliest.to_string(),
                occurred.latest.to_string(),
                precision,
                place
            ],
        )?;
        self.found_by(id, "EVENT", title, "")?;
        (0..PARTICIPATIONS).try_for_each(|_| self.participation(id))?;
        (0..STATEMENTS).try_for_each(|_| self.statement(id, &day))?;
        if sanctioned {
            self.sanction(id, &day)?;
        }
        (0..CITATIONS).try_for_each(|_| {
            let source = first + self.random.below(sources as usize) as i64;
            self.citation(id, source)
        })
    }

    fn participation(&mut self, event: i64) -> Done {
        let (id, uid) = self.link("PARTICIPATION", event)?;
        let party = match self.random.below(100) {
            // so that it is in a quarter of the events
            ..5 => self.busiest_organization(),
            5..70 => self.any_organization(),
            _ => self.any_person(),
        };
        let role = self.random.pick(ROLES);
        self.run(
            "INSERT INTO participation (id, uid, event_id, party_id, role, alleged) VALUES (?1, ?2, ?3, ?4, ?5, 0)",
            params![id, uid, event, party, role],
        )
    }

    fn statement(&mut self, event: i64, day: &str) -> Done {
        let (id, uid) = self.record("STATEMENT")?;
        let text = self.random.sentence(16);
        let (language, kind) = (self.random.pick(LANGUAGES), self.random.pick(STATEMENT_KINDS));
        let speaker = if self.random.chance(90) { Some(self.any_person()) } else { None };
        let organization = self.any_organization();
        self.run(
            "INSERT INTO statement (id, uid, text, verbatim, language, kind, speaker_id, on_behalf_of_id, alleged,
             said_edtf, said_earliest, said_latest, said_precision, said_approximate, said_uncertain)
             VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, 0, ?8, ?8, ?8, 'DAY', 0, 0)",
            params![id, uid, text, language, kind, speaker, organization, day],
        )?;
        self.found_by(id, "STATEMENT", &text, "")?;
        self.run("INSERT INTO statement_event (statement_id, event_id) VALUES (?1, ?2)", [id, event])
    }

    fn sanction(&mut self, event: i64, day: &str) -> Done {
        let (id, uid) = self.record("SANCTION")?;
        let title = self.random.sentence(6);
        self.run(
            "INSERT INTO sanction (id, uid, title, title_folded, announced_edtf, announced_earliest, announced_latest,
             announced_precision, announced_approximate, announced_uncertain)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, 'DAY', 0, 0)",
            params![id, uid, title, fold(&title), day],
        )?;
        self.found_by(id, "SANCTION", &title, "")?;
        let (issuer, target) = (self.any_organization(), self.any_person());
        self.run("INSERT INTO sanction_issuer (sanction_id, party_id, position) VALUES (?1, ?2, 0)", [id, issuer])?;
        self.run("INSERT INTO sanction_target (sanction_id, party_id, position) VALUES (?1, ?2, 0)", [id, target])?;
        let measure = self.random.pick(MEASURES);
        self.run(
            "INSERT INTO sanction_measure (sanction_id, measure, position) VALUES (?1, ?2, 0)",
            params![id, measure],
        )?;
        self.run(
            "INSERT INTO sanction_event (sanction_id, event_id, kind) VALUES (?1, ?2, 'RESPONSE_TO')",
            [id, event],
        )?;
        let (change, _) = self.link("STATUS_CHANGE", id)?;
        self.run(
            "INSERT INTO status_change (id, sanction_id, position, status, changed_edtf, changed_earliest,
             changed_latest, changed_precision, changed_approximate, changed_uncertain, event_id)
             VALUES (?1, ?2, 0, 'IN_FORCE', ?3, ?3, ?3, 'DAY', 0, 0, ?4)",
            params![change, id, day, event],
        )
    }

    fn citation(&mut self, record: i64, source: i64) -> Done {
        let (exact, number) = (self.random.sentence(10), self.random.next());
        let verification = if self.random.chance(80) { "VERIFIED" } else { "UNARCHIVED" };
        self.run(
            "INSERT INTO citation (uid, source_id, record_id, exact, verification) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![derived("bench", "citation", &number.to_string()), source, record, exact, verification],
        )
    }
}
