//! Which pages of other origins may read answers: none, unless the server is told so. There are no cookies, so nothing
//! is said of credentials.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderMap, HeaderValue},
};

/// Origins that are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cors {
    /// Those named; `*` is all.
    pub origins: Vec<String>,
}

/// Seconds for which a browser need not ask again; none keeps it longer.
const KEPT: HeaderValue = HeaderValue::from_static("7200");
/// Headers of answers that pages may read.
const EXPOSED: HeaderValue = HeaderValue::from_static("etag, retry-after, x-request-id");

impl Cors {
    /// Says in the answer to `request` that its page may read it, if it may.
    pub fn allow(&self, request: &HttpRequest, headers: &mut HeaderMap) {
        if self.origins.is_empty() {
            return;
        }
        let any = self.origins.iter().any(|origin| origin == "*");
        if !any {
            // a cache must not give one origin the answer for another
            headers.append(header::VARY, HeaderValue::from_static("origin"));
        }
        let Some(origin) = request.headers().get(header::ORIGIN) else { return };
        if any {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        } else if self.origins.iter().any(|known| known.as_bytes() == origin.as_bytes()) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        } else {
            return;
        }
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }

    /// The answer to a browser that asks before it sends; `None` where that is not what is asked. [`Cors::allow`] says
    /// whether the page may.
    pub fn preflight(&self, request: &HttpRequest, methods: &'static str) -> Option<HttpResponse> {
        if self.origins.is_empty() || !request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
            return None;
        }
        let mut response = HttpResponse::NoContent();
        response.insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, methods));
        response.insert_header((header::ACCESS_CONTROL_MAX_AGE, KEPT));
        if let Some(wanted) = request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
            response.insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone()));
        }
        response.append_header((header::VARY, "access-control-request-method, access-control-request-headers"));
        Some(response.finish())
    }
}
