//! Paths: the shortest ways between two parties, searched from both ends at once, breadth first.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    plan::{Datum, Paths, Via},
    store::{Request, json::shortened},
};

use super::{
    Answers, Found, Question, Walk,
    label::label,
    side::{Record, Side},
};

/// The paths between two parties.
pub struct Linked<'p> {
    paths: &'p Paths,
    most_hops: usize,
    most: usize,
    stage: Stage,
    /// Around the party at the beginning, and around the one at the end.
    sides: Vec<Side>,
    found: Vec<Vec<Hop>>,
    titles: BTreeMap<i64, String>,
}

/// What was asked last.
enum Stage {
    Nothing,
    Ends,
    /// The records of the farthest parties of a side.
    Records(usize),
    /// The parties of these.
    Parties(usize),
    Titles,
}

/// A hop: the record, and which side knows it.
struct Hop {
    from: i64,
    to: i64,
    record: i64,
    side: usize,
    step: usize,
}

impl<'p> Linked<'p> {
    /// Those that a request asks for.
    pub fn new(paths: &'p Paths, request: &Request) -> Self {
        let number = |bind: usize| request.values[bind].int().and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
        Self {
            paths,
            most_hops: number(paths.most_hops),
            most: number(paths.most),
            stage: Stage::Nothing,
            sides: Vec::new(),
            found: Vec::new(),
            titles: BTreeMap::new(),
        }
    }

    /// Goes on from the side that has fewer parties to go on from; nothing where there is no way on.
    fn widen(&mut self) -> Vec<Question> {
        let hops: usize = self.sides.iter().map(|side| side.steps.len()).sum();
        if hops >= self.most_hops || self.sides.iter().any(|side| side.edge.is_empty()) {
            return Vec::new();
        }
        let next = usize::from(self.sides[1].edge.len() < self.sides[0].edge.len());
        self.stage = Stage::Records(next);
        self.sides[next].outward(self.paths)
    }

    /// Where the farthest parties of a side meet the other side, nearest to that one's end: there are no shorter ways.
    fn meet(&self, side: usize) -> BTreeSet<i64> {
        let (edge, other) = (&self.sides[side].edge, &self.sides[1 - side].at);
        let nearest = edge.iter().filter_map(|party| other.get(party)).min();
        edge.iter().filter(|party| nearest.is_some() && other.get(party) == nearest).copied().collect()
    }

    /// The ways over the parties at which the sides meet, in the order of recording of the parties on them.
    fn trace(&mut self, middle: BTreeSet<i64>) -> Vec<Question> {
        let Some(some) = middle.first() else { return Vec::new() };
        let (before, behind) = (self.sides[0].at[some], self.sides[1].at[some]);
        // the parties of each level from which the middle is reached
        let mut alive = vec![middle];
        for step in (0..before).rev() {
            let mut level = BTreeSet::new();
            for record in self.sides[0].steps[step].parts.values() {
                if record.parts.keys().any(|party| alive[0].contains(party)) {
                    level.extend(record.parts.keys().filter(|party| self.sides[0].at.get(party) == Some(&step)));
                }
            }
            alive.insert(0, level);
        }
        let start = alive[0].iter().copied().collect::<Vec<_>>();
        for party in start {
            self.follow(party, &mut Vec::new(), &alive, before, behind);
        }
        let hops = self.found.iter().flatten();
        let events = hops.filter(|hop| self.record(hop).via == Via::Event).map(|hop| hop.record);
        let keys: BTreeSet<i64> = events.collect();
        if keys.is_empty() {
            return Vec::new();
        }
        self.stage = Stage::Titles;
        vec![Question { level: self.paths.titles, keys: keys.into_iter().collect() }]
    }

    /// Every way on from `party`, behind the hops so far, until there are enough of them. None of them is a dead end.
    fn follow(
        &mut self,
        party: i64,
        so_far: &mut Vec<(i64, i64, i64)>,
        alive: &[BTreeSet<i64>],
        before: usize,
        behind: usize,
    ) {
        let depth = so_far.len();
        if self.found.len() == self.most {
            return;
        }
        // from the middle on the levels are those of the other side, towards its end
        let (side, step) = place(depth, before, behind);
        if depth == before + behind {
            let hops = so_far.iter().enumerate().map(|(index, (from, to, record))| {
                let (side, step) = place(index, before, behind);
                Hop { from: *from, to: *to, record: *record, side, step }
            });
            return self.found.push(hops.collect());
        }
        let at = &self.sides[side].at;
        let next = self.sides[side].next(step, party, |other| match side {
            0 => alive[depth + 1].contains(&other),
            _ => at.get(&other) == Some(&step),
        });
        for (other, record) in next {
            so_far.push((party, other, record));
            self.follow(other, so_far, alive, before, behind);
            so_far.pop();
        }
    }

    fn record(&self, hop: &Hop) -> &Record {
        &self.sides[hop.side].steps[hop.step].parts[&hop.record]
    }

    fn told(&self, hop: &Hop) -> Datum {
        let record = self.record(hop);
        let title = self.titles.get(&hop.record).map_or("", String::as_str);
        let label = label(record.via, &record.parts[&hop.from], &record.parts[&hop.to], title);
        Datum::Many(vec![
            Datum::Int(hop.from),
            Datum::Int(hop.to),
            Datum::Text(record.via.word().to_owned()),
            Datum::Int(hop.record),
            Datum::Text(label),
        ])
    }
}

/// Which side knows the hop behind so many others, and as which of its steps.
fn place(hop: usize, before: usize, behind: usize) -> (usize, usize) {
    if hop < before { (0, hop) } else { (1, (before + behind).saturating_sub(hop + 1)) }
}

impl Walk for Linked<'_> {
    fn step(&mut self, answers: &Answers) -> Vec<Question> {
        match self.stage {
            Stage::Nothing => {
                self.stage = Stage::Ends;
                self.paths.ends.map(|level| Question { level, keys: vec![0] }).into()
            }
            Stage::Ends => {
                let ends = self.paths.ends.map(|level| answers.numbers(level, 0, 0).next());
                match ends {
                    [Some(from), Some(to)] if from != to => {
                        self.sides = vec![Side::new(from), Side::new(to)];
                        self.widen()
                    }
                    _ => Vec::new(),
                }
            }
            Stage::Records(side) => {
                self.stage = Stage::Parties(side);
                let questions = self.sides[side].opened(self.paths, answers);
                // where there is no record, there is no party either
                if questions.is_empty() { self.step(&Answers::default()) } else { questions }
            }
            Stage::Parties(side) => {
                self.sides[side].advance(self.paths, answers);
                let middle = self.meet(side);
                if middle.is_empty() { self.widen() } else { self.trace(middle) }
            }
            Stage::Titles => {
                let events = self.found.iter().flatten().map(|hop| hop.record).collect::<BTreeSet<_>>();
                for event in events {
                    let title = answers.of(self.paths.titles, event).first().and_then(|row| row[0].text());
                    self.titles.extend(title.map(|title| (event, shortened(title).into_owned())));
                }
                Vec::new()
            }
        }
    }

    fn found(self: Box<Self>) -> Found {
        let row = |hops: &Vec<Hop>| {
            let length = Datum::Int(i64::try_from(hops.len()).unwrap_or(i64::MAX));
            vec![length, Datum::Many(hops.iter().map(|hop| self.told(hop)).collect())]
        };
        Found { rows: self.found.iter().map(row).collect(), ..Found::default() }
    }
}
