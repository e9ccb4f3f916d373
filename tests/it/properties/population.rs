//! Generated records: many that are equal or missing in what they are filtered and ordered by, texts that differ only
//! in case, diacritics or punctuation, dates of every kind that overlap.

use demarche::domain::{
    fuzzy_date::FuzzyDate,
    record::{
        Common, Dataset, Dated, Estimate, Event, ExternalId, Name, Organization, Origin, Participation, Person, Place,
        Position, Records, Sanction, Source, Statement, StatusChange,
    },
};
use entity::value::*;
use proptest::{prelude::RngExt, test_runner::TestRng};

/// When the first half of each noun was recorded, when the rest, and when some were changed.
pub const TIMES: [&str; 3] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z"];

const TEXTS: [&str; 22] = [
    "Chargé d’affaires expelled",
    "charge d'affaires EXPELLED",
    "Qurʾan burnt",
    "quran  burnt!",
    "100 %",
    "100_",
    "Straße",
    "STRASSE",
    "İzmir",
    "izmir",
    "السفارة",
    "السفاره",
    "…",
    "zebra",
    "Zebra",
    "a",
    "A b",
    "a-b",
    "\u{1F600} \"quoted\" \\ back",
    "Łódź",
    "lodz (1)",
    "Z",
];
const DATES: [&str; 16] = [
    "2023",
    "2023-06",
    "2023-06~",
    "2023-06-20",
    "2023-06-20?",
    "2023-06-29/2023-06-30",
    "[2023-06-21..2023-06-30]",
    "[2023-06-24..2023-06-30]",
    "2023-07",
    "2023-07-20",
    "2023-07-20%",
    "2022/2023-06",
    "2022-12-31",
    "2024-02-29",
    "2024-02",
    "0001",
];
const COUNTRIES: [&str; 4] = ["IQ", "SE", "XK", "TR"];

/// Bytes of the longest title or name once it is folded.
const LONGEST: usize = 300;
/// Sizes: how many of each noun.
const PLACES: usize = 14;
const ORGANIZATIONS: usize = 30;
const PERSONS: usize = 14;
const SOURCES: usize = 30;
const EVENTS: usize = 120;
const STATEMENTS: usize = 60;
const SANCTIONS: usize = 50;

struct Dice(TestRng);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0.random_range(0..limit)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    fn text(&mut self) -> String {
        if self.one_in(12) { "Long".repeat(LONGEST / 4) } else { self.pick(&TEXTS).to_owned() }
    }

    /// A word, mostly one of the first few, so that many share it.
    fn word<V: Vocabulary>(&mut self) -> V {
        let few = V::VALUES.len().min(4);
        let limit = if self.one_in(5) { V::VALUES.len() } else { few };
        self.pick(&V::VALUES[..limit])
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.one_in(3) { None } else { Some(value(self)) }
    }

    fn dated(&mut self) -> Dated {
        Dated { date: FuzzyDate::parse(self.pick(&DATES)).unwrap(), text: None }
    }

    fn country(&mut self) -> Option<String> {
        self.maybe(|dice| dice.pick(&COUNTRIES).to_owned())
    }

    /// Up to `most` different things.
    fn some<T: PartialEq>(&mut self, most: usize, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut found = Vec::new();
        for _ in 0..self.below(most + 1) {
            let value = value(self);
            if !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }

    /// The key of one of `count` records; an early record knows early ones only.
    fn key(&mut self, noun: char, count: usize, early: bool) -> String {
        let index = self.below(if early { count / 2 } else { count });
        key(noun, index)
    }

    fn party(&mut self, early: bool) -> String {
        if self.one_in(3) { self.key('n', PERSONS, early) } else { self.key('o', ORGANIZATIONS, early) }
    }

    fn common(&mut self, noun: char, index: usize) -> Common {
        let external = |scheme: &str, value: String| ExternalId { scheme: scheme.to_owned(), value, url: None };
        let mut external_ids = self.some(1, |_| external("wikidata", format!("Q{index}")));
        external_ids.extend(self.some(1, |_| external("Wikidata", format!("q{index}"))));
        external_ids.extend(self.some(1, |_| external("ofac", format!("Q{}", index + 1))));
        Common {
            key: key(noun, index),
            review_status: self.word(),
            external_ids,
            citations: Vec::new(),
            translations: Vec::new(),
            position: Position { file: "population".into(), line: 0, column: 0 },
        }
    }

    fn names(name: &str) -> Vec<Name> {
        vec![Name { value: name.to_owned(), kind: NameKind::Primary, language: None, script: None }]
    }
}

/// Keys are alike across nouns where that is allowed, and some are in upper case.
fn key(noun: char, index: usize) -> String {
    match (noun, index % 3) {
        ('o' | 'n', 0) => format!("{}{index}", noun.to_ascii_uppercase()),
        ('o' | 'n', _) => format!("{noun}{index}"),
        (_, 0) => format!("R{index}"),
        _ => format!("record-{index}"),
    }
}

/// The records of three loads and the time of each; the last are all there are.
pub fn loads(rng: TestRng) -> Vec<(Records, &'static str)> {
    let dice = &mut Dice(rng);
    let all = records(dice);
    let mut early = all.clone();
    early.places.truncate(PLACES / 2);
    early.organizations.truncate(ORGANIZATIONS / 2);
    early.persons.truncate(PERSONS / 2);
    early.sources.truncate(SOURCES / 2);
    early.events.truncate(EVENTS / 2);
    early.statements.truncate(STATEMENTS / 2);
    early.sanctions.truncate(SANCTIONS / 2);
    let mut changed = all.clone();
    // what sets changed records apart is their summary, description or legal basis
    for event in changed.events.iter_mut().step_by(3) {
        event.summary = Some("Changed.".to_owned());
    }
    for person in changed.persons.iter_mut().step_by(3) {
        person.description = Some("Changed.".to_owned());
    }
    for sanction in changed.sanctions.iter_mut().step_by(3) {
        sanction.legal_basis = Some("Changed.".to_owned());
    }
    vec![(early, TIMES[0]), (all, TIMES[1]), (changed, TIMES[2])]
}

