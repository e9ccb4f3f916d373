//! Entity tags of answers to GET: from what an answer depends on, not from the answer, which need not be made then.

use actix_web::http::header::{self, HeaderMap};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::negotiate::Media;
use crate::graphql::Query;

/// The tag of the answer to `query` on the day `today` from data of that `version`. It is weak: the answer in another
/// content coding has the same.
pub fn tag(version: &str, today: &str, media: Media, query: &Query) -> String {
    let variables = serde_json::to_string(&query.variables).expect("JSON is text");
    let operation = query.operation_name.as_deref();
    let mut hash = Sha256::new();
    let cost = if query.cost { "cost" } else { "" };
    for part in [version, today, media.content_type(), &query.document, &variables, operation.unwrap_or("\0"), cost] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&hash.finalize()[..16]))
}

/// Whether the client says that it has the answer of this tag.
pub fn known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tag = opaque(tag);
    let lines = headers.get_all(header::IF_NONE_MATCH).filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|entry| opaque(entry) == tag)
}

/// Whether the client has an answer, whatever its tag.
pub fn any_known(headers: &HeaderMap) -> bool {
    headers.get_all(header::IF_NONE_MATCH).any(|line| line.as_bytes().trim_ascii() == b"*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_an_answer_depends_on_makes_another_tag() {
        let query = |document: &str, operation: Option<&str>, variables: &str| Query {
            document: document.to_owned(),
            operation_name: operation.map(str::to_owned),
            variables: serde_json::from_str(variables).expect("JSON"),
            cost: false,
        };
        let tag = |version, today, query| tag(version, today, Media::Json, &query);
        let mut tags = vec![
            tag("1", "2026-01-01", query("{ a }", None, "{}")),
            tag("2", "2026-01-01", query("{ a }", None, "{}")),
            tag("1", "2026-01-02", query("{ a }", None, "{}")),
            tag("1", "2026-01-01", query("{ b }", None, "{}")),
            tag("1", "2026-01-01", query("{ a }", Some(""), "{}")),
            tag("1", "2026-01-01", query("{ a }", Some("A"), "{}")),
            tag("1", "2026-01-01", query("{ a }", None, "{\"a\":null}")),
            super::tag("1", "2026-01-01", Media::Response, &query("{ a }", None, "{}")),
            tag("1", "2026-01-01", Query { cost: true, ..query("{ a }", None, "{}") }),
        ];
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 9);
        // the order of variables is no difference
        let two = |variables| tag("1", "2026-01-01", query("{ a }", None, variables));
        assert_eq!(two("{\"a\":1,\"b\":2}"), two("{\"b\":2,\"a\":1}"));
    }
}
