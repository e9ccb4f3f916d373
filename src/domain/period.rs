//! Lengths of time into which dates are put: what each is called, and its last day.

use jiff::{ToSpan, civil::Date};

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Interval {
    /// A calendar day.
    Day,
    /// From Monday to Sunday, numbered as ISO 8601 has it.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl Interval {
    /// The last day of the time that begins on `first`; the last day of the calendar where it would lie beyond.
    pub fn last_day(self, first: Date) -> Date {
        let span = match self {
            Self::Day => return first,
            Self::Week => 7.days(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        };
        first.checked_add(span).and_then(Date::yesterday).unwrap_or(Date::MAX)
    }

    /// What the time that begins on `first` is called: 2023, 2023-Q3, 2023-07, 2023-W29, 2023-07-20.
    pub fn name(self, first: Date) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Self::Quarter => format!("{:04}-Q{}", first.year(), (first.month() + 2) / 3),
            Self::Year => format!("{:04}", first.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_names_and_ends() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        for (interval, first, last, name) in [
            (Interval::Day, "2023-07-20", "2023-07-20", "2023-07-20"),
            (Interval::Week, "2023-07-17", "2023-07-23", "2023-W29"),
            (Interval::Week, "2024-12-30", "2025-01-05", "2025-W01"),
            (Interval::Month, "2024-02-01", "2024-02-29", "2024-02"),
            (Interval::Quarter, "2023-07-01", "2023-09-30", "2023-Q3"),
            (Interval::Quarter, "2023-10-01", "2023-12-31", "2023-Q4"),
            (Interval::Year, "0001-01-01", "0001-12-31", "0001"),
            (Interval::Year, "9999-01-01", "9999-12-31", "9999"),
        ] {
            assert_eq!(interval.last_day(date(first)), date(last));
            assert_eq!(interval.name(date(first)), name);
        }
    }
}
