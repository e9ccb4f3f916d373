//! The id of a request: what a client and the log of the server call it.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::header::{HeaderMap, HeaderName};

/// The header that has it, of requests and of answers.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest that is taken over, in characters.
const LONGEST: usize = 64;

/// The client's own id, if it is short and can stand in a log as it is; else a new one.
pub fn of(headers: &HeaderMap) -> String {
    let sane = |id: &&str| {
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
        (1..=LONGEST).contains(&id.len()) && id.bytes().all(safe)
    };
    let theirs = headers.get(X_REQUEST_ID).and_then(|id| id.to_str().ok()).filter(sane);
    theirs.map_or_else(new, str::to_owned)
}

/// Unique while the process runs and hard to confuse with another's.
fn new() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let (count, now) = (COUNT.fetch_add(1, Ordering::Relaxed), jiff::Timestamp::now().as_millisecond());
    format!("{now:x}-{count:x}")
}
