//! Numbers and instants, compared as what they are, whatever they are kept as.

use jiff::civil::DateTime;
use serde_json::Value;

use super::{Evaluator, Fault, Fields, unknown};

impl Evaluator<'_> {
    /// What a filter of whole numbers or of others keeps; a missing number is neither greater nor less.
    pub(super) fn number(&self, number: Option<f64>, ops: &Fields) -> bool {
        let asked = |value: &Value| {
            let asked = value.as_f64().expect("a number");
            if self.has(Fault::FloatsRound) { (asked * 10.0).round() / 10.0 } else { asked }
        };
        let equal = |value: &Value| if value.is_null() { number.is_none() } else { number == Some(asked(value)) };
        let compare = |value: &Value, holds: fn(&f64, &f64) -> bool, missing: bool| match number {
            Some(number) => holds(&number, &asked(value)),
            None => missing && self.has(Fault::MissingIsLess),
        };
        ops.iter().all(|(op, value)| match op.as_str() {
            "eq" => equal(value),
            "ne" => !equal(value),
            "in" => value.as_array().expect("a list").iter().any(equal),
            "gt" => compare(value, f64::gt, false),
            "gte" => compare(value, f64::ge, false),
            "lt" => compare(value, f64::lt, true),
            "lte" => compare(value, f64::le, true),
            _ => unknown("a filter of numbers", op),
        })
    }

    /// What a filter of instants keeps.
    pub(super) fn instant(&self, ours: &str, ops: &Fields) -> bool {
        let ours = nanoseconds(ours, true);
        ops.iter().all(|(op, value)| {
            let asked = nanoseconds(value.as_str().expect("an instant"), !self.has(Fault::OffsetsDoNotCount));
            let asked = if self.has(Fault::InstantsAreCut) { asked.div_euclid(1_000_000) * 1_000_000 } else { asked };
            match op.as_str() {
                "gt" => ours > asked,
                "gte" => ours >= asked,
                "lt" => ours < asked,
                "lte" => ours <= asked,
                _ => unknown("DateTimeFilter", op),
            }
        })
    }
}

/// Nanoseconds since 1970, of what RFC 3339 writes as date, time and offset from UTC.
fn nanoseconds(text: &str, offset_counts: bool) -> i128 {
    let (local, offset) = match text.strip_suffix(['Z', 'z']) {
        Some(local) => (local, 0),
        None => {
            let (local, offset) = text.split_at(text.len() - 6);
            let part = |range: std::ops::Range<usize>| offset[range].parse::<i128>().expect("two digits");
            let minutes = part(1..3) * 60 + part(4..6);
            (local, if offset.starts_with('-') { -minutes } else { minutes })
        }
    };
    let local: DateTime = local.parse().expect("a date and time");
    let since = local.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_nanos();
    since - if offset_counts { offset * 60_000_000_000 } else { 0 }
}
