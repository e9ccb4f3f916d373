//! Vocabularies that every record shares.

use super::vocabulary;

vocabulary! {
    /// The nouns that have a permanent address of their own.
    RecordType {
        /// An event.
        Event = "EVENT",
        /// An organization.
        Organization = "ORGANIZATION",
        /// A person.
        Person = "PERSON",
        /// A statement.
        Statement = "STATEMENT",
        /// A sanction.
        Sanction = "SANCTION",
        /// A source.
        Source = "SOURCE",
        /// A place.
        Place = "PLACE",
    }
}

vocabulary! {
    /// The links between records that carry facts, and so citations, of their own.
    LinkType {
        /// A party's part in an event.
        Participation = "PARTICIPATION",
        /// A directed relation between two events.
        EventRelation = "EVENT_RELATION",
        /// A person's post or membership in an organization.
        Affiliation = "AFFILIATION",
        /// A change in a sanction's status.
        StatusChange = "STATUS_CHANGE",
    }
}

vocabulary! {
    /// How far a record has been checked by people.
    ReviewStatus {
        /// Not yet reviewed.
        Draft = "DRAFT",
        /// Read against its sources, passage by passage, after it was written.
        Reviewed = "REVIEWED",
        /// Reviewed, and its content is contested.
        Disputed = "DISPUTED",
        /// Withdrawn: kept so that links resolve, not to be relied on.
        Retracted = "RETRACTED",
    }
}

vocabulary! {
    /// Whether a cited passage was found in the archived text of its source.
    Verification {
        /// The passage was found, character for character.
        Verified = "VERIFIED",
        /// The passage was found only after white space, quotation marks, dashes and case were normalised.
        Drifted = "DRIFTED",
        /// A copy of the source is kept, and the passage is not in it.
        Missing = "MISSING",
        /// No copy of the source was at hand, or no passage is given.
        Unarchived = "UNARCHIVED",
    }
}

vocabulary! {
    /// How well a date is known.
    DatePrecision {
        /// To the day.
        Day = "DAY",
        /// To one span of seven days.
        Week = "WEEK",
        /// To the month.
        Month = "MONTH",
        /// To the year.
        Year = "YEAR",
        /// To some other span, or it lasted from one date to another.
        Range = "RANGE",
    }
}
