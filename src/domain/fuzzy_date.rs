//! Dates as sources give them: the project's subset of EDTF (ISO 8601-2), read into bounds and flags.
//!
//! Read are a day, a month or a year with an optional `~`, `?` or `%`; a closed interval `a/b` of two such dates (it
//! lasted from a to b); and `[a..b]` of two such dates (once, somewhere from a to b). A marker at either end holds for
//! the whole. Seasons, long years, open ends, times and longer sets are refused. Wordings such as "late June" are kept
//! elsewhere, beside the date.

use entity::value::DatePrecision;
pub use jiff::civil::Date;
use thiserror::Error;

/// A date with its bounds, which filters, order and buckets use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuzzyDate {
    /// The EDTF text, as given.
    pub edtf: String,
    /// The first possible day.
    pub earliest: Date,
    /// The last possible day.
    pub latest: Date,
    /// How well it is known.
    pub precision: DatePrecision,
    /// `~` or `%`: the bounds themselves are approximate; they are not widened.
    pub approximate: bool,
    /// `?` or `%`: the source is not sure; the bounds are not widened.
    pub uncertain: bool,
    /// True for an interval (it lasted), false for a point somewhere between the bounds.
    pub lasting: bool,
}

/// Why a text is not a date of the subset. Each message is a sentence for whoever wrote the text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FuzzyDateError {
    /// Nothing is there.
    #[error("a date is empty; leave it out where it is not known")]
    Empty,
    /// None of the shapes.
    #[error("`{0}` is not a date; write 2023-07-20, 2023-07, 2023, 2023-06-29/2023-06-30 or [2023-06-21..2023-06-30]")]
    Shape(String),
    /// Year 0000.
    #[error("years run from 0001 to 9999")]
    Year,
    /// No such month.
    #[error("`{0}` has no month from 01 to 12")]
    Month(String),
    /// Months 21 to 41 are EDTF's seasons.
    #[error("`{0}` is a season, which is not supported; write the span of days, e.g. [2023-03-01..2023-05-31]")]
    Season(String),
    /// The month is shorter.
    #[error("`{text}` is not in the calendar: that month has {days} days")]
    Day {
        /// The date.
        text: String,
        /// How many days the month has.
        days: i8,
    },
    /// A time of day.
    #[error("`{0}` has a time of day, which is not supported; write the day alone")]
    Time(String),
    /// `Y17…` or more than four digits.
    #[error("`{0}` has a long or negative year, which is not supported; years run from 0001 to 9999")]
    LongYear(String),
    /// `a/..`, `a/`, `[a..]` and their mirrors.
    #[error("`{0}` has an open end, which is not supported; give both ends")]
    Open(String),
    /// `[a,b]` or `{…}`.
    #[error("`{0}` is a list of dates, which is not supported; write a span, e.g. [2023-06-21..2023-06-30]")]
    List(String),
    /// Markers before or inside a date.
    #[error("`{0}` has ~, ? or % where it is not supported; put one of them at the end of a date")]
    Marker(String),
    /// More than two ends.
    #[error("`{0}` has more than two ends")]
    Ends(String),
    /// The second end is before the first.
    #[error("`{0}` ends before it begins")]
    Backwards(String),
    /// Both ends are the same.
    #[error("both ends are the same: write `{0}`")]
    Same(String),
}

impl FuzzyDate {
    /// Reads EDTF text. White space around it is not part of it and is refused like any other stray character.
    pub fn parse(text: &str) -> Result<Self, FuzzyDateError> {
        if text.is_empty() {
            return Err(FuzzyDateError::Empty);
        }
        if text.starts_with('{') || text.starts_with('[') && text.contains(',') {
            return Err(FuzzyDateError::List(shown(text)));
        }
        if let Some(inner) = text.strip_prefix('[') {
            let unclosed = if text.ends_with(is_marker) { FuzzyDateError::Marker } else { FuzzyDateError::Shape };
            return Self::span(text, inner.strip_suffix(']').ok_or_else(|| unclosed(shown(text)))?);
        }
        match text.split_once('/') {
            Some((first, last)) => Self::interval(text, first, last),
            None => Point::parse(text).map(|point| point.alone(text)),
        }
    }

    fn interval(text: &str, first: &str, last: &str) -> Result<Self, FuzzyDateError> {
        if last.contains('/') {
            return Err(FuzzyDateError::Ends(shown(text)));
        }
        if [first, last].iter().any(|end| end.is_empty() || *end == "..") {
            return Err(FuzzyDateError::Open(shown(text)));
        }
        Self::between(text, Point::parse(first)?, Point::parse(last)?, true)
    }

    fn span(text: &str, inner: &str) -> Result<Self, FuzzyDateError> {
        let Some((first, last)) = inner.split_once("..") else {
            return Err(FuzzyDateError::Shape(shown(text)));
        };
        if last.contains("..") {
            return Err(FuzzyDateError::Ends(shown(text)));
        }
        if first.is_empty() || last.is_empty() {
            return Err(FuzzyDateError::Open(shown(text)));
        }
        if first == last {
            return Err(FuzzyDateError::Same(shown(first)));
        }
        Self::between(text, Point::parse(first)?, Point::parse(last)?, false)
    }

