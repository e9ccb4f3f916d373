//! Numbers and instants that filters ask for: those in the records, and what lies beside them by less than the database
//! keeps.

use jiff::{SignedDuration, Timestamp, tz::Offset};
use proptest::{prelude::*, sample};
use serde_json::Value;

use super::population::TIMES;

/// What is added to a number in tenths, if anything.
const BESIDE: [f64; 8] = [0.0, 0.0, 0.0, 0.05, 0.04, -0.04, 1e-12, -1e-12];
const FAR: [f64; 4] = [1e300, -1e300, 1e-300, 123_456.7];
/// Nanoseconds that are added to an instant.
const APART: [i64; 8] = [0, 0, 1, -1, 400_000, -600_000, 1_000_000, -3_600_000_000_000];
/// Offsets from UTC in minutes.
const OFFSETS: [i32; 5] = [0, 120, -210, 840, -720];
/// The first instant that is written, the last, and one that is later still.
const ENDS: [&str; 4] = [
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-12:00",
];

/// Whole numbers.
pub fn ints() -> BoxedStrategy<Value> {
    let known = sample::select(&[1, 2, 30, 31, i32::MAX, i32::MIN][..]);
    prop_oneof![4 => 0..4_i32, 2 => known, 1 => any::<i32>()].prop_map_into().boxed()
}

/// Numbers, with a point or without.
pub fn floats() -> BoxedStrategy<Value> {
    let tenths = prop_oneof![4 => sample::select(&[-100, -95, -20, -3, 0, 1, 20, 21, 100][..]), 1 => -105..105_i32];
    let near = (tenths, sample::select(&BESIDE[..])).prop_map(|(tenths, beside)| f64::from(tenths) / 10.0 + beside);
    let whole = sample::select(&[-10, -2, 0, 2, 10][..]).prop_map(Value::from);
    prop_oneof![6 => near.prop_map(Value::from), 1 => sample::select(&FAR[..]).prop_map(Value::from), 2 => whole]
        .boxed()
}

/// Instants as RFC 3339 writes them.
pub fn instants() -> BoxedStrategy<Value> {
    let near = (sample::select(&TIMES[..]), sample::select(&APART[..]), sample::select(&OFFSETS[..]));
    let near = near.prop_map(|(time, apart, minutes)| {
        let instant: Timestamp = time.parse().unwrap();
        let instant = instant.checked_add(SignedDuration::from_nanos(apart)).unwrap();
        let local = Offset::from_seconds(minutes * 60).unwrap().to_datetime(instant);
        let sign = if minutes < 0 { '-' } else { '+' };
        let offset = match minutes {
            0 => "Z".to_owned(),
            minutes => format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60),
        };
        format!("{}{offset}", local.strftime("%Y-%m-%dT%H:%M:%S%.f"))
    });
    prop_oneof![9 => near, 1 => sample::select(&ENDS[..]).prop_map(str::to_owned)].prop_map_into().boxed()
}
