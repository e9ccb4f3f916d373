//! Rows that are found: by questions that follow from one another, where no single question reaches.
//!
//! What is sought stands here, with the questions that finding it takes: levels of their own, [`super::Answer::Asked`], whose
//! rows are read and not written. How it is found is `store::find`'s. A found row is a row like any other: its columns
//! are written by parts, and what is selected below it are levels that are asked with keys from it.

use super::{Part, bind::Datum, page::Page};

/// Rows that are found.
#[derive(Debug)]
pub struct Find {
    /// Which.
    pub sought: Sought,
    /// What is written of them.
    pub told: Told,
}

/// What is written of rows that are found.
#[derive(Debug)]
pub enum Told {
    /// All of them as a list; the bind holds how many there are at most.
    List(usize, Vec<Part>),
    /// A page of them.
    Page(Page),
}

/// Which rows are sought.
#[derive(Debug)]
pub enum Sought {
    /// The events that one event is linked to over relations: its key, hops, direction, and as rows of their own the keys
    /// of the relations in between.
    Chain(Chain),
    /// The shortest ways between two parties over records in which both have a part: length, and as rows of their own
    /// the hops.
    Paths(Box<Paths>),
    /// The parties that a name could be: key, type, score, key of the name that fits best, reasons.
    Matching(Matching),
}

impl Sought {
    /// Whether finding them takes time beyond what the database is asked.
    pub fn computes(&self) -> bool {
        match self {
            Self::Chain(_) | Self::Paths(_) => false,
            Self::Matching(_) => true,
        }
    }
}

/// How relations between events are followed.
#[derive(Debug)]
pub struct Chain {
    /// Asks for relations from an event, if these are followed: their key, and the event that each leads to.
    pub out: Option<usize>,
    /// Asks for relations to an event likewise.
    pub into: Option<usize>,
    /// The bind that holds how many are followed one after the other.
    pub most_hops: usize,
}

/// How parties are linked by records.
#[derive(Debug)]
pub struct Paths {
    /// Ask for the keys of the parties at the ends.
    pub ends: [usize; 2],
    /// The bind that holds how many hops there are at most.
    pub most_hops: usize,
    /// The bind that holds how many paths there are at most.
    pub most: usize,
    /// Ask for the records of a party, the last recorded first.
    pub records: [(Via, usize); 7],
    /// Asks who took part in an event: party, organization it acted for, key, role.
    pub participations: usize,
    /// Asks who said a statement: speaker, organization.
    pub statements: usize,
    /// Asks whom it was addressed to.
    pub addressees: usize,
    /// Asks who imposed a measure.
    pub issuers: usize,
    /// Asks whom it is against.
    pub targets: usize,
    /// Asks for the title of an event.
    pub titles: usize,
}

/// What kind of record links two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Both took part in it.
    Event,
    /// Said it, had it said or was told it.
    Statement,
    /// Imposed it or is under it.
    Sanction,
}

impl Via {
    /// Its word among the types of records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "EVENT",
            Self::Statement => "STATEMENT",
            Self::Sanction => "SANCTION",
        }
    }

    /// The kind of that word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Event, Self::Statement, Self::Sanction].into_iter().find(|via| via.word() == word)
    }
}

/// The columns of a path.
pub mod linked {
    /// How many hops it has.
    pub const LENGTH: usize = 0;
    /// The hops.
    pub const HOPS: usize = 1;
}

/// The columns of a hop.
pub mod hopped {
    /// The key of the party that it begins at.
    pub const FROM: usize = 0;
    /// The key of the party that it leads to.
    pub const TO: usize = 1;
    /// The record's type.
    pub const VIA: usize = 2;
    /// The record's key.
    pub const RECORD: usize = 3;
    /// What the two are to each other.
    pub const LABEL: usize = 4;
}

/// How parties are found that a name could be.
#[derive(Debug)]
pub struct Matching {
    /// The bind that holds the name.
    pub name: usize,
    /// The bind that holds the country that is known; or null.
    pub country: usize,
    /// The bind that holds how many are told.
    pub most: usize,
    /// The bind that holds the least score that is told, in thousandths.
    pub least: usize,
    /// Asks for the parties with a key of names, in the order of recording.
    pub keyed: usize,
    /// Asks for the names of a party, each with key, value and kind, and the party's type, country and kind.
    pub named: usize,
    /// How many of those that share keys are judged.
    pub judged: usize,
}

/// The columns of a party that a name could be.
pub mod matched {
    /// Its key.
    pub const PARTY: usize = 0;
    /// Whether it is a person or an organization.
    pub const TYPE: usize = 1;
    /// The score, as a number of JSON.
    pub const SCORE: usize = 2;
    /// The key of the name that fits best.
    pub const NAME: usize = 3;
    /// Why, as JSON.
    pub const REASONS: usize = 4;
}

/// The columns of an event in a chain.
pub mod chained {
    /// Its key.
    pub const EVENT: usize = 0;
    /// How many relations lead to it.
    pub const HOPS: usize = 1;
    /// Which way.
    pub const DIRECTION: usize = 2;
    /// The relations: each a row with its key.
    pub const PATH: usize = 3;
}

impl Find {
    /// What is written of a row, for each list of them.
    pub fn lists(&self) -> impl Iterator<Item = &[Part]> {
        let (list, page) = match &self.told {
            Told::List(_, parts) => (Some(parts.as_slice()), None),
            Told::Page(page) => (None, Some(page.lists())),
        };
        list.into_iter().chain(page.into_iter().flatten())
    }
}

impl Datum {
    /// A whole number; none where it holds something else.
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// A text; none where it holds something else.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
