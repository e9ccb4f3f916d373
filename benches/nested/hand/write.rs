//! Values by hand.

use std::io::Write;

use demarche::domain::identity;
use rusqlite::{Result, Row};

/// A comma before all but the first.
pub fn comma(count: usize, out: &mut Vec<u8>) {
    if count > 0 {
        out.push(b',');
    }
}

/// Writes null where the column is NULL.
pub fn some(row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<bool> {
    let null = row.get_ref(at)?.as_i64_or_null()?.is_none();
    if null {
        out.extend_from_slice(b"null");
    }
    Ok(!null)
}

/// An id of the API.
pub fn id(prefix: &str, row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<()> {
    out.push(b'"');
    out.extend_from_slice(prefix.as_bytes());
    out.push(b'_');
    identity::write(row.get(at)?, out);
    out.push(b'"');
    Ok(())
}

/// Text as JSON.
pub fn text(row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(out, &row.get_ref(at)?.as_str_or_null()?).expect("a buffer takes every byte");
    Ok(())
}

/// Text that needs no escaping.
pub fn word(row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<()> {
    match row.get_ref(at)?.as_bytes_or_null()? {
        Some(word) => {
            out.push(b'"');
            out.extend_from_slice(word);
            out.push(b'"');
        }
        None => out.extend_from_slice(b"null"),
    }
    Ok(())
}

/// A date of which only the text is asked for.
pub fn date(row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<()> {
    if row.get_ref(at)?.as_bytes_or_null()?.is_none() {
        out.extend_from_slice(b"null");
        return Ok(());
    }
    out.extend_from_slice(b"{\"edtf\":");
    word(row, at, out)?;
    out.push(b'}');
    Ok(())
}

/// A number in tenths with its decimal.
pub fn tenths(row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<()> {
    match row.get_ref(at)?.as_i64_or_null()? {
        Some(tenths) => {
            let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
            write!(out, "{sign}{}.{}", tenths / 10, tenths % 10).expect("a buffer takes every byte");
        }
        None => out.extend_from_slice(b"null"),
    }
    Ok(())
}
