//! Statements, as read.

use entity::value::StatementKind;

use super::{Common, Dated};

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What all records have.
    pub common: Common,
    /// The words.
    pub text: String,
    /// Quotation, or paraphrase.
    pub verbatim: bool,
    /// BCP 47, of the text as printed.
    pub language: String,
    /// What it does.
    pub kind: StatementKind,
    /// Key of the person who said it.
    pub speaker: Option<String>,
    /// The speaker as the source prints it.
    pub speaker_label: Option<String>,
    /// Key of the organization spoken for.
    pub on_behalf_of: Option<String>,
    /// Keys of the parties spoken to.
    pub addressed_to: Vec<String>,
    /// Whether it is only alleged that this was said.
    pub alleged: bool,
    /// When it was said.
    pub said: Option<Dated>,
    /// Key of the longer statement.
    pub part_of: Option<String>,
    /// How it was made known.
    pub channel: Option<String>,
    /// Keys of the events it is about.
    pub events: Vec<String>,
}
