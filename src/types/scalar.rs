//! The scalars of our own: what they are, which text they take.

use jiff::civil;

use crate::domain::{fuzzy_date::FuzzyDate, instant};

/// Name, specification and description of each.
pub const SCALARS: &[(&str, Option<&str>, &str)] = &[
    (
        "Date",
        Some("https://www.rfc-editor.org/rfc/rfc3339#section-5.6"),
        "A calendar date: full-date of RFC 3339, e.g. 2023-07-20.",
    ),
    (
        "DateTime",
        Some("https://www.rfc-editor.org/rfc/rfc3339#section-5.6"),
        "An instant: date-time of RFC 3339, with up to nine digits of a second. Answers are in UTC, e.g. 2023-07-20T09:30:00.000Z.",
    ),
    (
        "EDTF",
        Some("https://www.loc.gov/standards/datetime/"),
        "A date in the Extended Date/Time Format. Level 1 without seasons, long years and open ends: 2023-07-20, 2023-07, 2023, with ~ (approximate), ? (uncertain) or % (both) behind it, and the interval 2023-06-29/2023-06-30 (lasted from … to). Of level 2: [2023-06-21..2023-06-30] (once, somewhere in that span).",
    ),
    ("URL", Some("https://url.spec.whatwg.org/"), "An absolute http or https address."),
    (
        "CountryCode",
        Some("https://www.iso.org/iso-3166-country-codes.html"),
        "A country as ISO 3166-1 alpha-2 code in upper case, e.g. IQ. XK (Kosovo) is allowed.",
    ),
    ("LanguageTag", Some("https://www.rfc-editor.org/rfc/rfc5646"), "A language as BCP 47 tag, e.g. en, ar, sr-Latn."),
    (
        "GeoJSON",
        Some("https://www.rfc-editor.org/rfc/rfc7946"),
        "A geometry as GeoJSON (RFC 7946), WGS 84: an object, whose positions have the longitude first.",
    ),
];

/// Why `text` is not a value of the scalar `name`; `None` if it is one.
pub fn refuse(name: &str, text: &str) -> Option<String> {
    let wrong = match name {
        "Date" => (text.len() != 10 || text.parse::<civil::Date>().is_err())
            .then(|| "a calendar date like 2023-07-20".to_owned()),
        "DateTime" => instant::parse(text).is_none().then(|| "an instant like 2023-07-20T09:30:00Z".to_owned()),
        "EDTF" => FuzzyDate::parse(text).err().map(|error| format!("a date in EDTF: {error}")),
        "URL" => (!text.starts_with("https://") && !text.starts_with("http://"))
            .then(|| "an absolute http or https address".to_owned()),
        "CountryCode" => (text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_uppercase()))
            .then(|| "two upper-case letters like IQ (ISO 3166-1 alpha-2)".to_owned()),
        "LanguageTag" => (!is_language_tag(text)).then(|| "a BCP 47 language tag like ar or sr-Latn".to_owned()),
        _ => None,
    };
    wrong.map(|expected| format!("{text:?} is not {expected}"))
}

/// Whether `text` has the shape of a BCP 47 tag: subtags of one to eight letters or digits, the first of letters.
pub fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