    fn between(text: &str, first: Point, last: Point, lasting: bool) -> Result<Self, FuzzyDateError> {
        let (earliest, latest) = (first.earliest, last.latest);
        if latest < earliest {
            return Err(FuzzyDateError::Backwards(shown(text)));
        }
        if latest == earliest {
            return Err(FuzzyDateError::Same(earliest.to_string()));
        }
        let week = !lasting && earliest.until(latest).is_ok_and(|span| span.get_days() == 6);
        Ok(Self {
            edtf: text.to_owned(),
            earliest,
            latest,
            precision: if week { DatePrecision::Week } else { DatePrecision::Range },
            approximate: first.approximate || last.approximate,
            uncertain: first.uncertain || last.uncertain,
            lasting,
        })
    }
}

/// One date of the subset: a day, a month or a year with its marker.
struct Point {
    earliest: Date,
    latest: Date,
    precision: DatePrecision,
    approximate: bool,
    uncertain: bool,
}

impl Point {
    fn parse(text: &str) -> Result<Self, FuzzyDateError> {
        let bare = text.strip_suffix(is_marker).unwrap_or(text);
        let marker = text[bare.len()..].chars().next();
        refuse_the_rest_of_edtf(bare)?;
        let mut parts = bare.split('-');
        let year = digits(parts.next(), 4).ok_or_else(|| FuzzyDateError::Shape(shown(bare)))?;
        let month = parts.next().map(|part| digits(Some(part), 2).ok_or_else(|| FuzzyDateError::Shape(shown(bare))));
        let day = parts.next().map(|part| digits(Some(part), 2).ok_or_else(|| FuzzyDateError::Shape(shown(bare))));
        let (month, day) = (month.transpose()?, day.transpose()?);
        if parts.next().is_some() {
            return Err(FuzzyDateError::Shape(shown(bare)));
        }
        let january = Date::new(year, 1, 1).ok().filter(|_| year > 0).ok_or(FuzzyDateError::Year)?;
        let (earliest, latest, precision) = match (month, day) {
            (None, _) => (january, january.last_of_year(), DatePrecision::Year),
            (Some(month), day) => {
                let first = month_of(year, month, bare)?;
                match day {
                    None => (first, first.last_of_month(), DatePrecision::Month),
                    Some(day) => {
                        let date = day_of(first, day, bare)?;
                        (date, date, DatePrecision::Day)
                    }
                }
            }
        };
        Ok(Self {
            earliest,
            latest,
            precision,
            approximate: matches!(marker, Some('~' | '%')),
            uncertain: matches!(marker, Some('?' | '%')),
        })
    }

    fn alone(self, text: &str) -> FuzzyDate {
        let Self { earliest, latest, precision, approximate, uncertain } = self;
        FuzzyDate { edtf: text.to_owned(), earliest, latest, precision, approximate, uncertain, lasting: false }
    }
}

/// Names what is EDTF but not of the subset, so that its writer learns more than "not a date".
fn refuse_the_rest_of_edtf(bare: &str) -> Result<(), FuzzyDateError> {
    let leading_digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let error = match bare {
        _ if bare.contains(is_marker) => FuzzyDateError::Marker,
        _ if bare.contains("..") => FuzzyDateError::Open,
        _ if leading_digits >= 4 && bare.contains(['T', ':']) => FuzzyDateError::Time,
        _ if bare.starts_with(['Y', '-', '+']) || leading_digits > 4 => FuzzyDateError::LongYear,
        _ => return Ok(()),
    };
    Err(error(shown(bare)))
}

fn month_of(year: i16, month: i16, text: &str) -> Result<Date, FuzzyDateError> {
    let error = if (21..=41).contains(&month) { FuzzyDateError::Season } else { FuzzyDateError::Month };
    i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok()).ok_or_else(|| error(shown(text)))
}

fn day_of(first: Date, day: i16, text: &str) -> Result<Date, FuzzyDateError> {
    i8::try_from(day)
        .ok()
        .and_then(|day| Date::new(first.year(), first.month(), day).ok())
        .ok_or_else(|| FuzzyDateError::Day { text: shown(text), days: first.days_in_month() })
}

/// The number that exactly `count` ASCII digits spell.
fn digits(part: Option<&str>, count: usize) -> Option<i16> {
    let part = part.filter(|part| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()))?;
    part.parse().ok()
}

fn is_marker(letter: char) -> bool {
    matches!(letter, '~' | '?' | '%')
}

