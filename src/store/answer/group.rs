//! What a question about a group is asked with, and what is told of times and means.

use jiff::civil::Date;

use crate::{
    catalog::Interval,
    plan::{Datum, GroupKey},
    store::json::{self, Cell},
};

use super::{Cells, datum};

/// Adds the values by which the group in a row is asked for.
pub fn add_keys<R: Cells>(row: &R, keys: &[GroupKey], group: &mut Vec<Datum>) -> Result<(), R::Error> {
    for key in keys {
        match key {
            GroupKey::Value(at) => group.push(datum(row.cell(*at)?)),
            GroupKey::Time(at, interval) => match day(row.cell(*at)?) {
                Some(first) => {
                    let last = interval.last_day(first);
                    group.extend([first, last].map(|day| Datum::Text(day.to_string())));
                }
                None => group.extend([Datum::Null, Datum::Null]),
            },
        }
    }
    Ok(())
}

/// The day that a cell holds; `None` for NULL.
fn day(cell: Cell<'_>) -> Option<Date> {
    cell.text().map(|day| day.parse().expect("the database checks days"))
}

/// Writes what to call the time that begins on the day in a cell.
pub fn time(cell: Cell<'_>, interval: Interval, out: &mut Vec<u8>) {
    json::string(&day(cell).map_or_else(String::new, |first| interval.name(first)), out);
}

/// Writes the last day of the time that begins on the day in a cell.
pub fn time_end(cell: Cell<'_>, interval: Interval, out: &mut Vec<u8>) {
    json::string(&day(cell).map_or_else(String::new, |first| interval.last_day(first).to_string()), out);
}

/// Writes the mean of so many numbers whose sum in tenths is given; null where there are none.
pub fn mean(sum: Cell<'_>, count: Cell<'_>, out: &mut Vec<u8>) {
    match (sum, count) {
        (Cell::Int(sum), Cell::Int(count)) if count > 0 => {
            // one division of whole numbers, so that it comes out alike everywhere
            let mean = sum as f64 / (10 * count) as f64;
            serde_json::to_writer(out, &mean).expect("a buffer takes every byte");
        }
        _ => out.extend_from_slice(b"null"),
    }
}
