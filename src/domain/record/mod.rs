//! Records between a reader and the database: plain values, one struct a noun, whatever format they come from.
//!
//! References are keys, not ids: `place: Some("baghdad")` is the place of that key in the same data set. Organizations
//! and persons share one space of keys. Readers check what they read; the writer takes records as they are.

mod event;
mod party;
mod sanction;
mod source;
mod statement;

use std::fmt;
use std::sync::Arc;

use entity::value::ReviewStatus;

use crate::domain::fuzzy_date::FuzzyDate;

pub use event::*;
pub use party::*;
pub use sanction::*;
pub use source::*;
pub use statement::*;

/// A noun that has keys in a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    /// A place.
    Place,
    /// An organization, which is a party.
    Organization,
    /// A person, who is a party.
    Person,
    /// An event.
    Event,
    /// A statement.
    Statement,
    /// A sanction.
    Sanction,
    /// A source.
    Source,
    /// A sanctions programme.
    Program,
}

impl Noun {
    /// Every noun.
    pub const ALL: [Self; 8] = [
        Self::Place,
        Self::Organization,
        Self::Person,
        Self::Event,
        Self::Statement,
        Self::Sanction,
        Self::Source,
        Self::Program,
    ];

    /// The noun in lower case, as in files and in what public identities are derived from.
    pub fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Event => "event",
            Self::Statement => "statement",
            Self::Sanction => "sanction",
            Self::Source => "source",
            Self::Program => "program",
        }
    }
}

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

/// Everything that is read from one folder, file or service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// What it was read from.
    pub origin: Origin,
    /// The data set that it belongs to.
    pub dataset: Dataset,
    /// Places.
    pub places: Vec<Place>,
    /// Organizations.
    pub organizations: Vec<Organization>,
    /// Persons.
    pub persons: Vec<Person>,
    /// Events.
    pub events: Vec<Event>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Sanctions.
    pub sanctions: Vec<Sanction>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Sanctions programmes.
    pub programs: Vec<Program>,
}

impl Records {
    /// What every record has, with its noun.
    pub fn commons(&self) -> impl Iterator<Item = (Noun, &Common)> {
        let places = self.places.iter().map(|it| (Noun::Place, &it.common));
        let organizations = self.organizations.iter().map(|it| (Noun::Organization, &it.common));
        let persons = self.persons.iter().map(|it| (Noun::Person, &it.common));
        let sources = self.sources.iter().map(|it| (Noun::Source, &it.common));
        let events = self.events.iter().map(|it| (Noun::Event, &it.common));
        let statements = self.statements.iter().map(|it| (Noun::Statement, &it.common));
        let sanctions = self.sanctions.iter().map(|it| (Noun::Sanction, &it.common));
        places.chain(organizations).chain(persons).chain(sources).chain(events).chain(statements).chain(sanctions)
    }

    /// Every citation, of records and of links.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        let records = self.commons().flat_map(|(_, common)| &common.citations);
        let affiliations = self.persons.iter().flat_map(|it| &it.affiliations).flat_map(|it| &it.citations);
        let participations = self.events.iter().flat_map(|it| &it.participations).flat_map(|it| &it.citations);
        let relations = self.events.iter().flat_map(|it| &it.relations).flat_map(|it| &it.citations);
        let changes = self.sanctions.iter().flat_map(|it| &it.status_history).flat_map(|it| &it.citations);
        records.chain(affiliations).chain(participations).chain(relations).chain(changes)
    }

    /// Every citation, to be changed.
    pub fn citations_mut(&mut self) -> impl Iterator<Item = &mut Citation> {
        let places = self.places.iter_mut().flat_map(|it| &mut it.common.citations);
        let organizations = self.organizations.iter_mut().flat_map(|it| &mut it.common.citations);
        let persons = self.persons.iter_mut().flat_map(|it| {
            it.common.citations.iter_mut().chain(it.affiliations.iter_mut().flat_map(|link| &mut link.citations))
        });
        let events = self.events.iter_mut().flat_map(|it| {
            let participations = it.participations.iter_mut().flat_map(|link| &mut link.citations);
            let relations = it.relations.iter_mut().flat_map(|link| &mut link.citations);
            it.common.citations.iter_mut().chain(participations).chain(relations)
        });
        let statements = self.statements.iter_mut().flat_map(|it| &mut it.common.citations);
        let sanctions = self.sanctions.iter_mut().flat_map(|it| {
            it.common.citations.iter_mut().chain(it.status_history.iter_mut().flat_map(|link| &mut link.citations))
        });
        let sources = self.sources.iter_mut().flat_map(|it| &mut it.common.citations);
        places.chain(organizations).chain(persons).chain(events).chain(statements).chain(sanctions).chain(sources)
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
