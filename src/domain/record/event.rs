//! Events, who took part in them and how they relate, as read.

use entity::value::*;

use super::{Citation, Common, Dated};

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What all records have.
    pub common: Common,
    /// A single happening or an episode.
    pub scope: EventScope,
    /// Whether it happened.
    pub factuality: Factuality,
    /// What to call it.
    pub title: String,
    /// A few sentences.
    pub summary: Option<String>,
    /// PLOVER category.
    pub category: EventCategory,
    /// PLOVER mode.
    pub mode: Option<EventMode>,
    /// PLOVER contexts.
    pub contexts: Vec<EventContext>,
    /// Quadrant of verbal or material, cooperation or conflict.
    pub quad_class: Option<QuadClass>,
    /// Goldstein scale in tenths, -100 to 100.
    pub goldstein_tenths: Option<i32>,
    /// The source's own code.
    pub source_code: Option<SourceCode>,
    /// When it occurred.
    pub occurred: Dated,
    /// Key of the place.
    pub place: Option<String>,
    /// How exactly the place is known.
    pub place_precision: Option<PlacePrecision>,
    /// Deaths.
    pub fatalities: Estimate,
    /// Who took part.
    pub participations: Vec<Participation>,
    /// How it relates to other events.
    pub relations: Vec<Relation>,
}

/// An event's code as its source gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCode {
    /// Whose code it is.
    pub scheme: CodeScheme,
    /// The code.
    pub code: String,
    /// Its label.
    pub label: Option<String>,
}

/// A number as estimated; `None` where no estimate is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// At least.
    pub low: Option<i32>,
    /// Most likely.
    pub best: Option<i32>,
    /// At most.
    pub high: Option<i32>,
}

/// A party's part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// What it did or was.
    pub role: ParticipationRole,
    /// Key of the party.
    pub party: String,
    /// Key of the organization it acted for.
    pub on_behalf_of: Option<String>,
    /// Whether its part is only alleged.
    pub alleged: bool,
    /// What the role leaves open.
    pub note: Option<String>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}

/// A relation from one event to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What the event is to the other.
    pub kind: RelationKind,
    /// Key of the other event.
    pub to: String,
    /// What the kind leaves open.
    pub note: Option<String>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}
