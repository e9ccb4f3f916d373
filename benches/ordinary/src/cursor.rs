//! Cursors of the events, the same as the release server's, so that both can be asked for the same pages.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

/// A place in the list.
#[derive(Clone)]
pub struct Cursor {
    /// What marks the order.
    pub head: [u8; 5],
    /// The first key.
    pub earliest: String,
    /// The second.
    pub latest: String,
    /// The last.
    pub id: i64,
}

impl Cursor {
    /// Reads one.
    pub fn read(cursor: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (head, rest) = bytes.split_first_chunk()?;
        let (earliest, rest) = day(rest)?;
        let (latest, rest) = day(rest)?;
        let id = i64::from_be_bytes(*rest.strip_prefix(&[1])?.first_chunk()?);
        Some(Self { head: *head, earliest, latest, id })
    }

    /// Writes it.
    pub fn write(&self) -> String {
        let mut bytes = self.head.to_vec();
        for day in [&self.earliest, &self.latest] {
            bytes.extend_from_slice(&[2, 0, day.len() as u8]);
            bytes.extend_from_slice(day.as_bytes());
        }
        bytes.push(1);
        bytes.extend_from_slice(&self.id.to_be_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }
}

fn day(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (day, rest) = bytes.strip_prefix(&[2, 0, 10])?.split_at_checked(10)?;
    Some((String::from_utf8(day.to_owned()).ok()?, rest))
}
