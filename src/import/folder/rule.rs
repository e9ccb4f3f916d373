//! What texts of some fields must look like. Rules check the shape, not whether such a thing exists.

use crate::domain::fold::fold;

/// Lower-case letters, digits and single hyphens, or the same in upper case: `baghdad-2023`, `IQ`, `EU-IRQ`.
pub(super) fn key(text: &str) -> Result<(), &'static str> {
    let all = |letter: fn(&u8) -> bool| {
        text.split('-').all(|part| !part.is_empty() && part.bytes().all(|it| letter(&it) || it.is_ascii_digit()))
    };
    if all(u8::is_ascii_lowercase) || all(u8::is_ascii_uppercase) {
        return Ok(());
    }
    Err("lower-case letters a-z, digits and single hyphens (or all of it in upper case, such as `IQ`)")
}

/// A title or name that a cursor has room for once it is folded.
pub(super) fn heading(text: &str) -> Result<(), &'static str> {
    if fold(text).len() <= 300 { Ok(()) } else { Err("300 bytes at most (about 150 Arabic or 300 Latin letters)") }
}

/// ISO 3166-1 alpha-2.
pub(super) fn country(text: &str) -> Result<(), &'static str> {
    let right = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if right { Ok(()) } else { Err("two upper-case letters, such as `IQ`") }
}

/// BCP 47, without grandfathered and private tags.
pub(super) fn language(text: &str) -> Result<(), &'static str> {
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|it| (2..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_lowercase()));
    let rest = parts.all(|it| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest { Ok(()) } else { Err("a BCP 47 language tag, such as `en`, `ar` or `zh-Hant`") }
}

/// ISO 15924.
pub(super) fn script(text: &str) -> Result<(), &'static str> {
    let right = text.len() == 4
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    if right { Ok(()) } else { Err("an ISO 15924 script, such as `Latn` or `Arab`") }
}

/// An http or https address.
pub(super) fn url(text: &str) -> Result<(), &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let right = rest.is_some_and(|rest| {
        !rest.starts_with(['/', '?', '#', ':'])
            && !rest.is_empty()
            && !rest.contains(|letter: char| {
                letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter)
            })
    });
    if right { Ok(()) } else { Err("an address that begins with https:// or http://") }
}

/// RFC 3339 in UTC.
pub(super) fn instant(text: &str) -> Result<(), &'static str> {
    // What follows is laxer than RFC 3339: it takes hours alone, other separators and signed years.
    let shape = text.bytes().zip("0000-00-00T00:00:00".bytes());
    let shaped =
        text.len() >= 20 && shape.clone().all(|(it, model)| it == model || model == b'0' && it.is_ascii_digit());
    let right = shaped && text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok();
    if right { Ok(()) } else { Err("a time in UTC, such as `2023-07-20T18:00:00Z`") }
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(text: &str) -> Result<(), &'static str> {
    let right = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if right { Ok(()) } else { Err("a SHA-256, 64 hexadecimal digits in lower case") }
}

/// RFC 7946 geometry.
pub(super) fn geometry(text: &str) -> Result<(), &'static str> {
    const TYPES: [&str; 6] = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];
    let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let right = value.is_some_and(|value| {
        let kind = value["type"].as_str().unwrap_or_default();
        TYPES.contains(&kind) && value["coordinates"].is_array()
            || kind == "GeometryCollection" && value["geometries"].is_array()
    });
    if right { Ok(()) } else { Err("a GeoJSON geometry as text") }
}

/// The scheme of an external id.
pub(super) fn scheme(text: &str) -> Result<(), &'static str> {
    let right =
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'));
    if right { Ok(()) } else { Err("lower-case letters, digits and hyphens, such as `wikidata`") }
}

#[cfg(test)]
mod tests {
    use super::super::field::Rule;
    use super::*;

    #[test]
    fn shapes() {
        let cases: [(Rule, &[&str], &[&str]); 9] = [
            (
                key,
                &["a", "2023-07-20-storming", "IQ", "EU-IRQ", "1"],
                &["", "-a", "a-", "a--b", "a_b", "Ab", "é", "a b"],
            ),
            (country, &["IQ", "XK"], &["", "iq", "IRQ", "I1", "É"]),
            (language, &["en", "ar", "zh-Hant", "sr-Latn-RS", "ckb"], &["", "e", "english", "en_US", "EN", "en-", "é"]),
            (script, &["Latn"], &["", "latn", "LATN", "Lat", "Éatn"]),
            (
                url,
                &["https://a.example/b?c#d", "http://a"],
                &["", "https://", "ftp://a", "https:///a", "https://a b", "a.example"],
            ),
            (
                instant,
                &["2023-07-20T18:00:00Z", "2023-07-20T18:00:00.5Z"],
                &[
                    "",
                    "2023-07-20",
                    "2023-07-20T25:00:00Z",
                    "2023-07-20T18Z",
                    "+002023-07-20T18:00:00Z",
                    "2023-07-20 18:00:00Z",
                    "2023-07-20T18:00:00+02:00",
                ],
            ),
            (
                sha256,
                &["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
                &["", "e3b0", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"],
            ),
            (
                geometry,
                &[r#"{"type":"Point","coordinates":[44.4,33.3]}"#],
                &["", "{}", "[", r#"{"type":"Feature"}"#, r#"{"type":"Point"}"#],
            ),
            (scheme, &["wikidata", "iso3166-1-a2", "ucdp_ged"], &["", "Wiki data"]),
        ];
        for (rule, right, wrong) in cases {
            for text in right {
                assert_eq!(rule(text), Ok(()), "{text}");
            }
            for text in wrong {
                assert!(rule(text).is_err(), "{text}");
            }
        }
    }
}
