//! Cursors: opaque text that names a place in an order by the values of its keys, so that the place is known also
//! when the row is gone.
//!
//! Version, a hash of the order, then the keys, each with its kind; base 64. At most [`MAX_BYTES`] long: where they would
//! be longer, days, instants and numbers are packed, which makes room for every order at once beside the longest title.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD};
use jiff::{Span, Timestamp, civil::Date};

use super::{Datum, Kind};

/// The longest cursor.
pub const MAX_BYTES: usize = 512;
const VERSION: u8 = 1;

/// Kinds of keys.
const NULL: u8 = 0;
/// A whole number of eight bytes.
const WIDE: u8 = 1;
const TEXT: u8 = 2;
/// A day in ISO 8601, as days since the first one.
const DAY: u8 = 3;
/// An instant as it is stored, to the millisecond.
const INSTANT: u8 = 4;
/// A whole number of so many bytes more than this, from none to seven.
const NARROW: u8 = 16;
const FIRST_DAY: Date = Date::constant(1, 1, 1);

/// Why a text is not a usable cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a cursor.
    Invalid,
    /// Of another order.
    Mismatch,
}

/// Begins a cursor in a list of order `ordering`.
pub fn begin(ordering: u32, bytes: &mut Vec<u8>) {
    bytes.push(VERSION);
    bytes.extend_from_slice(&ordering.to_be_bytes());
}

/// Adds a key that is NULL.
pub fn null(bytes: &mut Vec<u8>) {
    bytes.push(NULL);
}

/// Adds a whole number.
pub fn integer(value: i64, bytes: &mut Vec<u8>) {
    bytes.push(WIDE);
    bytes.extend_from_slice(&value.to_be_bytes());
}

/// Adds a text.
pub fn text(value: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(TEXT);
    bytes.extend_from_slice(&(value.len() as u16).to_be_bytes());
    bytes.extend_from_slice(value);
}

/// Writes the finished cursor as text.
pub fn write(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.len() > MAX_BYTES / 4 * 3 {
        return out.extend_from_slice(URL_SAFE_NO_PAD.encode(packed(bytes)).as_bytes());
    }
    out.extend_from_slice(URL_SAFE_NO_PAD.encode(bytes).as_bytes());
}

/// The same cursor in fewer bytes.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let (head, mut rest) = bytes.split_at(5);
    let mut packed = head.to_vec();
    while let Some((value, after)) = key(rest) {
        let plain = &rest[..rest.len() - after.len()];
        let (kind, number, count) = match &value {
            Datum::Int(number) => {
                (NARROW, *number, (0..8).find(|count| narrow(&number.to_be_bytes()[8 - count..]) == *number))
            }
            Datum::Text(text) => match (days(text), milliseconds(text)) {
                (Some(days), _) => (DAY, days.into(), Some(3)),
                (_, Some(milliseconds)) => (INSTANT, milliseconds, Some(7)),
                _ => (TEXT, 0, None),
            },
            _ => (NULL, 0, None),
        };
        match count {
            Some(count) => {
                packed.push(if kind == NARROW { NARROW + count as u8 } else { kind });
                packed.extend_from_slice(&number.to_be_bytes()[8 - count..]);
            }
            None => packed.extend_from_slice(plain),
        }
        rest = after;
    }
    packed
}

/// The number that fewer than eight bytes spell, the first bit of which is its sign.
fn narrow(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |value, byte| value << 8 | i64::from(*byte))
}

/// The days from the first one to a day that is spelled so.
fn days(text: &str) -> Option<i32> {
    let day: Date = Some(text).filter(|text| text.len() == 10)?.parse().ok()?;
    let days = FIRST_DAY.until(day).ok()?.get_days();
    (day_after(days).as_deref() == Some(text)).then_some(days)
}

fn day_after(days: i32) -> Option<String> {
    FIRST_DAY.checked_add(Span::new().try_days(days).ok()?).ok().map(|day| day.to_string())
}

/// The milliseconds since 1970 of an instant that is spelled so.
fn milliseconds(text: &str) -> Option<i64> {
    let instant: Timestamp = Some(text).filter(|text| text.len() == 24)?.parse().ok()?;
    let milliseconds = instant.as_millisecond();
    (instant_at(milliseconds).as_deref() == Some(text)).then_some(milliseconds)
}

fn instant_at(milliseconds: i64) -> Option<String> {
    Timestamp::from_millisecond(milliseconds).ok().map(|instant| format!("{instant:.3}"))
}

/// The keys of a cursor of order `ordering`, whose keys hold these kinds.
pub fn read(cursor: &str, ordering: u32, kinds: &[Kind]) -> Result<Vec<Datum>, Fault> {
    if cursor.len() > MAX_BYTES {
        return Err(Fault::Invalid);
    }
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| Fault::Invalid)?;
    let (head, mut rest) = bytes.split_first_chunk::<5>().ok_or(Fault::Invalid)?;
    if head[0] != VERSION {
        return Err(Fault::Invalid);
    }
    let mut values = Vec::with_capacity(kinds.len());
    while !rest.is_empty() {
        let (value, after) = key(rest).ok_or(Fault::Invalid)?;
        values.push(value);
        rest = after;
    }
    if head[1..] != ordering.to_be_bytes() || values.len() != kinds.len() {
        return Err(Fault::Mismatch);
    }
    if values.iter().zip(kinds).all(|(value, kind)| holds(*kind, value)) { Ok(values) } else { Err(Fault::Invalid) }
}

/// Whether a key was ever written for a column of this kind. No database's text has a NUL.
fn holds(kind: Kind, value: &Datum) -> bool {
    match value {
        Datum::Null => true,
        Datum::Int(_) => kind == Kind::Int,
        Datum::Text(text) => kind == Kind::Text && !text.contains('\0'),
        Datum::Many(_) => false,
    }
}

