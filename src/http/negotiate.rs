//! Media types: what a request is sent as, and what its answer is to be.

use actix_web::http::header::{self, HeaderMap};

/// What an answer is sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: the status says what became of the request.
    Response,
    /// `application/json`: a request that is well-formed is answered with 200.
    Json,
}

impl Media {
    /// As `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Response => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    fn subtype(self) -> &'static str {
        match self {
            Self::Response => "graphql-response+json",
            Self::Json => "json",
        }
    }
}

/// The media type to answer with, as `Accept` wants it; `None` where it allows neither. Where it does not care, that is
/// `application/json`, which every client understands.
pub fn accepted(headers: &HeaderMap) -> Option<Media> {
    let lines = || headers.get_all(header::ACCEPT).map(|line| line.to_str().unwrap_or("?").trim());
    if lines().all(str::is_empty) {
        return Some(Media::Json);
    }
    // several lines are one list
    let ranges: Vec<Range<'_>> = lines().flat_map(|line| line.split(',')).filter_map(Range::read).collect();
    let quality = |media| {
        let fitting = ranges.iter().enumerate().filter_map(|(at, range)| {
            let exactness = range.exactness(media)?;
            Some((exactness, range.quality, at))
        });
        // of what names it most exactly, the best
        fitting.max_by_key(|(exactness, quality, at)| (*exactness, *quality, std::cmp::Reverse(*at)))
    };
    let (response, json) = (quality(Media::Response), quality(Media::Json));
    let wanted = |found: Option<(u8, u16, usize)>| found.filter(|(_, quality, _)| *quality > 0);
    match (wanted(response), wanted(json)) {
        (None, None) => None,
        (Some(_), None) => Some(Media::Response),
        (None, Some(_)) => Some(Media::Json),
        (Some((exact, quality, at)), Some((json_exact, json_quality, json_at))) => {
            // alike in quality, the one that is named counts before one that is only let through, then the one named first
            let order = quality
                .cmp(&json_quality)
                .then((exact == NAMED).cmp(&(json_exact == NAMED)))
                .then(if exact == NAMED { json_at.cmp(&at) } else { std::cmp::Ordering::Less });
            Some(if order.is_gt() { Media::Response } else { Media::Json })
        }
    }
}

/// How exactly a range fits that names the type itself.
const NAMED: u8 = 2;

/// An entry of `Accept`.
struct Range<'a> {
    media: &'a str,
    /// Thousandths.
    quality: u16,
    /// Whether it wants another encoding than the one that answers have.
    foreign: bool,
}

impl<'a> Range<'a> {
    /// An entry; none that cannot be read, as if it were not there.
    fn read(entry: &'a str) -> Option<Self> {
        let mut pieces = entry.split(';').map(str::trim);
        let media = pieces.next().filter(|media| media.contains('/'))?;
        let mut range = Self { media, quality: 1_000, foreign: false };
        for piece in pieces {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            if name.eq_ignore_ascii_case("q") {
                range.quality = quality(value)?;
                // what follows belongs to the negotiation and not to the type
                break;
            }
            if name.eq_ignore_ascii_case("charset") {
                range.foreign = !value.trim_matches('"').eq_ignore_ascii_case("utf-8");
            }
        }
        Some(range)
    }

    /// How exactly it fits: 0 anything, 1 anything of `application`, 2 this; `None` where it does not.
    fn exactness(&self, media: Media) -> Option<u8> {
        let (kind, subtype) = self.media.split_once('/')?;
        match (kind, subtype) {
            _ if self.foreign => None,
            ("*", "*") => Some(0),
            (kind, "*") => kind.eq_ignore_ascii_case("application").then_some(1),
            (kind, subtype) => {
                let same = subtype.eq_ignore_ascii_case(media.subtype());
                (same && kind.eq_ignore_ascii_case("application")).then_some(NAMED)
            }
        }
    }
}

/// A weight in thousandths, as RFC 9110 spells it: 0 or 1 with at most three decimals.
fn quality(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{decimals:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", thousandths) => Some(thousandths),
        ("1", 0) => Some(1_000),
        _ => None,
    }
}

/// Whether the body is said to be JSON in UTF-8.
pub fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut pieces = content_type.split(';').map(str::trim);
    pieces.next().is_some_and(|media| media.eq_ignore_ascii_case("application/json"))
        && pieces.all(|piece| match piece.split_once('=') {
            Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
                value.trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        })
}

/// Whether the body comes as it is, not packed by some coding.
pub fn is_plain(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONTENT_ENCODING).all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_most_exact_range_decides_and_then_the_weight() {
        let all = [
            ("", Some(Media::Json)),
            ("application/json", Some(Media::Json)),
            ("application/graphql-response+json", Some(Media::Response)),
            ("*/*", Some(Media::Json)),
            ("application/*;q=0.2", Some(Media::Json)),
            ("text/html, */*;q=0.8", Some(Media::Json)),
            // a type is refused by name though anything is welcome
            ("application/json;q=0, */*", Some(Media::Response)),
            ("*/*, application/json;q=0", Some(Media::Response)),
            ("application/*;q=0, */*", None),
            ("*/*;q=0", None),
            ("application/*;q=0, application/json", Some(Media::Json)),
            ("*/*;q=0.9, application/graphql-response+json;q=0.1", Some(Media::Json)),
            // equal in weight: what is named, then what is named first
            ("application/graphql-response+json, application/json", Some(Media::Response)),
            ("application/json, application/graphql-response+json", Some(Media::Json)),
            ("*/*, application/graphql-response+json", Some(Media::Response)),
            ("application/graphql-response+json;q=0.5, application/json;q=0.501", Some(Media::Json)),
            ("application/graphql-response+json; Q=0.7 , application/json ;q=0.69", Some(Media::Response)),
            ("application/json;charset=latin1", None),
            ("application/json;charset=\"UTF-8\"", Some(Media::Json)),
            // no weight at all: the entry does not count
            ("application/json;q=2, application/graphql-response+json;q=0.1", Some(Media::Response)),
            ("application/json;q=0.1234", None),
            ("json, ;, application", None),
        ];
        for (accept, media) in all {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(accepted(&headers), media, "{accept}");
        }
        assert_eq!(accepted(&HeaderMap::new()), Some(Media::Json));
    }
}
