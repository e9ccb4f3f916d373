//! Which questions are asked with which rows above them, as far as is known from what was fetched.

use std::collections::HashSet;

use crate::{
    plan::{Answer, Datum, Part},
    store::{
        Request,
        answer::{Cells, addressed, identified},
        json::Cell,
    },
};

/// The keys to ask each question with: each once, in the order met.
pub struct Wanted {
    levels: Vec<(Vec<i64>, HashSet<i64>)>,
}

impl Wanted {
    /// What the root asks.
    pub fn of(request: &Request, public_url: &str) -> Self {
        let mut wanted = Self { levels: request.plan.levels.iter().map(|_| Default::default()).collect() };
        for part in &request.plan.root {
            match part {
                Part::Level(level, _) => wanted.add(*level, 0),
                Part::ById(bind, cases) => wanted.identities(std::slice::from_ref(&request.values[*bind]), cases),
                Part::ByIds(bind, cases) => wanted.identities(request.values[*bind].parts(), cases),
                Part::ByUrl(bind, cases) => {
                    if let Some(level) = addressed(&request.values[*bind], public_url, cases) {
                        wanted.add(level, 0);
                    }
                }
                _ => {}
            }
        }
        wanted
    }

    /// The keys that a question is asked with.
    pub fn take(&mut self, level: usize) -> Vec<i64> {
        std::mem::take(&mut self.levels[level]).0
    }

    fn add(&mut self, level: usize, key: i64) {
        let (keys, known) = &mut self.levels[level];
        if known.insert(key) {
            keys.push(key);
        }
    }

    fn identities(&mut self, ids: &[Datum], cases: &[(&'static str, usize)]) {
        for (level, uid) in ids.iter().filter_map(|id| identified(id, cases)) {
            self.add(level, uid);
        }
    }

    /// What is asked below a row of a question.
    pub fn below<R: Cells>(&mut self, answer: &Answer, row: &R) -> Result<(), R::Error> {
        match answer {
            Answer::One(parts) | Answer::List(parts) => self.parts(parts, row),
            Answer::Page(page) => page.lists().try_for_each(|parts| self.parts(parts, row)),
        }
    }

    fn parts<R: Cells>(&mut self, parts: &[Part], row: &R) -> Result<(), R::Error> {
        for part in parts {
            match part {
                Part::Level(level, None) => self.add(*level, 0),
                Part::Level(level, Some(at)) => {
                    if let Cell::Int(key) = row.cell(*at)? {
                        self.add(*level, key);
                    }
                }
                Part::Maybe(at, parts) if !row.is_null(*at)? => self.parts(parts, row)?,
                Part::Tagged(at, cases) => {
                    if let Some(parts) = row.case(*at, cases)? {
                        self.parts(parts, row)?;
                    }
                }
                Part::Dispatch(at, key, cases) => {
                    if let (Some(level), Cell::Int(key)) = (row.case(*at, cases)?, row.cell(*key)?) {
                        self.add(*level, key);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
