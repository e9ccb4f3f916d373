//! Matches: the parties that a name could be. Those that share a key with it are candidates, their names are read and
//! judged, and what fits is told, best first.

use std::{cmp::Reverse, collections::HashMap};

use entity::value::{NameKind, OrganizationKind, PartyType, Vocabulary};

use crate::{
    domain::names::{Bearer, Candidate, Name, Query, stored_keys},
    plan::{Datum, Matching},
    store::Request,
};

use super::{Answers, Found, Question, Walk};

/// The parties that a name could be, as far as they are known.
pub struct Matched {
    query: Query,
    /// The keys of the name.
    keys: Vec<i64>,
    /// The question for those that have a key, and that for names.
    keyed: usize,
    named: usize,
    /// How many are judged.
    judged: usize,
    /// The score from which on they are told, in thousandths.
    least: i64,
    most: usize,
    stage: Stage,
}

enum Stage {
    /// Nothing has been asked.
    Begun,
    /// Who has the keys has been asked.
    Keyed,
    /// The names of these parties have been asked for.
    Named(Vec<i64>),
    /// These fit, in order.
    Judged(Vec<Fit>),
}

/// A party that fits.
struct Fit {
    /// In thousandths.
    score: i64,
    party: i64,
    party_type: PartyType,
    name: i64,
    reasons: Vec<String>,
}

impl Matched {
    /// For what was asked.
    pub fn new(matching: &Matching, request: &Request) -> Self {
        let text = |bind: usize| match &request.values[bind] {
            Datum::Text(text) => Some(text.as_str()),
            _ => None,
        };
        let number = |bind: usize| request.values[bind].int().unwrap_or(0);
        let name = text(matching.name).unwrap_or_default();
        Self {
            query: Query::new(name, text(matching.country)),
            keys: stored_keys(name),
            keyed: matching.keyed,
            named: matching.named,
            judged: matching.judged,
            // what has nothing in common is no match, whatever is asked
            least: number(matching.least).max(1),
            most: usize::try_from(number(matching.most)).unwrap_or(0),
            stage: Stage::Begun,
        }
    }

    /// The parties that share the most keys; of equally many those that share one that few have, then those that were
    /// recorded first.
    fn candidates(&self, answers: &Answers) -> Vec<i64> {
        let mut shared = HashMap::<i64, (usize, usize)>::new();
        for key in &self.keys {
            let parties = answers.of(self.keyed, *key);
            for party in parties.iter().filter_map(|row| row[0].int()) {
                let (count, fewest) = shared.entry(party).or_insert((0, usize::MAX));
                (*count, *fewest) = (*count + 1, parties.len().min(*fewest));
            }
        }
        let mut candidates: Vec<i64> = shared.keys().copied().collect();
        candidates.sort_unstable_by_key(|party| (Reverse(shared[party].0), shared[party].1, *party));
        candidates.truncate(self.judged);
        candidates
    }

    fn judge(&self, party: i64, rows: &[Vec<Datum>]) -> Option<Fit> {
        let names: Vec<Name> = rows.iter().map(|row| name(row)).collect::<Option<_>>()?;
        let first = rows.first()?;
        let party_type: PartyType = word(&first[3])?;
        let bearer = match party_type {
            PartyType::Person => Bearer::Person,
            PartyType::Organization => Bearer::Organization(word(&first[5]).unwrap_or(OrganizationKind::Unknown)),
        };
        let judged = self.query.judge(&Candidate { bearer, names: &names, country: text(&first[4]) })?;
        let score = (judged.score * 1_000.0).round() as i64;
        let reasons = judged.reasons.iter().map(ToString::to_string).collect();
        (score >= self.least).then_some(Fit { score, party, party_type, name: rows[judged.name][0].int()?, reasons })
    }
}

impl Walk for Matched {
    fn step(&mut self, answers: &Answers) -> Vec<Question> {
        match &self.stage {
            Stage::Begun => {
                self.stage = Stage::Keyed;
                let keys = self.keys.clone();
                if keys.is_empty() { Vec::new() } else { vec![Question { level: self.keyed, keys }] }
            }
            Stage::Keyed => {
                let candidates = self.candidates(answers);
                self.stage = Stage::Named(candidates.clone());
                if candidates.is_empty() {
                    return Vec::new();
                }
                vec![Question { level: self.named, keys: candidates }]
            }
            Stage::Named(candidates) => {
                let judged = candidates.iter().filter_map(|party| self.judge(*party, answers.of(self.named, *party)));
                let mut fits: Vec<Fit> = judged.collect();
                fits.sort_unstable_by_key(|fit| (Reverse(fit.score), fit.party));
                fits.truncate(self.most);
                self.stage = Stage::Judged(fits);
                Vec::new()
            }
            Stage::Judged(_) => Vec::new(),
        }
    }

    fn found(self: Box<Self>) -> Found {
        let Stage::Judged(fits) = self.stage else { return Found::default() };
        let rows = fits.into_iter().map(|fit| {
            vec![
                Datum::Int(fit.party),
                Datum::Text(fit.party_type.as_str().to_owned()),
                Datum::Text(serde_json::Value::from(fit.score as f64 / 1_000.0).to_string()),
                Datum::Int(fit.name),
                Datum::Text(serde_json::Value::from(fit.reasons).to_string()),
            ]
        });
        Found { rows: rows.collect(), ..Found::default() }
    }
}

/// The name in a row.
fn name(row: &[Datum]) -> Option<Name<'_>> {
    Some(Name { value: text(&row[1])?, kind: word::<NameKind>(&row[2])? })
}

fn text(datum: &Datum) -> Option<&str> {
    match datum {
        Datum::Text(text) => Some(text),
        _ => None,
    }
}

fn word<V: Vocabulary>(datum: &Datum) -> Option<V> {
    V::from_word(text(datum)?)
}
