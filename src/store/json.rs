//! Values of rows as JSON, straight into the buffer that is the answer.

use std::{borrow::Cow, io::Write};

use crate::{catalog::Scalar, domain::identity};

/// A value of a row, whichever driver read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// NULL.
    Null,
    /// A whole number; truth values are 0 and 1.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text.
    Text(&'r str),
}

impl<'r> Cell<'r> {
    /// The text, if it is one.
    pub fn text(self) -> Option<&'r str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The longest label, in characters.
const LABEL: usize = 80;

/// Writes a value as `scalar`; NULL is null.
pub fn value(cell: Cell<'_>, scalar: Scalar, public_url: &str, out: &mut Vec<u8>) {
    match (scalar, cell) {
        (_, Cell::Null) => out.extend_from_slice(b"null"),
        (Scalar::Id(prefix), Cell::Int(uid)) => {
            out.push(b'"');
            out.extend_from_slice(prefix.as_bytes());
            out.push(b'_');
            identity::write(uid, out);
            out.push(b'"');
        }
        (Scalar::Bool, Cell::Int(truth)) => out.extend_from_slice(if truth != 0 { b"true" } else { b"false" }),
        (Scalar::Tenths, Cell::Int(tenths)) => {
            let sign = if tenths < 0 { "-" } else { "" };
            let tenths = tenths.unsigned_abs();
            write!(out, "{sign}{}.{}", tenths / 10, tenths % 10).expect("a buffer takes every byte");
        }
        (Scalar::Metres, Cell::Int(metres)) => {
            serde_json::to_writer(out, &(metres as f64 / 1_000.0)).expect("a buffer takes every byte");
        }
        // words and days need no escaping: the database checks what they are made of
        (Scalar::Word(_) | Scalar::Text("Date" | "DateTime" | "EDTF" | "CountryCode"), Cell::Text(word)) => {
            out.push(b'"');
            out.extend_from_slice(word.as_bytes());
            out.push(b'"');
        }
        (Scalar::Lasting, Cell::Text(edtf)) => {
            out.extend_from_slice(if edtf.contains('/') { b"true" } else { b"false" })
        }
        (Scalar::Strings | Scalar::Json, Cell::Text(json)) => out.extend_from_slice(json.as_bytes()),
        (Scalar::Permalink(plural), Cell::Text(slug)) => string(&permalink(public_url, plural, slug), out),
        (_, Cell::Text(text)) => string(text, out),
        (_, Cell::Int(number)) => write!(out, "{number}").expect("a buffer takes every byte"),
        (_, Cell::Real(number)) => serde_json::to_writer(out, &number).expect("a buffer takes every byte"),
    }
}

/// Writes text as a JSON string.
pub fn string(text: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(out, text).expect("a buffer takes every byte");
}

/// Writes text in one line, shortened to fit a list.
pub fn label(cell: Cell<'_>, out: &mut Vec<u8>) {
    string(&shortened(cell.text().unwrap_or_default()), out);
}

/// Text in one line, shortened to fit a list, at the end of a word where there is one.
pub fn shortened(text: &str) -> Cow<'_, str> {
    let text = match text.contains('\n') {
        true => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        false => Cow::Borrowed(text),
    };
    match text.char_indices().nth(LABEL) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..cut].trim_end()).into()
        }
    }
}

/// The permanent address of a record.
pub fn permalink(public_url: &str, plural: &str, slug: &str) -> String {
    format!("{public_url}/{plural}/{slug}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: Cell<'_>, scalar: Scalar) -> String {
        let mut out = Vec::new();
        value(cell, scalar, "http://x", &mut out);
        String::from_utf8(out).expect("JSON is text")
    }

    #[test]
    fn tenths_keep_sign_and_decimal() {
        for (tenths, text) in [(0, "0.0"), (-5, "-0.5"), (35, "3.5"), (-100, "-10.0")] {
            assert_eq!(written(Cell::Int(tenths), Scalar::Tenths), text);
        }
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(written(Cell::Text("a\"\\\n\u{1}é"), Scalar::Text("String")), r#""a\"\\\n\u0001é""#);
    }

    #[test]
    fn labels_end_at_a_word() {
        let mut out = Vec::new();
        label(Cell::Text(&"word ".repeat(40)), &mut out);
        let text = String::from_utf8(out).expect("JSON is text");
        assert!(text.ends_with("word…\"") && text.chars().count() <= LABEL + 3, "{text}");
    }
}
