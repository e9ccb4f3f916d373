//! Sources, events with who took part in them and how they relate, statements and sanctions.

use demarche::domain::{
    fold::fold,
    identity::{derived, spell},
    record::{Event, Records},
};
use entity::value::Vocabulary;

use super::{Datum, Things, date, days, distance, maybe_word, number, text, word, words};

impl Things {
    pub(super) fn sources_and_events(&mut self, records: &Records) {
        for it in &records.sources {
            let published = date(it.published.as_ref());
            let title = it.title.as_ref().map(|title| super::Sort::Text(fold(title)));
            let orders = vec![("TITLE", vec![title]), ("PUBLISHED", days(published.as_ref()))];
            let fields = vec![
                ("title", Datum::Text(it.title.clone(), true)),
                ("language", Datum::Text(it.language.clone(), false)),
                ("published", Datum::Date(published)),
                ("outlet", Datum::One(self.maybe("Organization", it.outlet.as_ref()))),
            ];
            let authors = it.authors.iter().map(|author| Some(author.as_str()));
            let texts: Vec<_> = [it.title.as_deref()].into_iter().chain(authors).collect();
            self.record("Source", "src", &it.common, fields, orders, &texts);
        }
        for it in &records.events {
            let event = self.event(it, records);
            self.participations(it, event);
        }
        for it in &records.events {
            self.relations(it);
        }
    }

    fn event(&mut self, it: &Event, records: &Records) -> usize {
        let place = self.maybe("Place", it.place.as_ref());
        let place_of = |key: &String| records.places.iter().find(|place| place.common.key == *key);
        let country = it.place.as_ref().and_then(place_of).and_then(|place| place.country.clone());
        let point = it.place.as_ref().and_then(place_of).and_then(|place| place.point);
        let orders = vec![
            ("DISTANCE", distance(point)),
            ("OCCURRED", days(Some(&it.occurred.date))),
            ("TITLE", text(&fold(&it.title))),
            ("GOLDSTEIN", vec![it.goldstein_tenths.and_then(number)]),
            ("FATALITIES", vec![it.fatalities.best.and_then(number)]),
            ("STATEMENT_COUNT", vec![number(0)]),
            ("SANCTION_COUNT", vec![number(0)]),
        ];
        let fields = vec![
            ("title", Datum::Text(Some(it.title.clone()), true)),
            ("category", word(it.category)),
            ("mode", maybe_word(it.mode)),
            ("contexts", words(&it.contexts)),
            ("scope", word(it.scope)),
            ("factuality", word(it.factuality)),
            ("quadClass", maybe_word(it.quad_class)),
            ("goldstein", Datum::Number(it.goldstein_tenths.map(|tenths| f64::from(tenths) / 10.0))),
            ("fatalities", Datum::Number(it.fatalities.best.map(f64::from))),
            ("occurred", Datum::Date(Some(it.occurred.date.clone()))),
            ("country", Datum::Word(country)),
            ("place", Datum::One(place)),
            ("location", Datum::Point(point)),
            ("relations", Datum::Many(Vec::new())),
        ];
        let texts = [Some(it.title.as_str()), it.summary.as_deref()];
        let event = self.record("Event", "evt", &it.common, fields, orders, &texts);
        self.listed(event, "events", &place.into_iter().collect::<Vec<_>>());
        event
    }

    fn participations(&mut self, it: &Event, event: usize) {
        for part in &it.participations {
            let party = self.party(&part.party);
            let key = format!("{}/{}/{}", it.common.key, part.role.as_str(), part.party);
            let name = fold(match &self.all[party].fields["name"] {
                Datum::Text(Some(name), _) => name,
                _ => panic!("every party has a name"),
            });
            let orders = vec![
                ("ROLE", text(part.role.as_str())),
                ("PARTY_NAME", text(&name)),
                ("OCCURRED", days(Some(&it.occurred.date))),
            ];
            let fields = vec![
                ("role", word(part.role)),
                ("party", Datum::One(Some(party))),
                ("onBehalfOf", Datum::One(self.maybe("Organization", part.on_behalf_of.as_ref()))),
                ("alleged", Datum::Truth(part.alleged)),
                ("event", Datum::One(Some(event))),
            ];
            let id = spell("ptc", derived(&self.dataset, "participation", &key));
            let participation = self.add("Participation", id, fields, orders);
            self.listed(participation, "participations", &[event, party]);
        }
    }

