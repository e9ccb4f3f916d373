//! Rows that are found, without input or output: a walk says what it asks next and is told the rows, until it asks
//! nothing more. Whoever has a database drives it (`sqlite/run.rs` row by row, `postgres/fetch.rs` all walks of a
//! question at once), so that the same is found whichever database answers.

mod chain;
mod label;
mod matching;
mod paths;
mod side;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    marker::PhantomData,
};

use crate::plan::{Answer, Datum, Find, Page, Sought, Told};

use super::{
    ReadError, Request,
    answer::{Cells, datum},
    json::Cell,
};

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The rows: of a page those that stand on it.
    pub rows: Vec<Vec<Datum>>,
    /// Whether there are more behind the page.
    pub more: bool,
    /// Whether there are any before it.
    pub before: bool,
}

/// A question and what it is asked with.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    /// Which level of the plan.
    pub level: usize,
    /// The values of the rows above.
    pub keys: Vec<i64>,
}

/// The rows that questions were answered with.
#[derive(Debug, Default)]
pub struct Answers(HashMap<(usize, i64), Vec<Vec<Datum>>>);

impl Answers {
    /// The number in a column of each row of a question.
    pub fn numbers(&self, level: usize, key: i64, column: usize) -> impl Iterator<Item = i64> {
        self.of(level, key).iter().filter_map(move |row| row[column].int())
    }

    /// The rows of a question that was asked with `key`.
    pub fn of(&self, level: usize, key: i64) -> &[Vec<Datum>] {
        self.0.get(&(level, key)).map_or(&[], Vec::as_slice)
    }

    /// Takes down the first `columns` of a row.
    pub fn add<R: Cells>(&mut self, level: usize, key: i64, row: &R, columns: usize) -> Result<(), R::Error> {
        let row = (0..columns).map(|at| row.cell(at).map(datum)).collect::<Result<_, _>>()?;
        self.0.entry((level, key)).or_default().push(row);
        Ok(())
    }
}

/// Finds the rows for one row above.
trait Walk: Send {
    /// Takes what was answered to what it asked last, and says what it asks next: nothing when it is done.
    fn step(&mut self, answers: &Answers) -> Vec<Question>;

    /// What it found.
    fn found(self: Box<Self>) -> Found;
}

/// The walks of a level that is found, one for each row above.
pub struct Search<'r> {
    walks: Vec<(i64, Box<dyn Walk + 'r>)>,
    /// Which of them ask nothing more.
    done: Vec<bool>,
}

impl<'r> Search<'r> {
    /// For the rows above a level whose values are `parents`.
    pub fn new(request: &'r Request, level: usize, parents: &[i64]) -> Self {
        let Answer::Found(find) = &request.plan.levels[level].answer else {
            unreachable!("asked of what is found");
        };
        let walks = parents.iter().map(|parent| (*parent, walk(find, request, *parent))).collect();
        Self { walks, done: vec![false; parents.len()] }
    }

    /// Takes answers, and says what all of them ask next, each question once; nothing when they are done.
    pub fn step(&mut self, answers: &Answers) -> Vec<Question> {
        let mut asked: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
        for ((_, walk), done) in self.walks.iter_mut().zip(&mut self.done).filter(|(_, done)| !**done) {
            let questions = walk.step(answers);
            *done = questions.is_empty();
            for Question { level, keys } in questions {
                asked.entry(level).or_default().extend(keys);
            }
        }
        asked.into_iter().map(|(level, keys)| Question { level, keys: keys.into_iter().collect() }).collect()
    }

    /// What each found.
    pub fn found(self) -> impl Iterator<Item = (i64, Found)> + 'r {
        self.walks.into_iter().map(|(parent, walk)| (parent, walk.found()))
    }
}

fn walk<'r>(find: &'r Find, request: &'r Request, parent: i64) -> Box<dyn Walk + 'r> {
    match &find.sought {
        Sought::Paths(paths) => Box::new(paths::Linked::new(paths, request)),
        Sought::Chain(chain) => Box::new(chain::Chained::new(chain, Window::of(find, request), request, parent)),
        Sought::Matching(matching) => Box::new(matching::Matched::new(matching, request)),
    }
}

/// Where a page lies among the rows that are found.
struct Window {
    /// How many rows it has at most; none where nothing of them is asked for.
    size: Option<usize>,
    /// The keys behind which it begins.
    after: Option<Vec<i64>>,
}

impl Window {
    fn of(find: &Find, request: &Request) -> Self {
        let Told::Page(page) = &find.told else { return Self { size: Some(usize::MAX), after: None } };
        let size = page.reads().then(|| usize::try_from(page.size(&request.values)).unwrap_or(0));
        Self { size, after: Self::after(page, request) }
    }

    fn after(page: &Page, request: &Request) -> Option<Vec<i64>> {
        let keys = request.values[page.after?].parts().iter().map(|key| key.int().unwrap_or(i64::MAX));
        Some(keys.collect())
    }
}

/// How many more rows may be read to find others.
#[derive(Debug)]
pub struct Links {
    left: usize,
    limit: usize,
}

impl Links {
    /// What a request may have.
    pub fn new(limit: usize) -> Self {
        Self { left: limit, limit }
    }

    /// How many rows to ask for: one too many shows that there are too many.
    pub fn room(&self) -> i64 {
        i64::try_from(self.left).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// Takes down how many were read.
    pub fn read(&mut self, rows: usize) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(rows).ok_or(ReadError::Links(self.limit))?;
        Ok(())
    }
}

/// A row that was found.
pub struct FoundRow<'r, E> {
    cells: &'r [Datum],
    error: PhantomData<E>,
}

impl<'r, E> FoundRow<'r, E> {
    /// With these columns.
    pub fn new(cells: &'r [Datum]) -> Self {
        Self { cells, error: PhantomData }
    }
}

impl<E> Cells for FoundRow<'_, E> {
    type Error = E;

    fn cell(&self, at: usize) -> Result<Cell<'_>, E> {
        Ok(match &self.cells[at] {
            Datum::Int(number) => Cell::Int(*number),
            Datum::Text(text) => Cell::Text(text),
            Datum::Null | Datum::Many(_) => Cell::Null,
        })
    }

    fn within(&self, at: usize) -> &[Datum] {
        match &self.cells[at] {
            Datum::Many(rows) => rows,
            _ => &[],
        }
    }
}
