//! What two parties are to each other by a record in which both have a part.

use crate::plan::Via;

/// A party's part in a record. Of several the smallest is told: in an event the one recorded first.
pub type Part = (i64, String);

/// The parts in a statement, and those in a measure.
pub const SPEAKER: (i64, &str) = (0, "SPEAKER");
pub const FOR: (i64, &str) = (1, "FOR");
pub const ADDRESSEE: (i64, &str) = (2, "ADDRESSEE");
pub const ISSUER: (i64, &str) = (0, "ISSUER");
pub const TARGET: (i64, &str) = (1, "TARGET");

/// What one of the parts is to the other; `title` is that of an event.
pub fn label(via: Via, from: &Part, to: &Part, title: &str) -> String {
    let told = match (via, from.1.as_str(), to.1.as_str()) {
        (Via::Event, from, to) if from == to => return format!("both {from} of {title}"),
        (Via::Event, from, to) => return format!("{from} and {to} of {title}"),
        (Via::Statement, "ADDRESSEE", "ADDRESSEE") => "was addressed together with",
        (Via::Statement, _, "ADDRESSEE") => "said to",
        (Via::Statement, "ADDRESSEE", _) => "was told by",
        (Via::Statement, "SPEAKER", _) => "spoke for",
        (Via::Statement, ..) => "spoke through",
        (Via::Sanction, "ISSUER", "TARGET") => "imposed a measure on",
        (Via::Sanction, "ISSUER", _) => "imposed a measure together with",
        (Via::Sanction, _, "ISSUER") => "came under a measure of",
        (Via::Sanction, ..) => "came under a measure together with",
    };
    told.to_owned()
}
