//! What rows of a noun can be grouped and counted by.

pub use crate::domain::period::Interval;

use super::{
    columns::{Col, Join, Link},
    noun::Target,
    query::DateCols,
};

/// How a noun's lists are summed up.
#[derive(Debug, Default)]
pub struct Groups {
    /// What its rows can be told apart by.
    pub dimensions: Vec<Dimension>,
    /// Its dates, for groups by time; the first is meant where none is named.
    pub dates: Vec<(&'static str, &'static str, DateCols)>,
    /// The column with the geohash of its point, after steps.
    pub geohash: Option<(Vec<Join>, Col)>,
    /// Its numbers.
    pub measures: Vec<Measure>,
}

/// One thing by which rows can be told apart.
#[derive(Debug)]
pub struct Dimension {
    /// The word in the dimension enum.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// A link to rows that hold it, where a row has several.
    pub link: Option<Link>,
    /// Steps to the row that holds it.
    pub path: Vec<Join>,
    /// The column: of the noun, of the link's table, or behind the steps.
    pub col: Col,
    /// The table that what it names must have a row in: of parties only organizations, say.
    pub only: Option<&'static str>,
    /// What the column holds.
    pub holds: Holds,
}

/// What a dimension's column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A word or code.
    Word,
    /// The key of a row.
    Key(Target),
}

/// A number of a group.
#[derive(Debug)]
pub struct Measure {
    /// The field of the group.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// How it is worked out.
    pub of: Of,
}

/// How a number of a group is worked out from those of its rows.
#[derive(Clone, Debug)]
pub enum Of {
    /// The mean of a column in tenths.
    MeanOfTenths(Col),
    /// The sums of these columns, as the struct of that name.
    Sums(&'static str, Vec<Col>),
}

/// The interval of a word of `TimeInterval`.
pub fn interval(word: &str) -> Option<Interval> {
    INTERVALS.iter().find(|(known, ..)| *known == word).map(|(_, interval, _)| *interval)
}

/// The words of `TimeInterval`.
pub const INTERVALS: &[(&str, Interval, &str)] = &[
    ("DAY", Interval::Day, "Days: 2023-07-20."),
    ("WEEK", Interval::Week, "Weeks from Monday to Sunday, numbered as ISO 8601 has them: 2023-W29."),
    ("MONTH", Interval::Month, "Months: 2023-07."),
    ("QUARTER", Interval::Quarter, "Quarters: 2023-Q3."),
    ("YEAR", Interval::Year, "Years: 2023."),
];
