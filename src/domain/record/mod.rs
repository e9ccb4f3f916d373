//! Records between a reader and the database: plain values, one struct a noun, whatever format they come from.
//!
//! References are keys, not ids: `place: Some("baghdad")` is the place of that key in the same data set. Organizations
//! and persons share one space of keys. Readers check what they read; the writer takes records as they are.

mod event;
mod noun;
mod party;
mod sanction;
mod source;
mod statement;

use std::fmt;
use std::sync::Arc;

use entity::value::ReviewStatus;

use crate::domain::fuzzy_date::FuzzyDate;

pub use event::*;
pub use noun::*;
pub use party::*;
pub use sanction::*;
pub use source::*;
pub use statement::*;

/// Where something stands in what was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The file's name, without its folder.
    pub file: Arc<str>,
    /// From 1; 0 where the file as a whole is meant.
    pub line: u32,
    /// In characters, from 1; 0 where the file as a whole is meant.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}", self.file),
            line => write!(out, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// What records were read from, for the log of imports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The name of the file or folder.
    pub name: String,
    /// SHA-256 of its content, hexadecimal; of a folder, of its files one after the other.
    pub sha256: String,
}

/// A body of records that came together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// Short readable key; part of every record's identity.
    pub key: String,
    /// What to call it.
    pub title: String,
    /// Under which terms it may be used.
    pub license: String,
    /// Whom to credit, ready to print.
    pub attribution: String,
    /// Where it comes from.
    pub url: Option<String>,
}

/// What all records have.
#[derive(Clone, Debug, PartialEq)]
pub struct Common {
    /// Its key, unique among its noun's, which is its slug too.
    pub key: String,
    /// How far it has been checked.
    pub review_status: ReviewStatus,
    /// Its keys in other systems.
    pub external_ids: Vec<ExternalId>,
    /// What the record as a whole, or one of its fields, rests on.
    pub citations: Vec<Citation>,
    /// Its texts in other languages.
    pub translations: Vec<Translation>,
    /// Where it was read.
    pub position: Position,
}

/// A key in another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalId {
    /// Which system, e.g. `wikidata`.
    pub scheme: String,
    /// The key there.
    pub value: String,
    /// Where it resolves.
    pub url: Option<String>,
}

/// A text in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Which text: `title`, `summary`, `description` or `text`.
    pub field: String,
    /// BCP 47.
    pub language: String,
    /// The text in that language.
    pub text: String,
    /// Whether a machine translated it.
    pub machine: bool,
}

/// A date and the source's wording of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub date: FuzzyDate,
    /// As the source words it.
    pub text: Option<String>,
}