/// As much of a text as a message may repeat: it comes from outside and has any length.
fn shown(text: &str) -> String {
    const LIMIT: usize = 40;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_subset() {
        use DatePrecision::{Day, Month, Range, Week, Year};
        let cases = [
            ("2023-07-20", "2023-07-20", "2023-07-20", Day, ""),
            ("2023-07", "2023-07-01", "2023-07-31", Month, ""),
            ("2023", "2023-01-01", "2023-12-31", Year, ""),
            ("0001", "0001-01-01", "0001-12-31", Year, ""),
            ("9999-12-31", "9999-12-31", "9999-12-31", Day, ""),
            ("2024-02", "2024-02-01", "2024-02-29", Month, ""),
            ("1900-02", "1900-02-01", "1900-02-28", Month, ""),
            ("2000-02-29", "2000-02-29", "2000-02-29", Day, ""),
            ("2023-06~", "2023-06-01", "2023-06-30", Month, "a"),
            ("2023-07-20?", "2023-07-20", "2023-07-20", Day, "u"),
            ("2023%", "2023-01-01", "2023-12-31", Year, "au"),
            ("2023-06-29/2023-06-30", "2023-06-29", "2023-06-30", Range, "l"),
            ("2023-06-01/2023-06-07", "2023-06-01", "2023-06-07", Range, "l"),
            ("2023-06/2023-06", "2023-06-01", "2023-06-30", Range, "l"),
            ("2023-06~/2023-07-02?", "2023-06-01", "2023-07-02", Range, "aul"),
            ("2023-06-15/2023", "2023-06-15", "2023-12-31", Range, "l"),
            ("[2023-06-21..2023-06-30]", "2023-06-21", "2023-06-30", Range, ""),
            ("[2023-06-24..2023-06-30]", "2023-06-24", "2023-06-30", Week, ""),
            ("[2023-06..2023-07]", "2023-06-01", "2023-07-31", Range, ""),
            ("[2023-07-19..2023-07-20?]", "2023-07-19", "2023-07-20", Range, "u"),
            ("[2023-06-24%..2023-06-30]", "2023-06-24", "2023-06-30", Week, "au"),
            ("[9999-12-30..9999-12-31]", "9999-12-30", "9999-12-31", Range, ""),
        ];
        for (text, earliest, latest, precision, flags) in cases {
            let date = FuzzyDate::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(
                (date.earliest.to_string(), date.latest.to_string()),
                (earliest.into(), latest.into()),
                "{text}"
            );
            assert_eq!((date.edtf.as_str(), date.precision), (text, precision), "{text}");
            let found = [(date.approximate, 'a'), (date.uncertain, 'u'), (date.lasting, 'l')];
            let found: String = found.iter().filter(|(set, _)| *set).map(|(_, letter)| letter).collect();
            assert_eq!(found, flags, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        let cases = [
            ("", "a date is empty"),
            (" 2023", "is not a date"),
            ("2023 ", "is not a date"),
            ("yesterday", "is not a date"),
            ("20230720", "long or negative year"),
            ("2023-7-2", "is not a date"),
            ("2023-07-20-01", "is not a date"),
            ("2023-", "is not a date"),
            ("２０２３", "is not a date"),
            ("~", "is not a date"),
            ("0000", "years run from 0001"),
            ("0000-01-01", "years run from 0001"),
            ("2023-00", "no month from 01 to 12"),
            ("2023-13", "no month from 01 to 12"),
            ("2023-21", "season"),
            ("2023-41", "season"),
            ("2023-00-10", "no month from 01 to 12"),
            ("2023-02-29", "that month has 28 days"),
            ("1900-02-29", "that month has 28 days"),
            ("2023-06-31", "that month has 30 days"),
            ("2023-06-00", "that month has 30 days"),
            ("2023-07-20T10:00:00Z", "time of day"),
            ("Y170000002", "long or negative year"),
            ("-0043", "long or negative year"),
            ("+2023", "long or negative year"),
            ("2023/..", "open end"),
            ("../2023", "open end"),
            ("2023/", "open end"),
            ("/2023", "open end"),
            ("/", "open end"),
            ("2023..", "open end"),
            ("[..2023]", "open end"),
            ("[2023..]", "open end"),
            ("2023/2024/2025", "more than two ends"),
            ("[2023..2024..2025]", "more than two ends"),
            ("[2023,2024]", "list of dates"),
            ("{2023..2024}", "list of dates"),
            ("[2023]", "is not a date"),
            ("[2023..2024", "is not a date"),
            ("~2023", "~, ? or %"),
            ("2023?-07", "~, ? or %"),
            ("2023??", "~, ? or %"),
            ("[2023..2024]?", "~, ? or %"),
            ("2023-07-20/2023-07-19", "ends before it begins"),
            ("[2024..2023]", "ends before it begins"),
            ("2023-07-20/2023-07-20", "write `2023-07-20`"),
            ("[2023-07-20..2023-07-20]", "write `2023-07-20`"),
            ("[2023-07..2023-07]", "write `2023-07`"),
        ];
        for (text, reason) in cases {
            let error = FuzzyDate::parse(text).expect_err(text).to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn no_text_panics_and_long_texts_are_not_repeated() {
        let pieces = ["2023", "-", "07", "~", "/", "[", "]", "..", "é", "\u{1F600}", "99", "T", "", "0", ","];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    for fourth in pieces {
                        let _ = FuzzyDate::parse(&format!("{first}{second}{third}{fourth}"));
                    }
                }
            }
        }
        let error = FuzzyDate::parse(&"é".repeat(100_000)).expect_err("not a date").to_string();
        assert!(error.len() < 300, "{error}");
    }
}
