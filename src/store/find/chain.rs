//! Chains: the events that an event is linked to over relations, breadth first, each way on its own.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    plan::{Chain, Datum},
    store::Request,
};

use super::{Answers, Found, Question, Walk, Window};

/// The events of a chain, as far as its page needs them.
pub struct Chained {
    ways: Vec<Way>,
    most_hops: i64,
    window: Window,
    /// How many relations have been followed.
    hops: i64,
    /// What has been reached, in the order in which it is told.
    reached: Vec<Reached>,
    listed: HashSet<i64>,
}

/// Relations followed in one direction.
struct Way {
    /// The question for the relations of an event.
    level: usize,
    direction: &'static str,
    /// The events that were reached last, in the order of recording.
    edge: Vec<i64>,
    /// How each event was reached: from which, over which relation; nothing of the one at the beginning.
    steps: HashMap<i64, Option<(i64, i64)>>,
}

/// An event that has been reached.
struct Reached {
    hops: i64,
    event: i64,
    way: usize,
}

impl Chained {
    /// From `event` on.
    pub fn new(chain: &Chain, window: Window, request: &Request, event: i64) -> Self {
        let way = |(level, direction): (Option<usize>, _)| {
            level.map(|level| Way { level, direction, edge: vec![event], steps: HashMap::from([(event, None)]) })
        };
        Self {
            ways: [(chain.out, "OUT"), (chain.into, "IN")].into_iter().filter_map(way).collect(),
            most_hops: request.values[chain.most_hops].int().unwrap_or(0),
            window,
            hops: -1,
            reached: Vec::new(),
            listed: HashSet::from([event]),
        }
    }

    /// How many of those reached stand before the page.
    fn before(&self) -> usize {
        match self.window.after.as_deref() {
            Some(&[hops, event]) => self.reached.partition_point(|it| (it.hops, it.event) <= (hops, event)),
            _ => 0,
        }
    }

    /// Whether it is known what stands on the page, and whether anything stands behind it.
    fn is_done(&self) -> bool {
        let Some(size) = self.window.size else { return true };
        self.hops >= self.most_hops || self.reached.len() - self.before() > size
    }

    fn path(&self, reached: &Reached) -> Datum {
        let steps = &self.ways[reached.way].steps;
        let back = std::iter::successors(steps[&reached.event], |(from, _)| steps[from]);
        let mut path: Vec<Datum> = back.map(|(_, relation)| Datum::Many(vec![Datum::Int(relation)])).collect();
        path.reverse();
        Datum::Many(path)
    }
}

impl Way {
    /// Goes one relation further.
    fn advance(&mut self, answers: &Answers) {
        let mut next = BTreeMap::new();
        for from in &self.edge {
            let mut relations: Vec<(i64, i64)> =
                answers.of(self.level, *from).iter().filter_map(|row| row[0].int().zip(row[1].int())).collect();
            relations.sort_unstable();
            for (relation, to) in relations {
                if !self.steps.contains_key(&to) {
                    next.entry(to).or_insert(Some((*from, relation)));
                }
            }
        }
        self.edge = next.keys().copied().collect();
        self.steps.extend(next);
    }
}

impl Walk for Chained {
    fn step(&mut self, answers: &Answers) -> Vec<Question> {
        self.hops += 1;
        if self.hops > 0 {
            let mut new = BTreeMap::new();
            for (index, way) in self.ways.iter_mut().enumerate() {
                way.advance(answers);
                for event in &way.edge {
                    new.entry(*event).or_insert(index);
                }
            }
            for (event, way) in new {
                if self.listed.insert(event) {
                    self.reached.push(Reached { hops: self.hops, event, way });
                }
            }
        }
        if self.is_done() {
            return Vec::new();
        }
        let edges = self.ways.iter().filter(|way| !way.edge.is_empty());
        edges.map(|way| Question { level: way.level, keys: way.edge.clone() }).collect()
    }

    fn found(self: Box<Self>) -> Found {
        let before = self.before();
        let size = self.window.size.unwrap_or(0);
        let rows = self.reached[before..].iter().take(size).map(|it| {
            let direction = Datum::Text(self.ways[it.way].direction.to_owned());
            vec![Datum::Int(it.event), Datum::Int(it.hops), direction, self.path(it)]
        });
        Found { rows: rows.collect(), more: self.reached.len() - before > size, before: before > 0 }
    }
}