    /// A relation is seen from both its ends.
    fn relations(&mut self, it: &Event) {
        let from = self.find("Event", &it.common.key);
        for link in &it.relations {
            let to = self.find("Event", &link.to);
            for (seen_from, direction) in [(from, "OUT"), (to, "IN")] {
                let fields = vec![
                    ("kind", word(link.kind)),
                    ("direction", Datum::Seen(direction)),
                    ("from", Datum::One(Some(from))),
                    ("to", Datum::One(Some(to))),
                ];
                let relation = self.add("EventRelation", String::new(), fields, Vec::new());
                self.linked(seen_from, "relations", relation);
            }
        }
    }

    pub(super) fn statements(&mut self, records: &Records) {
        for it in &records.statements {
            let said = date(it.said.as_ref());
            let speaker = self.maybe("Person", it.speaker.as_ref());
            let on_behalf_of = self.maybe("Organization", it.on_behalf_of.as_ref());
            let events: Vec<usize> = it.events.iter().map(|key| self.find("Event", key)).collect();
            let orders = vec![("SAID", days(said.as_ref()))];
            let fields = vec![
                ("kind", word(it.kind)),
                ("verbatim", Datum::Truth(it.verbatim)),
                ("language", Datum::Text(Some(it.language.clone()), false)),
                ("alleged", Datum::Truth(it.alleged)),
                ("said", Datum::Date(said)),
                ("speaker", Datum::One(speaker)),
                ("onBehalfOf", Datum::One(on_behalf_of)),
                ("addressedTo", Datum::Many(self.parties(&it.addressed_to))),
            ];
            let texts = [Some(it.text.as_str()), it.speaker_label.as_deref()];
            let statement = self.record("Statement", "stm", &it.common, fields, orders, &texts);
            self.listed(statement, "statements", &events);
            self.all[statement].lists.insert("events", events.clone());
            self.listed(statement, "statements", &speaker.into_iter().chain(on_behalf_of).collect::<Vec<_>>());
            events.iter().for_each(|event| self.counted(*event, "STATEMENT_COUNT"));
        }
    }

    pub(super) fn sanctions(&mut self, records: &Records) {
        for it in &records.sanctions {
            let [announced, effective, expires, ended] =
                [&it.announced, &it.effective, &it.expires, &it.ended].map(|dated| date(dated.as_ref()));
            let orders = vec![
                ("ANNOUNCED", days(announced.as_ref())),
                ("EFFECTIVE", days(effective.as_ref())),
                ("EXPIRES", days(expires.as_ref())),
                ("ENDED", days(ended.as_ref())),
                ("TITLE", text(&fold(&it.title))),
            ];
            let (issuers, targets) = (self.parties(&it.issuers), self.parties(&it.targets));
            let events: Vec<usize> = it.events.iter().map(|(key, _)| self.find("Event", key)).collect();
            let changes = it.status_history.iter();
            let changes = changes.map(|change| (date(change.on.as_ref()), change.status.as_str().to_owned()));
            let fields = vec![
                ("title", Datum::Text(Some(it.title.clone()), true)),
                ("measures", words(&it.measures)),
                ("status", Datum::Status(changes.collect())),
                ("announced", Datum::Date(announced)),
                ("effective", Datum::Date(effective)),
                ("expires", Datum::Date(expires)),
                ("ended", Datum::Date(ended)),
                ("program", Datum::Text(it.program.clone(), false)),
                ("issuers", Datum::Many(issuers.clone())),
                ("targets", Datum::Many(targets.clone())),
            ];
            let said = [&it.reason, &it.scope, &it.legal_basis].map(|text| text.as_deref());
            let texts: Vec<_> = [Some(it.title.as_str())].into_iter().chain(said).collect();
            let sanction = self.record("Sanction", "snc", &it.common, fields, orders, &texts);
            self.all[sanction].lists.insert("events", events.clone());
            self.listed(sanction, "sanctions", &events);
            self.listed(sanction, "sanctionsIssued", &issuers);
            self.listed(sanction, "sanctionsAgainst", &targets);
            events.iter().for_each(|event| self.counted(*event, "SANCTION_COUNT"));
        }
    }
}
