//! Public identities: 64 bits, the same in every database for records that are loaded from a data set.
//!
//! An id in the API is the noun's prefix and the 64 bits in base 32, e.g. `evt_3k9x0c7m2v5qa`. For a loaded record
//! the bits are the beginning of a SHA-256 over data set, noun and key; for a created one they are random.

use sha2::{Digest, Sha256};

/// Crockford's base 32 in lower case: no letter that is easily taken for another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 64 bits in groups of five.
const DIGITS: usize = 13;

/// The identity of what `dataset` calls `key` among its `noun`s. Parts of a key are joined with `/`.
pub fn derived(dataset: &str, noun: &str, key: &str) -> i64 {
    let mut hash = Sha256::new();
    for part in [dataset, noun, key] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

/// Bytes, of a hash for instance, as lower-case hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Appends the public spelling of `uid` (without prefix) to `out`.
pub fn write(uid: i64, out: &mut Vec<u8>) {
    let mut bits = uid as u64;
    let mut digits = [0; DIGITS];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[bits as usize & 31];
        bits >>= 5;
    }
    out.extend_from_slice(&digits);
}

/// The public spelling, e.g. `evt_3k9x0c7m2v5qa`.
pub fn spell(prefix: &str, uid: i64) -> String {
    let mut out = Vec::with_capacity(prefix.len() + 1 + DIGITS);
    out.extend_from_slice(prefix.as_bytes());
    out.push(b'_');
    write(uid, &mut out);
    String::from_utf8(out).expect("prefix and alphabet are UTF-8")
}

/// Splits a public id into prefix and identity; `None` if it is not spelled like one.
pub fn parse(id: &str) -> Option<(&str, i64)> {
    let (prefix, digits) = id.split_once('_')?;
    if digits.len() != DIGITS {
        return None;
    }
    let mut bits: u64 = 0;
    for (index, digit) in digits.bytes().enumerate() {
        let value = ALPHABET.iter().position(|letter| *letter == digit)? as u64;
        if index == 0 && value > 15 {
            return None;
        }
        bits = bits << 5 | value;
    }
    Some((prefix, bits as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_parsing_are_inverse() {
        for uid in [0, 1, -1, i64::MAX, i64::MIN, derived("d", "event", "k")] {
            assert_eq!(parse(&spell("evt", uid)), Some(("evt", uid)));
        }
    }

    #[test]
    fn what_is_not_an_id_is_none() {
        for text in ["", "evt", "evt_", "evt_000000000000u", "evt_g000000000000", "evt_00000000000000"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(derived("ab", "c", "d"), derived("a", "bc", "d"));
    }
}