fn records(dice: &mut Dice) -> Records {
    let dataset = Dataset { key: "population".to_owned(), title: "Population".to_owned(), ..Dataset::default() };
    let origin = Origin { name: "population".to_owned(), sha256: "0".repeat(64) };
    let mut records = Records { origin, dataset, ..Records::default() };
    for index in 0..PLACES {
        let (common, name) = (dice.common('p', index), dice.text());
        let names = Dice::names(&name);
        let (kind, country) = (dice.word(), dice.country());
        records.places.push(Place { common, name, names, kind, country, point: None, geometry: None, parent: None });
    }
    for index in 0..ORGANIZATIONS {
        let (common, name) = (dice.common('o', index), dice.text());
        records.organizations.push(Organization {
            common,
            names: Dice::names(&name),
            name,
            kind: dice.word(),
            country: dice.country(),
            sector: None,
            parent: None,
            website: None,
            description: None,
        });
    }
    for index in 0..PERSONS {
        let (common, name) = (dice.common('n', index), dice.text());
        let (names, country) = (Dice::names(&name), dice.country());
        records.persons.push(Person { common, name, names, country, description: None, affiliations: Vec::new() });
    }
    records.sources = (0..SOURCES).map(|index| source(dice, index)).collect();
    records.events = (0..EVENTS).map(|index| event(dice, index)).collect();
    records.statements = (0..STATEMENTS).map(|index| statement(dice, index)).collect();
    records.sanctions = (0..SANCTIONS).map(|index| sanction(dice, index)).collect();
    records
}

fn source(dice: &mut Dice, index: usize) -> Source {
    let early = index < SOURCES / 2;
    Source {
        common: dice.common('s', index),
        title: dice.maybe(Dice::text),
        authors: Vec::new(),
        outlet: dice.maybe(|dice| dice.key('o', ORGANIZATIONS, early)),
        url: None,
        published: dice.maybe(Dice::dated),
        retrieved_at: None,
        language: dice.maybe(|dice| dice.pick(&["en", "ar", "zh-Hant"]).to_owned()),
        content_hash: None,
    }
}

fn event(dice: &mut Dice, index: usize) -> Event {
    let early = index < EVENTS / 2;
    let best = dice.maybe(|dice| dice.pick(&[0, 1, 2, 30]));
    // some take part in much, and much of it is theirs
    let most = if index.is_multiple_of(10) { 12 } else { 3 };
    let parts = dice.some(most, |dice| (dice.word::<ParticipationRole>(), dice.party(early)));
    let participation = |(role, party): (ParticipationRole, String)| Participation {
        role,
        party,
        on_behalf_of: None,
        alleged: false,
        note: None,
        citations: Vec::new(),
    };
    Event {
        common: dice.common('e', index),
        scope: dice.word(),
        factuality: dice.word(),
        title: dice.text(),
        summary: None,
        category: dice.word(),
        mode: dice.maybe(Dice::word),
        contexts: dice.some(3, Dice::word),
        quad_class: None,
        goldstein_tenths: dice.maybe(|dice| dice.pick(&[-95, -20, 0, 20])),
        source_code: None,
        occurred: dice.dated(),
        place: dice.maybe(|dice| dice.key('p', PLACES, early)),
        place_precision: None,
        fatalities: Estimate { low: None, best, high: None },
        participations: parts.into_iter().map(participation).collect(),
        relations: Vec::new(),
    }
}

fn statement(dice: &mut Dice, index: usize) -> Statement {
    let early = index < STATEMENTS / 2;
    Statement {
        common: dice.common('t', index),
        text: dice.text(),
        verbatim: dice.one_in(2),
        language: dice.pick(&["en", "ar", "sr-Latn"]).to_owned(),
        kind: dice.word(),
        speaker: dice.maybe(|dice| dice.key('n', PERSONS, early)),
        speaker_label: None,
        on_behalf_of: dice.maybe(|dice| dice.key('o', ORGANIZATIONS, early)),
        addressed_to: dice.some(3, |dice| dice.party(early)),
        alleged: false,
        said: dice.maybe(Dice::dated),
        part_of: None,
        channel: None,
        events: dice.some(4, |dice| dice.key('e', EVENTS, early)),
    }
}

fn sanction(dice: &mut Dice, index: usize) -> Sanction {
    let early = index < SANCTIONS / 2;
    let change = |dice: &mut Dice| StatusChange {
        status: dice.word(),
        on: dice.maybe(Dice::dated),
        event: None,
        citations: Vec::new(),
    };
    Sanction {
        common: dice.common('c', index),
        title: dice.text(),
        measures: dice.some(3, Dice::word),
        issuers: dice.some(2, |dice| dice.party(early)),
        targets: dice.some(3, |dice| dice.party(early)),
        announced: dice.maybe(Dice::dated),
        effective: dice.maybe(Dice::dated),
        expires: dice.maybe(Dice::dated),
        ended: dice.maybe(Dice::dated),
        program: None,
        legal_basis: None,
        reason: None,
        scope: None,
        events: dice.some(4, |dice| (dice.key('e', EVENTS, early), dice.word())),
        status_history: dice.some(4, change),
    }
}