fn key(bytes: &[u8]) -> Option<(Datum, &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    match *kind {
        NULL => Some((Datum::Null, rest)),
        WIDE => rest.split_first_chunk::<8>().map(|(number, rest)| (Datum::Int(i64::from_be_bytes(*number)), rest)),
        TEXT => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            let (text, rest) = rest.split_at_checked(u16::from_be_bytes(*length) as usize)?;
            Some((Datum::Text(std::str::from_utf8(text).ok()?.to_owned()), rest))
        }
        DAY => {
            let (days, rest) = rest.split_at_checked(3)?;
            Some((Datum::Text(day_after(narrow(days) as i32)?), rest))
        }
        INSTANT => {
            let (milliseconds, rest) = rest.split_at_checked(7)?;
            Some((Datum::Text(instant_at(narrow(milliseconds))?), rest))
        }
        kind @ NARROW..24 => {
            let (number, rest) = rest.split_at_checked(usize::from(kind - NARROW))?;
            Some((Datum::Int(narrow(number)), rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> String {
        let (mut bytes, mut out) = (Vec::new(), Vec::new());
        begin(7, &mut bytes);
        null(&mut bytes);
        integer(-5, &mut bytes);
        text("Qurʾan".as_bytes(), &mut bytes);
        write(&bytes, &mut out);
        String::from_utf8(out).expect("letters")
    }

    const KINDS: [Kind; 3] = [Kind::Text, Kind::Int, Kind::Text];

    #[test]
    fn reads_what_it_wrote() {
        assert_eq!(read(&cursor(), 7, &KINDS), Ok(vec![Datum::Null, Datum::Int(-5), Datum::Text("Qurʾan".into())]));
    }

    #[test]
    fn whatever_is_packed_is_unpacked() {
        let numbers = [0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, 1 << 55, -(1 << 55), i64::MAX, i64::MIN];
        let texts = [
            "0001-01-01",
            "9999-12-31",
            "2023-07-20",
            "2023-7-020",
            "2023-02-30",
            "-023-07-20",
            "",
            "2026-01-01T00:00:00.000Z",
            "0001-01-01T00:00:00.000Z",
            "9999-12-30T21:59:59.999Z",
            "2026-01-01t00:00:00.000z",
            "2026-01-01T00:00:00+00:0",
            "2026-01-01 00:00:00.000Z",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
        ];
        let numbers = numbers.map(Datum::Int);
        let texts = texts.map(|text| Datum::Text(text.to_owned()));
        let keys: Vec<Datum> = numbers.into_iter().chain(texts).chain([Datum::Null]).collect();
        let (plain, small) = (bytes(&keys), packed(&bytes(&keys)));
        assert!(small.len() + 100 < plain.len(), "{} and {}", small.len(), plain.len());
        assert_eq!(read(&URL_SAFE_NO_PAD.encode(&small), 7, &kinds(&keys)), Ok(keys));
    }

    fn kinds(keys: &[Datum]) -> Vec<Kind> {
        keys.iter().map(|key| if matches!(key, Datum::Int(_)) { Kind::Int } else { Kind::Text }).collect()
    }

    fn bytes(keys: &[Datum]) -> Vec<u8> {
        let mut bytes = Vec::new();
        begin(7, &mut bytes);
        for value in keys {
            match value {
                Datum::Int(number) => integer(*number, &mut bytes),
                Datum::Text(value) => text(value.as_bytes(), &mut bytes),
                _ => null(&mut bytes),
            }
        }
        bytes
    }

    #[test]
    fn the_longest_orders_fit() {
        let (day, instant, title) = ("9999-12-31", "9999-12-30T21:59:59.999Z", "a".repeat(300));
        let days = |count| vec![Datum::Text(day.into()); count];
        let common = || {
            let mut keys = vec![Datum::Text(title.clone()), Datum::Text(instant.into()), Datum::Text(instant.into())];
            // the row's key, and what the edge of a sanction's event tells
            keys.extend([Datum::Int(i64::MAX), Datum::Text("PUT_IN_FORCE".into())]);
            keys
        };
        let number = Datum::Int(i32::MAX.into());
        let events = [common(), days(2), vec![Datum::Int(-100), number.clone(), number.clone(), number]].concat();
        let sanctions = [common(), days(8)].concat();
        for keys in [events, sanctions] {
            let mut out = Vec::new();
            write(&bytes(&keys), &mut out);
            assert!(out.len() <= MAX_BYTES, "{}", out.len());
            assert_eq!(read(std::str::from_utf8(&out).expect("letters"), 7, &kinds(&keys)), Ok(keys));
        }
    }

    #[test]
    fn another_order_is_a_mismatch() {
        assert_eq!(read(&cursor(), 8, &KINDS), Err(Fault::Mismatch));
        assert_eq!(read(&cursor(), 7, &KINDS[1..]), Err(Fault::Mismatch));
    }

    #[test]
    fn a_key_of_another_kind_is_invalid() {
        assert_eq!(read(&cursor(), 7, &[Kind::Text, Kind::Text, Kind::Text]), Err(Fault::Invalid));
        assert_eq!(read(&cursor(), 7, &[Kind::Text, Kind::Int, Kind::Int]), Err(Fault::Invalid));
    }

    #[test]
    fn anything_else_is_invalid_and_never_panics() {
        let good = cursor();
        for end in 0..good.len() {
            assert!(read(&good[..end], 7, &KINDS).is_err());
        }
        for text in ["", "A", "!", "AAAAAAAAAAAA", "äöü", &"A".repeat(513)] {
            assert!(read(text, 7, &KINDS).is_err(), "{text}");
        }
    }
}
