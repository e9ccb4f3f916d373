//! Cursors: opaque text that names a place in an order by the values of its keys, so that the place is known also
//! when the row is gone.
//!
//! Version, a hash of the order, then the keys, each with its kind; base 64. At most [`MAX_BYTES`] long.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD};

use super::{Datum, Kind};

/// The longest cursor.
pub const MAX_BYTES: usize = 512;
const VERSION: u8 = 1;

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
    bytes.push(0);
}

/// Adds a whole number.
pub fn integer(value: i64, bytes: &mut Vec<u8>) {
    bytes.push(1);
    bytes.extend_from_slice(&value.to_be_bytes());
}

/// Adds a text.
pub fn text(value: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(2);
    bytes.extend_from_slice(&(value.len() as u16).to_be_bytes());
    bytes.extend_from_slice(value);
}

/// Writes the finished cursor as text.
pub fn write(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(URL_SAFE_NO_PAD.encode(bytes).as_bytes());
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
    match kind {
        0 => Some((Datum::Null, rest)),
        1 => rest.split_first_chunk::<8>().map(|(number, rest)| (Datum::Int(i64::from_be_bytes(*number)), rest)),
        2 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            let (text, rest) = rest.split_at_checked(u16::from_be_bytes(*length) as usize)?;
            Some((Datum::Text(std::str::from_utf8(text).ok()?.to_owned()), rest))
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
