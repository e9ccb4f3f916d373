//! Sanctions, their history and their programmes, as read.

use entity::value::{Measure, SanctionEventKind, SanctionStatus};

use super::{Citation, Common, Dated, Position};

/// A measure or bundle of measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Sanction {
    /// What all records have.
    pub common: Common,
    /// What to call it.
    pub title: String,
    /// What it does.
    pub measures: Vec<Measure>,
    /// Keys of the parties that imposed it.
    pub issuers: Vec<String>,
    /// Keys of the parties it is against.
    pub targets: Vec<String>,
    /// When it was announced.
    pub announced: Option<Dated>,
    /// When it took effect.
    pub effective: Option<Dated>,
    /// When it is due to run out.
    pub expires: Option<Dated>,
    /// When it ended.
    pub ended: Option<Dated>,
    /// Key of the programme.
    pub program: Option<String>,
    /// The legal act it rests on.
    pub legal_basis: Option<String>,
    /// Why, as its issuer gives it.
    pub reason: Option<String>,
    /// What exactly it covers.
    pub scope: Option<String>,
    /// Events and what they are to it.
    pub events: Vec<(String, SanctionEventKind)>,
    /// Its changes of status, the first one first.
    pub status_history: Vec<StatusChange>,
}

/// A change in a sanction's status.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusChange {
    /// The status from then on.
    pub status: SanctionStatus,
    /// When it changed.
    pub on: Option<Dated>,
    /// Key of the event that changed it.
    pub event: Option<String>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}

/// A sanctions programme. It is no record of its own: it has neither citations nor a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Where it is described.
    pub url: Option<String>,
    /// Key of the organization that runs it.
    pub issuer: Option<String>,
    /// The measures it uses.
    pub measures: Vec<Measure>,
    /// Where it was read.
    pub position: Position,
}
