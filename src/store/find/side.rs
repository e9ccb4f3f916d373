//! One side of the search for paths: the parties around one end, level by level, and the records that link them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::plan::{Paths, Via};

use super::{
    Answers, Question,
    label::{self, Part},
};

/// The parties around one end.
pub struct Side {
    /// How many hops each is away from it.
    pub at: HashMap<i64, usize>,
    /// Those that are farthest, in the order of recording.
    pub edge: BTreeSet<i64>,
    /// The records over which each level was left.
    pub steps: Vec<Step>,
    seen: HashSet<i64>,
    /// The records that are being opened.
    open: BTreeMap<i64, Via>,
}

/// Records that link the parties of one level to those of the next.
#[derive(Default)]
pub struct Step {
    /// Who has which part in each.
    pub parts: HashMap<i64, Record>,
    /// The records of each party.
    pub of: HashMap<i64, Vec<i64>>,
}

/// A record: its kind, and the part that each party has in it.
pub struct Record {
    pub via: Via,
    pub parts: BTreeMap<i64, Part>,
}

impl Side {
    /// Around a party.
    pub fn new(party: i64) -> Self {
        Self {
            at: HashMap::from([(party, 0)]),
            edge: BTreeSet::from([party]),
            steps: Vec::new(),
            seen: HashSet::new(),
            open: BTreeMap::new(),
        }
    }

    /// What to ask for the records of the farthest parties.
    pub fn outward(&self, paths: &Paths) -> Vec<Question> {
        let keys = || self.edge.iter().copied().collect();
        paths.records.iter().map(|(_, level)| Question { level: *level, keys: keys() }).collect()
    }

    /// Takes these records, and says what to ask for the parties of those that are new.
    pub fn opened(&mut self, paths: &Paths, answers: &Answers) -> Vec<Question> {
        self.open.clear();
        for (via, level) in paths.records {
            for party in &self.edge {
                let new = answers.numbers(level, *party, 0).filter(|record| !self.seen.contains(record));
                self.open.extend(new.map(|record| (record, via)));
            }
        }
        self.seen.extend(self.open.keys());
        let of = |via: Via| self.open.iter().filter(move |(_, it)| **it == via).map(|(record, _)| *record).collect();
        let questions = [
            (paths.participations, Via::Event),
            (paths.statements, Via::Statement),
            (paths.addressees, Via::Statement),
            (paths.issuers, Via::Sanction),
            (paths.targets, Via::Sanction),
        ];
        let questions = questions.map(|(level, via)| Question { level, keys: of(via) });
        questions.into_iter().filter(|question| !question.keys.is_empty()).collect()
    }

    /// Takes these parties: those that are new are the farthest now.
    pub fn advance(&mut self, paths: &Paths, answers: &Answers) {
        let (mut step, mut edge) = (Step::default(), BTreeSet::new());
        let depth = self.steps.len() + 1;
        for (record, via) in std::mem::take(&mut self.open) {
            let parts = parts(paths, answers, record, via);
            for party in parts.keys() {
                step.of.entry(*party).or_default().push(record);
                if !self.at.contains_key(party) {
                    edge.insert(*party);
                }
            }
            step.parts.insert(record, Record { via, parts });
        }
        self.at.extend(edge.iter().map(|party| (*party, depth)));
        self.edge = edge;
        self.steps.push(step);
    }

    /// The parties one hop on from `party`, of those that `leads` to, each with the record that was recorded last.
    pub fn next(&self, step: usize, party: i64, leads: impl Fn(i64) -> bool) -> BTreeMap<i64, i64> {
        let (step, mut next) = (&self.steps[step], BTreeMap::new());
        for record in step.of.get(&party).into_iter().flatten() {
            for other in step.parts[record].parts.keys().filter(|other| leads(**other)) {
                let newest = next.entry(*other).or_insert(*record);
                *newest = (*newest).max(*record);
            }
        }
        next
    }
}

/// Who has a part in a record.
fn parts(paths: &Paths, answers: &Answers, record: i64, via: Via) -> BTreeMap<i64, Part> {
    let mut parts: BTreeMap<i64, Part> = BTreeMap::new();
    let mut add = |party: i64, part: Part| {
        let known = parts.entry(party).or_insert_with(|| part.clone());
        if part < *known {
            *known = part;
        }
    };
    let named = |(rank, word): (i64, &str)| (rank, word.to_owned());
    match via {
        Via::Event => {
            for row in answers.of(paths.participations, record) {
                let role = (row[2].int().unwrap_or_default(), row[3].text().unwrap_or_default().to_owned());
                let parties = row[..2].iter().filter_map(|party| party.int());
                parties.for_each(|party| add(party, role.clone()));
            }
        }
        Via::Statement => {
            answers.numbers(paths.statements, record, 0).for_each(|party| add(party, named(label::SPEAKER)));
            answers.numbers(paths.statements, record, 1).for_each(|party| add(party, named(label::FOR)));
            answers.numbers(paths.addressees, record, 0).for_each(|party| add(party, named(label::ADDRESSEE)));
        }
        Via::Sanction => {
            answers.numbers(paths.issuers, record, 0).for_each(|party| add(party, named(label::ISSUER)));
            answers.numbers(paths.targets, record, 0).for_each(|party| add(party, named(label::TARGET)));
        }
    }
    parts
}
