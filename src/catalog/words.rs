//! The enumerations that fields of nouns use.

use entity::value::*;

use super::vocabulary::{Words, words as of};

/// The enumerations that fields of nouns use.
pub fn all() -> Vec<Words> {
    vec![
        of::<EventScope>(),
        of::<Factuality>(),
        of::<EventCategory>(),
        of::<EventMode>(),
        of::<EventContext>(),
        of::<QuadClass>(),
        of::<CodeScheme>(),
        of::<PlacePrecision>(),
        of::<PlaceKind>(),
        of::<ParticipationRole>(),
        of::<RelationKind>(),
        of::<OrganizationKind>(),
        of::<NameKind>(),
        of::<RecordType>(),
        of::<ReviewStatus>(),
        of::<Verification>(),
        of::<DatePrecision>(),
        of::<StatementKind>(),
        of::<Measure>(),
        of::<SanctionStatus>(),
        of::<SanctionEventKind>(),
    ]
}
