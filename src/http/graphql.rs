//! POST /graphql: the request read, the answer's media type and status.

use std::{
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicU64, Ordering},
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web,
};
use futures_util::{FutureExt, StreamExt};
use serde_json::{Map, Value as Json};
use tracing::Instrument;

use crate::graphql::{Code, Engine, Outcome, Problem, Query};

const GRAPHQL_JSON: &str = "application/graphql-response+json";

/// Answers a query that is sent as JSON.
pub async fn post(request: HttpRequest, payload: web::Payload, engine: web::Data<Engine>) -> HttpResponse {
    let id = request_id();
    let Some(media) = accepted(&request) else {
        return super::problem(
            406,
            "Not acceptable",
            "Answers are application/graphql-response+json or application/json; the Accept header allows neither.",
        );
    };
    if !is_json(&request) {
        return super::problem(415, "Unsupported media type", "Send the query as application/json.");
    }
    let limit = engine.limits().max_request_bytes;
    let body = match read(payload, limit).await {
        Ok(body) => body,
        Err(status) if status == StatusCode::PAYLOAD_TOO_LARGE => {
            return super::problem(413, "Content too large", &format!("A request may have {limit} bytes at most."));
        }
        Err(_) => return super::problem(400, "Bad request", "The body ended before it was complete."),
    };
    let query = match parse(&body) {
        Ok(query) => query,
        Err(message) => {
            let outcome = Outcome::Problems(vec![Problem::new(Code::BadUserInput, message)]);
            return respond(StatusCode::BAD_REQUEST, media, outcome, &id);
        }
    };
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let answer = AssertUnwindSafe(engine.answer(&query, &today)).catch_unwind();
    let outcome = answer.instrument(tracing::error_span!("request", id)).await.unwrap_or_else(|_| {
        tracing::error!(id, "answering panicked");
        Outcome::Problems(vec![Problem::fault()])
    });
    respond(status(&outcome, media), media, outcome, &id)
}

/// Refuses every other method.
pub async fn method() -> HttpResponse {
    let mut response = super::problem(405, "Method not allowed", "Send queries with POST.");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    response
}

fn respond(status: StatusCode, media: &'static str, outcome: Outcome, id: &str) -> HttpResponse {
    let media = if media == GRAPHQL_JSON {
        "application/graphql-response+json; charset=utf-8"
    } else {
        "application/json; charset=utf-8"
    };
    HttpResponse::build(status).content_type(media).insert_header(("x-request-id", id)).body(outcome.json(id))
}

/// GraphQL over HTTP: the older media type has errors of the document under status 200, the newer says what they are.
fn status(outcome: &Outcome, media: &str) -> StatusCode {
    match outcome {
        Outcome::Data(_) => StatusCode::OK,
        Outcome::Problems(problems) => match problems.first().map(|problem| problem.code) {
            Some(Code::InternalServerError) => StatusCode::INTERNAL_SERVER_ERROR,
            Some(Code::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
            _ if media != GRAPHQL_JSON => StatusCode::OK,
            Some(Code::RequestTimeout) => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::BAD_REQUEST,
        },
    }
}

/// The media type to answer with, by the Accept header.
fn accepted(request: &HttpRequest) -> Option<&'static str> {
    // several lines are one list
    let lines: Vec<&str> =
        request.headers().get_all(header::ACCEPT).map(|line| line.to_str().unwrap_or_default()).collect();
    if lines.is_empty() {
        return Some("application/json");
    }
    let accept = lines.join(",");
    let mut best: Option<(&'static str, f32)> = None;
    for entry in accept.split(',') {
        let mut pieces = entry.split(';').map(str::trim);
        let media = match pieces.next().unwrap_or_default().to_ascii_lowercase().as_str() {
            GRAPHQL_JSON => GRAPHQL_JSON,
            "application/json" | "application/*" | "*/*" => "application/json",
            _ => continue,
        };
        let quality = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if quality > 0.0 && best.is_none_or(|(_, known)| quality > known) {
            best = Some((media, quality));
        }
    }
    best.map(|(media, _)| media)
}

fn is_json(request: &HttpRequest) -> bool {
    let content_type =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut pieces = content_type.split(';').map(|piece| piece.trim().to_ascii_lowercase());
    pieces.next().as_deref() == Some("application/json")
        && pieces.all(|piece| {
            !piece.starts_with("charset=") || matches!(piece.as_str(), "charset=utf-8" | "charset=\"utf-8\"")
        })
}

async fn read(mut payload: web::Payload, limit: usize) -> Result<Vec<u8>, StatusCode> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if body.len() + chunk.len() > limit {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Reads the parameters of a request.
pub fn parse(body: &[u8]) -> Result<Query, String> {
    let json: Json = serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    let Json::Object(mut fields) = json else {
        return Err("the body must be a JSON object with a field `query`".to_owned());
    };
    let document = match fields.remove("query") {
        Some(Json::String(document)) => document,
        _ => return Err("the body must have a field `query` that holds a GraphQL document as string".to_owned()),
    };
    let operation_name = match fields.remove("operationName") {
        None | Some(Json::Null) => None,
        Some(Json::String(name)) => Some(name),
        Some(_) => return Err("`operationName` must be a string".to_owned()),
    };
    let variables = match fields.remove("variables") {
        None | Some(Json::Null) => Map::new(),
        Some(Json::Object(variables)) => variables,
        Some(_) => return Err("`variables` must be an object".to_owned()),
    };
    if let Some(extensions) = fields.get("extensions")
        && !extensions.is_object()
        && !extensions.is_null()
    {
        return Err("`extensions` must be an object".to_owned());
    }
    Ok(Query { document, operation_name, variables })
}

/// An id for a request, unique while the process runs and hard to confuse with another's.
fn request_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let (count, now) = (COUNT.fetch_add(1, Ordering::Relaxed), jiff::Timestamp::now().as_millisecond());
    format!("{now:x}-{count:x}")
}
