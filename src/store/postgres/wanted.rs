//! Which questions are asked with which rows above them, as far as is known from what was fetched.

use std::collections::HashMap;

use crate::{
    plan::{Answer, Datum, Page, Part, Slot},
    store::{
        Request,
        answer::{Cells, add_keys, addressed, identified},
        find::FoundRow,
        json::Cell,
    },
};

/// What a question is asked with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Above {
    /// The value of the row above.
    pub parent: i64,
    /// The keys of the groups that it is asked about, one within the other.
    pub group: Vec<Datum>,
}

impl Above {
    /// A row above.
    pub fn row(parent: i64) -> Self {
        Self { parent, group: Vec::new() }
    }
}

/// What to ask each question with: each once, numbered in the order met.
pub struct Wanted {
    levels: Vec<HashMap<Above, usize>>,
}

impl Wanted {
    /// What the root asks.
    pub fn of(request: &Request, public_url: &str) -> Self {
        let mut wanted = Self { levels: request.plan.levels.iter().map(|_| HashMap::new()).collect() };
        for part in &request.plan.root {
            match part {
                Part::Level(level, _) => wanted.add(*level, Above::row(0)),
                Part::ById(bind, cases) => wanted.identities(std::slice::from_ref(&request.values[*bind]), cases),
                Part::ByIds(bind, cases) => wanted.identities(request.values[*bind].parts(), cases),
                Part::ByUrl(bind, cases) => {
                    if let Some(level) = addressed(&request.values[*bind], public_url, cases) {
                        wanted.add(level, Above::row(0));
                    }
                }
                _ => {}
            }
        }
        wanted
    }

    /// What a question is asked with, by number.
    pub fn take(&mut self, level: usize) -> Vec<Above> {
        let mut all: Vec<_> = std::mem::take(&mut self.levels[level]).into_iter().collect();
        all.sort_unstable_by_key(|(_, number)| *number);
        all.into_iter().map(|(above, _)| above).collect()
    }

    fn add(&mut self, level: usize, above: Above) {
        let known = &mut self.levels[level];
        let number = known.len();
        known.entry(above).or_insert(number);
    }

    /// What is asked beside the rows of a page.
    pub fn beside(&mut self, page: &Page, asked: &[Above]) {
        for slot in &page.slots {
            let Slot::Level(level) = slot else { continue };
            asked.iter().for_each(|above| self.add(*level, above.clone()));
        }
    }

    fn identities(&mut self, ids: &[Datum], cases: &[(&'static str, usize)]) {
        for (level, uid) in ids.iter().filter_map(|id| identified(id, cases)) {
            self.add(level, Above::row(uid));
        }
    }

    /// What is asked below a row of a question, which was asked with `above`.
    pub fn below<R: Cells>(&mut self, answer: &Answer, row: &R, above: &Above) -> Result<(), R::Error> {
        match answer {
            Answer::One(parts) | Answer::List(parts) => self.parts(parts, row, above),
            Answer::Suggestion(_) => Ok(()),
            Answer::Page(page) => page.lists().try_for_each(|parts| self.parts(parts, row, above)),
            Answer::Found(find) => find.lists().try_for_each(|parts| self.parts(parts, row, above)),
            Answer::Asked(_) => Ok(()),
        }
    }

    fn parts<R: Cells>(&mut self, parts: &[Part], row: &R, above: &Above) -> Result<(), R::Error> {
        for part in parts {
            match part {
                Part::Level(level, None) => self.add(*level, Above::row(0)),
                Part::Level(level, Some(at)) => {
                    if let Cell::Int(key) = row.cell(*at)? {
                        self.add(*level, Above::row(key));
                    }
                }
                Part::Maybe(at, parts) | Part::Else(at, parts, _) if !row.is_null(*at)? => {
                    self.parts(parts, row, above)?;
                }
                Part::Tagged(at, cases) => {
                    if let Some(parts) = row.case(*at, cases)? {
                        self.parts(parts, row, above)?;
                    }
                }
                Part::Dispatch(at, key, cases) => {
                    if let (Some(level), Cell::Int(key)) = (row.case(*at, cases)?, row.cell(*key)?) {
                        self.add(*level, Above::row(key));
                    }
                }
                Part::Several(at, parts, _) => {
                    for inner in row.within(*at) {
                        self.parts(parts, &FoundRow::<R::Error>::new(inner.parts()), above)?;
                    }
                }
                Part::Highlights(sought) => {
                    if let Cell::Int(key) = row.cell(sought.key)? {
                        sought.passages.iter().for_each(|passages| self.add(passages.level, Above::row(key)));
                    }
                }
                Part::Group(level, keys) => {
                    let mut above = above.clone();
                    add_keys(row, keys, &mut above.group)?;
                    self.add(*level, above);
                }
                _ => {}
            }
        }
        Ok(())
    }
}
