//! Sources and the passages cited from them, as read.

use entity::value::Verification;

use super::{Common, Dated, Position};

/// A passage of a source that something rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Key of the source.
    pub source: String,
    /// The passage, character for character.
    pub exact: Option<String>,
    /// Text before it.
    pub prefix: Option<String>,
    /// Text after it.
    pub suffix: Option<String>,
    /// Where in the source: a page, a paragraph.
    pub locator: Option<String>,
    /// The field that it supports, spelled as in the API (`placePrecision`); `None` for the whole.
    pub field: Option<String>,
    /// Keys of the organizations that the source credits.
    pub attributed_to: Vec<String>,
    /// The credit as printed where it names nobody.
    pub attribution_label: Option<String>,
    /// Whether the passage was found in the archived text.
    pub verification: Verification,
    /// Where it was read.
    pub position: Position,
}

/// A source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What all records have.
    pub common: Common,
    /// Its title.
    pub title: Option<String>,
    /// Its authors in order.
    pub authors: Vec<String>,
    /// Key of the organization that published it.
    pub outlet: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When the archived copy was taken, RFC 3339, UTC.
    pub retrieved_at: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// SHA-256 of the archived text, hexadecimal.
    pub content_hash: Option<String>,
}
