//! Values by chance: many that are equal or missing, texts that differ only in case, diacritics or punctuation, dates of
//! every kind that overlap.

use demarche::domain::{
    fuzzy_date::FuzzyDate,
    record::{Citation, Common, Dated, ExternalId, Name, Position},
};
use entity::value::*;
use proptest::{prelude::RngExt, test_runner::TestRng};

use super::Size;

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

/// Chance that is the same every time.
pub struct Dice(pub TestRng);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.random_range(0..limit)
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    pub fn text(&mut self) -> String {
        if self.one_in(12) { "Long".repeat(LONGEST / 4) } else { self.pick(&TEXTS).to_owned() }
    }

    /// A word, mostly one of the first few, so that many share it.
    pub fn word<V: Vocabulary>(&mut self) -> V {
        let few = V::VALUES.len().min(4);
        let limit = if self.one_in(5) { V::VALUES.len() } else { few };
        self.pick(&V::VALUES[..limit])
    }

    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.one_in(3) { None } else { Some(value(self)) }
    }

    pub fn dated(&mut self) -> Dated {
        Dated { date: FuzzyDate::parse(self.pick(&DATES)).unwrap(), text: None }
    }

    pub fn country(&mut self) -> Option<String> {
        self.maybe(|dice| dice.pick(&COUNTRIES).to_owned())
    }

    /// Up to `most` different things.
    pub fn some<T: PartialEq>(&mut self, most: usize, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut found = Vec::new();
        for _ in 0..self.below(most + 1) {
            let value = value(self);
            if !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }

    /// The key of one of so many records; an early record knows early ones only.
    pub fn key(&mut self, of: Size, early: bool) -> String {
        let index = self.below(if early { of.count / 2 } else { of.count });
        of.key(index)
    }

    /// The key of what the record at `index` is part of: one of the few before it, so that there are no circles, and
    /// some stand several levels down.
    pub fn above(&mut self, of: Size, index: usize) -> Option<String> {
        let few = index.min(4);
        if few == 0 { None } else { self.maybe(|dice| of.key(index - 1 - dice.below(few))) }
    }

    pub fn party(&mut self, early: bool) -> String {
        if self.one_in(3) { self.key(Size::PERSONS, early) } else { self.key(Size::ORGANIZATIONS, early) }
    }

    /// Up to `most` citations, some of the same source.
    pub fn citations(&mut self, most: usize, early: bool) -> Vec<Citation> {
        let citation = |dice: &mut Self| Citation {
            source: dice.key(Size::SOURCES, early),
            exact: None,
            prefix: None,
            suffix: None,
            locator: dice.maybe(|dice| dice.pick(&["p. 1", "p. 2"]).to_owned()),
            field: None,
            attributed_to: Vec::new(),
            attribution_label: None,
            verification: dice.word(),
            position: position(),
        };
        let mut citations = self.some(most, citation);
        if let Some(first) = citations.first().cloned().filter(|_| self.one_in(4)) {
            citations.push(first);
        }
        citations
    }

    pub fn common(&mut self, of: Size, index: usize) -> Common {
        let external = |scheme: &str, value: String| ExternalId { scheme: scheme.to_owned(), value, url: None };
        let mut external_ids = self.some(1, |_| external("wikidata", format!("Q{index}")));
        external_ids.extend(self.some(1, |_| external("Wikidata", format!("q{index}"))));
        external_ids.extend(self.some(1, |_| external("ofac", format!("Q{}", index + 1))));
        Common {
            key: of.key(index),
            review_status: self.word(),
            external_ids,
            citations: self.citations(2, of.early(index)),
            translations: Vec::new(),
            position: position(),
        }
    }

    pub fn names(name: &str) -> Vec<Name> {
        vec![Name { value: name.to_owned(), kind: NameKind::Primary, language: None, script: None }]
    }
}

pub fn position() -> Position {
    Position { file: "population".into(), line: 0, column: 0 }
}
