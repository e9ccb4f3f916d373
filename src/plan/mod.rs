//! A request, compiled: which questions are asked of the database and how the answers are written as JSON.
//!
//! A plan is made from a validated document and the shape of its variables (which are given, null, empty; words and
//! truth values), and then run with any values of that shape. It names tables and columns, never a database.

mod area;
mod bind;
mod chain;
mod compare;
mod compile;
mod connection;
mod cost;
pub mod cursor;
mod fields;
mod filter;
mod find;
mod group;
mod input;
mod kind;
mod level;
mod lists;
mod matching;
mod page;
mod parts;
mod paths;
mod refusal;
mod root;
mod search;
mod selection;
mod shape;
mod shortcut;
mod values;
mod walk;

use crate::{
    catalog::{Interval, Scalar},
    domain::cite::Style,
};

pub use area::Area;
pub use bind::{Bind, Conversion, Datum, Frame, Rounding, Source, permalink};
pub use compile::{Facts, compile};
pub use find::{Chain, Find, Matching, Paths, Sought, Told, Via};
pub use group::Key as GroupKey;
pub use kind::Kind;
pub use level::{Answer, Cond, From, Level, Match, NAMES, Op, Operand, Param, Rows, Select, SortKey};
pub use page::{Page, Slot};
pub use refusal::Refusal;
pub use search::{Highlights, Passages, RANKED, Searched, Show};
pub use selection::Selector;
pub use shape::shape;

/// A compiled request.
#[derive(Debug)]
pub struct Plan {
    /// The answer's `data` object.
    pub root: Vec<Part>,
    /// The questions, referred to by position.
    pub levels: Vec<Level>,
    /// What is bound from the request.
    pub binds: Vec<Bind>,
}

impl Plan {
    /// Whether anything is found that takes time beyond what the database is asked.
    pub fn computes(&self) -> bool {
        self.levels.iter().any(|level| matches!(&level.answer, Answer::Found(find) if find.sought.computes()))
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let level = size_of::<Level>() + 1_024;
        self.levels.len() * level + self.binds.len() * 2 * size_of::<Bind>() + self.root.len() * size_of::<Part>()
    }
}

/// A piece of an answer, written in order.
#[derive(Debug)]
pub enum Part {
    /// Bytes as they are.
    Literal(Vec<u8>),
    /// A column of the row.
    Value(usize, Scalar),
    /// Whether a column of the row holds this word.
    Is(usize, &'static str),
    /// The column shortened for a list.
    Label(usize),
    /// Parts of the same row, or null where the column is NULL.
    Maybe(usize, Vec<Part>),
    /// Parts of the same row that depend on a word in a column.
    Tagged(usize, Vec<(&'static str, Vec<Part>)>),
    /// The rows of a question, asked with the value of that column; `None` where it takes nothing of the row above.
    Level(usize, Option<usize>),
    /// A question that depends on a word in the first column, asked with the value of the second.
    Dispatch(usize, usize, Vec<(&'static str, usize)>),
    /// A question about a group, asked with the row's keys and whatever this question was asked with.
    Group(usize, Vec<GroupKey>),
    /// Parts of the same row, or these bytes where the column is NULL.
    Else(usize, Vec<Part>, &'static str),
    /// What to call the time so long whose first day a column holds.
    Time(usize, Interval),
    /// Its last day.
    TimeEnd(usize, Interval),
    /// A sum of tenths by how many there are; null where there are none.
    Mean(usize, usize),
    /// Rows within the row, which was found: each of them written so, and how many there are at most by a bind.
    Several(usize, Vec<Part>, usize),
    /// How well the row matches, of billionths.
    Score(usize),
    /// What was found in the row's texts.
    Highlights(Box<Highlights>),
    /// The row's own cursor.
    Cursor,
    /// A reference to the record.
    Cite(Box<Cite>),
    /// The row whose id is bound: which question depends on the id's prefix.
    ById(usize, Vec<(&'static str, usize)>),
    /// The rows whose ids are bound, in their order.
    ByIds(usize, Vec<(&'static str, usize)>),
    /// The record whose permalink is bound: which question depends on the noun's word in it.
    ByUrl(usize, Vec<(&'static str, usize)>),
    /// What the executor answered for one introspection field of the root.
    Introspected(usize),
}

/// The columns of a reference.
#[derive(Debug)]
pub struct Cite {
    /// Its form.
    pub style: Style,
    /// The noun's name.
    pub noun: &'static str,
    /// The word in permalinks.
    pub plural: &'static str,
    /// What it is called.
    pub title: usize,
    /// Its date.
    pub date: Option<usize>,
    /// Its authors.
    pub authors: Option<usize>,
    /// Who published it.
    pub publisher: Option<usize>,
    /// Where it stands.
    pub url: Option<usize>,
    /// Whether what it is called is a quotation.
    pub quoted: Option<usize>,
    /// Its slug.
    pub slug: usize,
    /// The data set's title.
    pub dataset: usize,
    /// Whom the data set credits.
    pub attribution: usize,
}
