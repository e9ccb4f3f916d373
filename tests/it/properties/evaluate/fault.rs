//! Rules made wrong, one at a time, to show that the filters can tell.

/// A rule that is made wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Case and diacritics count where they should not.
    CaseCounts,
    /// Case and diacritics never count.
    CaseNeverCounts,
    /// Of keys and codes the case of ASCII counts.
    CodesAreExact,
    /// What is missing is equal to anything.
    MissingIsEqual,
    /// What is missing is left out by `ne` and `notIn`.
    MissingIsNotOther,
    /// `not` does not keep what is unknown.
    NotLosesMissing,
    /// An empty `or` holds.
    EmptyOrHolds,
    /// An empty `in` holds.
    EmptyInHolds,
    /// `every` needs one.
    EveryNeedsOne,
    /// A filter on what a link leads to holds where there is nothing.
    NothingHolds,
    /// `overlaps` is answered as `within`.
    OverlapsIsWithin,
    /// `within` keeps what is approximate or uncertain.
    WithinIsVague,
    /// A range that ends before it begins is read the other way round.
    RangesTurn,
    /// A range runs only from the beginning of its first day to the beginning of its last.
    RangesAreShort,
    /// The last change of status counts, whatever the day.
    StatusHasNoDay,
    /// The prefix of an id does not count.
    AnyPrefix,
    /// Scheme and value may be of two keys.
    KeysMix,
    /// `contains` looks at the beginning only.
    ContainsIsStart,
    /// Numbers are rounded to the tenths in which they are kept.
    FloatsRound,
    /// A missing number is less than any other.
    MissingIsLess,
    /// Instants are cut to the millisecond in which they are kept.
    InstantsAreCut,
    /// An instant is read as if it were in UTC.
    OffsetsDoNotCount,
    /// Of what is searched only the first text counts.
    TitleAloneIsSearched,
    /// One of several words is enough.
    AnyWordWillDo,
    /// `within` an organization keeps only what is below it.
    WithinLacksItself,
    /// `within` an organization keeps no more than it and its parts.
    WithinIsOneLevel,
    /// Of relations the direction does not count.
    DirectionDoesNotCount,
    /// A relation is seen from its other end.
    DirectionTurns,
    /// Only relations from an event are its own.
    RelationsGoOut,
    /// What is linked in several ways counts once.
    LinksCountOnce,
    /// What has no point is in every area.
    NowhereIsAnywhere,
    /// No box crosses the antimeridian.
    BoxesStop,
    /// Holes of a polygon belong to it.
    HolesAreIn,
    /// The edges of a polygon do not belong to it.
    EdgesAreOut,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 34] = [
        Self::CaseCounts,
        Self::CaseNeverCounts,
        Self::CodesAreExact,
        Self::MissingIsEqual,
        Self::MissingIsNotOther,
        Self::NotLosesMissing,
        Self::EmptyOrHolds,
        Self::EmptyInHolds,
        Self::EveryNeedsOne,
        Self::NothingHolds,
        Self::TitleAloneIsSearched,
        Self::AnyWordWillDo,
        Self::OverlapsIsWithin,
        Self::WithinIsVague,
        Self::RangesTurn,
        Self::RangesAreShort,
        Self::StatusHasNoDay,
        Self::AnyPrefix,
        Self::KeysMix,
        Self::ContainsIsStart,
        Self::FloatsRound,
        Self::MissingIsLess,
        Self::InstantsAreCut,
        Self::OffsetsDoNotCount,
        Self::WithinLacksItself,
        Self::WithinIsOneLevel,
        Self::DirectionDoesNotCount,
        Self::DirectionTurns,
        Self::RelationsGoOut,
        Self::LinksCountOnce,
        Self::NowhereIsAnywhere,
        Self::BoxesStop,
        Self::HolesAreIn,
        Self::EdgesAreOut,
    ];
}
