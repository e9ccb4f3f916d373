//! Plans as statements: made once for each plan, the same whatever rows there are. What the databases have in common.

mod geo;
mod group;
mod keyset;
mod search;
mod tables;
mod text;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

pub use keyset::{Key, apart, beyond, equal};
pub use search::{Ranks, fts5, is_unranked, ranking, tsquery};
pub use text::{Dialect, Given, Text};

/// The number of the last change and the identity of the last load, which has its time in it. Whoever writes counts the
/// one up or leaves the other, so that no two states of the data have both alike: not even those before and after a
/// backup is restored and loaded into, and not those of a load that only leaves its line in the log of imports.
pub const VERSION: &str = "SELECT value, (SELECT uid FROM import_run ORDER BY id DESC LIMIT 1) FROM sequence \
    WHERE name = 'change'";

/// What [`VERSION`] gives as one text.
pub fn version(change: i64, load: Option<i64>) -> String {
    format!("{change}.{}", load.unwrap_or_default())
}

/// A statement and what is bound to it, with places from 1.
#[derive(Debug)]
pub struct Statement {
    /// Its text.
    pub sql: String,
    /// What is the same as long as the request is.
    pub once: Vec<(usize, Given)>,
    /// What differs each time that it is run.
    pub each: Vec<(usize, Given)>,
}

/// The statements of one question, as positions in [`Program::statements`].
#[derive(Debug, Default)]
pub struct Texts {
    /// The rows; of a page perhaps in several ranges, in order.
    pub rows: Vec<usize>,
    /// How many rows there are in all.
    pub total: Option<usize>,
    /// Whether there are rows behind an edge, in ranges.
    pub behind: Vec<usize>,
    /// Whether there are rows before an edge, in ranges.
    pub before: Vec<usize>,
    /// Whether the row at an edge is there.
    pub at: Option<usize>,
}

/// All statements of a plan.
#[derive(Debug, Default)]
pub struct Program {
    /// The statements.
    pub statements: Vec<Statement>,
    /// Those of each question.
    pub levels: Vec<Texts>,
    /// The bytes of the last answer: the next will be about as long.
    last: AtomicUsize,
    /// Whether the last run took more than a moment.
    long: AtomicBool,
}

impl Program {
    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let statements: usize = self.statements.iter().map(|statement| statement.sql.len() + 256).sum();
        statements + self.levels.len() * size_of::<Texts>()
    }

    /// How much room the next answer should be given, so that it need not move while it grows.
    pub fn expected(&self) -> usize {
        self.last.load(Ordering::Relaxed) / 4 * 5 + 1_024
    }

    /// Takes down how long an answer was.
    pub fn answered(&self, bytes: usize) {
        self.last.store(bytes, Ordering::Relaxed);
    }

    /// Whether the last run took more than a moment: the next probably will.
    pub fn takes_long(&self) -> bool {
        self.long.load(Ordering::Relaxed)
    }

    /// Takes down whether a run took more than a moment.
    pub fn took_long(&self, long: bool) {
        self.long.store(long, Ordering::Relaxed);
    }

    /// Adds a statement; `varies` says what differs each time that it is run.
    pub fn add(&mut self, text: Text, varies: impl Fn(&Given) -> bool) -> usize {
        let (each, once) = (1..).zip(text.given).partition(|(_, given)| varies(given));
        self.statements.push(Statement { sql: text.sql, once, each });
        self.statements.len() - 1
    }
}
