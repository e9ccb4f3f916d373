//! A question to the database: which rows, in which order, which columns, and what is written of them.

use crate::catalog::Interval;

use super::{Area, Kind, Part, find::Find, page::Page, search::Searched};

/// A question, asked once or once for each row above it.
#[derive(Debug)]
pub struct Level {
    /// Which rows and columns.
    pub select: Select,
    /// What is written.
    pub answer: Answer,
    /// What the keys of the groups hold that it is asked for; none where it is not asked for a group.
    pub groups: Vec<Kind>,
    /// Which rows are counted, where it is asked how many there are in all.
    pub total: Option<Select>,
}

/// What is written of a question's rows.
#[derive(Debug)]
pub enum Answer {
    /// The first row, or null.
    One(Vec<Part>),
    /// All rows as a list.
    List(Vec<Part>),
    /// A page of them.
    Page(Box<Page>),
    /// Rows that are found.
    Found(Box<Find>),
    /// Nothing: what finds rows asks for them; so many of a row above at most.
    Asked(Option<i64>),
    /// What may have been meant by the words that are bound, of words that are known; or null.
    Suggestion(usize),
}

/// Which rows and which columns of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Select {
    /// Tables: the first is where the rows come from, the others are joined to it.
    pub from: Vec<From>,
    /// What is read of each row.
    pub columns: Vec<Operand>,
    /// All of these hold.
    pub conditions: Vec<Cond>,
    /// The order; for a page it ends with a key that is unique.
    pub order: Vec<SortKey>,
    /// How many of the first columns rows are put in groups by; 0: they are not.
    pub grouped: usize,
    /// Whether rows that are alike in all columns are one.
    pub distinct: bool,
}

/// A table in a question.
#[derive(Clone, Debug, PartialEq)]
pub struct From {
    /// Its name; empty for the rows of a question.
    pub table: &'static str,
    /// The question whose rows it has: their columns are called by [`NAMES`].
    pub rows: Option<Box<Rows>>,
    /// What it finds by words, if that is what it has: columns are called by [`NAMES`].
    pub sought: Option<Searched>,
    /// The alias's number, unique in the whole question.
    pub alias: usize,
    /// The column that is joined, and to what; `None` for the first table.
    pub on: Option<(&'static str, Operand)>,
    /// Whether rows without a partner drop out.
    pub inner: bool,
}

/// What columns of a question's rows are called where another question reads them.
pub const NAMES: [&str; 16] =
    ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15"];

/// The rows of a question, as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The question.
    pub select: Select,
    /// The first column holds beginnings of times so long; those that are missing between the first and the last are
    /// added, with 0 in the second column.
    pub filled: Option<Interval>,
}

/// A key of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// What is compared.
    pub operand: Operand,
    /// Largest first.
    pub descending: bool,
    /// Whether it may be NULL; NULL comes last.
    pub nullable: bool,
}

/// Something that has a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A column of the table with that alias.
    Col(usize, &'static str),
    /// A value that is bound.
    Param(Param),
    /// A fixed word.
    Word(&'static str),
    /// The column with ASCII letters in lower case.
    Lower(Box<Operand>),
    /// The first that is not NULL.
    Coalesce(Vec<Operand>),
    /// The number of rows of a subquery.
    Count(Box<Select>),
    /// The first column of the first row of a subquery.
    First(Box<Select>),
    /// The number of rows of the group.
    GroupSize,
    /// How many different values there are in the group.
    Distinct(Box<Operand>),
    /// How many values there are in the group.
    Known(Box<Operand>),
    /// The sum of the values in the group; NULL where there is none.
    Sum(Box<Operand>),
    /// The first day of the time so long in which both days lie; NULL where they lie in two.
    Time(Interval, Box<Operand>, Box<Operand>),
    /// So many characters from the beginning.
    Prefix(Box<Operand>, Param),
    /// How many metres the place with that alias is from a point: its latitude and longitude, in units.
    Distance(usize, [Param; 2]),
}

impl Operand {
    /// Whether it is worked out of many rows.
    pub fn is_aggregate(&self) -> bool {
        matches!(self, Self::GroupSize | Self::Distinct(_) | Self::Known(_) | Self::Sum(_))
    }
}

/// A value that is bound when a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Param {
    /// The value of the row above.
    Parent,
    /// A value of the request, by position among the plan's binds.
    Bind(usize),
    /// A key of the cursor behind `after`.
    After(usize),
    /// A key of the cursor before `before`.
    Before(usize),
    /// A key of the page's row that is being probed from.
    Edge(usize),
    /// How many rows to read.
    Limit,
    /// A key of the group that is asked for.
    Group(usize),
}

/// A condition; never unknown: what compares with NULL does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Cond {
    /// Holds.
    True,
    /// Does not hold.
    False,
    /// All hold.
    And(Vec<Cond>),
    /// One holds.
    Or(Vec<Cond>),
    /// It does not hold.
    Not(Box<Cond>),
    /// A comparison.
    Compare(Operand, Op, Operand),
    /// Row values compare.
    Rows(Vec<Operand>, Op, Vec<Operand>),
    /// Is NULL.
    Null(Operand),
    /// Is one of a list that is bound as JSON array.
    In(Operand, Param),
    /// Matches a text that is bound.
    Like(Operand, Match, Param),
    /// Is the key of an organization whose identity is bound, or of one below it.
    Within(Operand, Param),
    /// Is the key of a record of one of these types that the words match which are bound.
    Search(Operand, Vec<&'static str>, Param),
    /// A subquery has rows.
    Exists(Box<Select>),
    /// Is the key of a place whose point lies in an area; whether that is asked of few places, of each alone.
    Located(Operand, Area, bool),
    /// A column of truth values holds.
    Truth(Operand),
}

impl Cond {
    /// Whether every row meets it, as can be seen without looking at one.
    pub fn is_trivial(&self) -> bool {
        match self {
            Self::True => true,
            Self::And(all) => all.iter().all(Self::is_trivial),
            _ => false,
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Equal.
    Eq,
    /// Equal, or both NULL.
    Same,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
}

/// How a text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Somewhere in it.
    Contains,
    /// At its beginning.
    Starts,
    /// At its end.
    Ends,
}
