//! What lists of a noun can be filtered and ordered by.

use super::{
    columns::{Col, Join, Link},
    noun::Target,
};

/// One thing a noun can be filtered by.
#[derive(Debug)]
pub struct Filter {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// What is tested.
    pub test: Test,
}

/// What a filter tests.
#[derive(Debug)]
pub enum Test {
    /// The public identity.
    Id,
    /// Text; `folded` holds it folded, else case is folded as ASCII.
    Text {
        /// Steps to the row that holds it.
        path: Vec<Join>,
        /// The column.
        col: Col,
        /// The same text folded for comparison.
        folded: Option<Col>,
    },
    /// A word.
    Word {
        /// Steps to the row that holds it.
        path: Vec<Join>,
        /// The column.
        col: Col,
        /// Its vocabulary.
        words: &'static str,
    },
    /// A list of words.
    Words {
        /// How to get there.
        link: Link,
        /// The column.
        col: Col,
        /// Its vocabulary.
        words: &'static str,
    },
    /// A country.
    Country {
        /// Steps to the row that holds it.
        path: Vec<Join>,
        /// The column.
        col: Col,
    },
    /// A fuzzy date.
    Date(DateCols),
    /// True or false.
    Bool(Col),
    /// A whole number.
    Number(Col),
    /// A number stored in tenths.
    Tenths(Col),
    /// An instant.
    Instant(Col),
    /// Keys in other systems.
    ExternalId,
    /// A sanction's status on a date.
    Status,
    /// The row a foreign key leads to.
    One(Join, Target),
    /// Many rows: some, every, none, count.
    Many(Link, Target),
    /// An event's relations, from it and to it.
    Relations,
    /// Which way a relation is seen from the event whose relations are tested.
    Direction,
    /// An organization with all below it.
    Within,
    /// Where the point of a place lies: steps to the place.
    Location(Vec<Join>),
    /// The words of a record's texts.
    Search,
}

/// The columns of a fuzzy date.
#[derive(Clone, Copy, Debug)]
pub struct DateCols {
    /// EDTF text.
    pub edtf: Col,
    /// First possible day.
    pub earliest: Col,
    /// Last possible day.
    pub latest: Col,
    /// How well it is known.
    pub precision: Col,
    /// Approximate.
    pub approximate: Col,
    /// Uncertain.
    pub uncertain: Col,
    /// As worded.
    pub text: Col,
}

/// One thing a list can be ordered by.
#[derive(Debug)]
pub struct Order {
    /// The word in the order enum.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// The keys, most significant first.
    pub keys: Vec<Key>,
}

/// A key of an order.
#[derive(Clone, Debug)]
pub enum Key {
    /// A column, after steps to the row that holds it.
    Col(Vec<Join>, Col),
    /// How many rows a link leads to.
    Count(Link),
    /// How far a place is from the centre of the filter's circle: steps to the place.
    Distance(Vec<Join>),
    /// How well the row matches the words that the list is filtered by.
    Relevance,
}

/// Which way an order goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}
