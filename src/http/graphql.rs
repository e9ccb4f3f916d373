//! /graphql: requests by POST and GET, answered as GraphQL over HTTP has it.

use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    web::{self, Bytes, Data},
};
use futures_util::{FutureExt, StreamExt};
use tracing::Instrument;

use super::{
    Setup,
    compress::compressed,
    etag,
    negotiate::{self, Media},
    observe::{Answered, Watch},
    parameters::{self, Body},
    problem,
    request_id::{self, X_REQUEST_ID},
    unread::closing,
};
use crate::graphql::{Code, Engine, Outcome, Problem, Query, Sent};

/// Bytes that an address may have with its query string.
const MAX_URI: usize = 32_000;

/// What a request comes to; an `Err` is a refusal.
type Ending = Result<HttpResponse, HttpResponse>;

/// Answers requests that are sent as JSON.
pub async fn post(
    request: HttpRequest,
    mut payload: web::Payload,
    engine: Data<Engine>,
    setup: Data<Setup>,
) -> HttpResponse {
    let id = request_id::of(request.headers());
    let watch = Watch::begin(&engine, &setup, &id, request.headers());
    let response = guarded(posted(&request, &mut payload, &engine, &setup, &watch), &request, &watch).await;
    watch.ended(response.status());
    let response = finish(&request, &setup, response, id);
    if response.status().is_client_error() { closing(response, payload) } else { response }
}

/// Answers queries that stand in the address, with a tag by which a client can ask again.
pub async fn get(request: HttpRequest, engine: Data<Engine>, setup: Data<Setup>) -> HttpResponse {
    let id = request_id::of(request.headers());
    let watch = Watch::begin(&engine, &setup, &id, request.headers());
    let mut response = guarded(asked(&request, &engine, &watch), &request, &watch).await;
    watch.ended(response.status());
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    finish(&request, &setup, response, id)
}

/// Answers browsers that ask before they send, and refuses every other method.
pub async fn method(request: HttpRequest, engine: Data<Engine>, setup: Data<Setup>) -> HttpResponse {
    let id = request_id::of(request.headers());
    let preflight = (request.method() == Method::OPTIONS).then(|| setup.cors.preflight(&request, "GET, POST"));
    let response = preflight.flatten().unwrap_or_else(|| {
        let detail = "Send queries with GET or POST, anything else with POST.";
        let mut response = problem(405, "Method not allowed", detail);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
        Watch::begin(&engine, &setup, &id, request.headers()).ended(response.status());
        response
    });
    finish(&request, &setup, response, id)
}

async fn posted(
    request: &HttpRequest,
    payload: &mut web::Payload,
    engine: &Engine,
    setup: &Setup,
    watch: &Watch<'_>,
) -> Ending {
    let media = negotiate::accepted(request.headers()).ok_or_else(not_acceptable)?;
    if !negotiate::is_json(request.headers()) {
        return Err(problem(415, "Unsupported media type", "Send the request as application/json, in UTF-8."));
    }
    if !negotiate::is_plain(request.headers()) {
        let mut refusal = problem(415, "Unsupported media type", "Send the body as it is, without a content coding.");
        refusal.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        return Err(refusal);
    }
    let body = read(payload, engine.limits().max_request_bytes, setup.receive_timeout).await?;
    match parameters::body(&body, setup.max_batch) {
        Ok(Body::One(sent)) => {
            let answered = answer(engine, sent).await;
            Ok(respond(status(&answered.outcome, media), media, answered, watch))
        }
        Ok(Body::Batch(batch)) => {
            let mut bytes = vec![b'['];
            for (at, sent) in batch.into_iter().enumerate() {
                let answered = match sent {
                    Ok(sent) => answer(engine, sent).await,
                    Err(message) => Answered::unusable(message),
                };
                watch.answered(&answered, StatusCode::OK);
                if at > 0 {
                    bytes.push(b',');
                }
                bytes.extend(answered.outcome.json(watch.id));
            }
            bytes.push(b']');
            Ok(HttpResponse::Ok().content_type(media.content_type()).body(bytes))
        }
        Err(message) => Ok(respond(StatusCode::BAD_REQUEST, media, Answered::unusable(message), watch)),
    }
}

async fn asked(request: &HttpRequest, engine: &Engine, watch: &Watch<'_>) -> Ending {
    let media = negotiate::accepted(request.headers()).ok_or_else(not_acceptable)?;
    let length = request.uri().path_and_query().map_or(0, |uri| uri.as_str().len());
    if length > MAX_URI {
        let detail = format!("The address has {length} bytes; at most {MAX_URI} are allowed, so send it with POST.");
        return Err(problem(414, "URI too long", &detail));
    }
    let began = Instant::now();
    let told = |answered: Answered| respond(status(&answered.outcome, media), media, answered, watch);
    let refused = |problem: Problem| told(Answered::refused(problem, began));
    let sent = parameters::query_string(request.query_string())
        .map_err(|message| respond(StatusCode::BAD_REQUEST, media, Answered::unusable(message), watch))?;
    let query = engine.resolve(sent).map_err(refused)?;
    if engine.is_mutation(&query) {
        let mut refusal = problem(405, "Method not allowed", "Send mutations with POST; GET is for queries.");
        refusal.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        return Err(refusal);
    }
    let today = today();
    // asked for first: an answer may be newer than its tag says, never older
    let version = engine.version().await.map_err(refused)?;
    let tag = etag::tag(&version, &today, media, &query);
    let unchanged = |query: &Query| {
        watch.unchanged(query, began);
        HttpResponse::NotModified().finish()
    };
    let mut response = if etag::known(request.headers(), &tag) {
        unchanged(&query)
    } else {
        let (outcome, rows) = engine.counted(&query, &today).await;
        match &outcome {
            Outcome::Data(_) if etag::any_known(request.headers()) => unchanged(&query),
            Outcome::Data(_) => told(Answered { query: Some(query), outcome, rows, began }),
            Outcome::Problems(_) => return Ok(told(Answered { query: Some(query), outcome, rows, began })),
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::try_from(tag).expect("a tag is of letters and digits"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    Ok(response)
}

async fn answer(engine: &Engine, sent: Sent) -> Answered {
    let began = Instant::now();
    match engine.resolve(sent) {
        Ok(query) => {
            let (outcome, rows) = engine.counted(&query, &today()).await;
            Answered { query: Some(query), outcome, rows, began }
        }
        Err(problem) => Answered::refused(problem, began),
    }
}

/// The date in UTC.
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// The answer; a panic ends this request and no other.
async fn guarded(answer: impl Future<Output = Ending>, request: &HttpRequest, watch: &Watch<'_>) -> HttpResponse {
    let answer = AssertUnwindSafe(answer).catch_unwind().instrument(watch.span()).await;
    match answer {
        Ok(Ok(response) | Err(response)) => response,
        Err(_) => {
            tracing::error!(request_id = watch.id, "answering panicked");
            let media = negotiate::accepted(request.headers()).unwrap_or(Media::Json);
            let answered = Answered::refused(Problem::fault(), Instant::now());
            respond(StatusCode::INTERNAL_SERVER_ERROR, media, answered, watch)
        }
    }
}

/// What every response has: the request's id, who may read it, its coding.
fn finish(request: &HttpRequest, setup: &Setup, mut response: HttpResponse, id: String) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(X_REQUEST_ID, HeaderValue::try_from(id).expect("an id has none but safe characters"));
    setup.cors.allow(request, headers);
    compressed(request, response)
}

fn respond(status: StatusCode, media: Media, answered: Answered, watch: &Watch<'_>) -> HttpResponse {
    watch.answered(&answered, status);
    let mut response = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.insert_header((header::RETRY_AFTER, 1));
    }
    response.content_type(media.content_type()).body(answered.outcome.json(watch.id))
}

/// GraphQL over HTTP: the older media type has errors of the document under status 200, the newer says what they are.
fn status(outcome: &Outcome, media: Media) -> StatusCode {
    match outcome {
        Outcome::Data(_) => StatusCode::OK,
        Outcome::Problems(problems) => match problems.first().map(|problem| problem.code) {
            Some(Code::InternalServerError) => StatusCode::INTERNAL_SERVER_ERROR,
            Some(Code::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
            _ if media == Media::Json => StatusCode::OK,
            Some(Code::RequestTimeout) => StatusCode::GATEWAY_TIMEOUT,
            Some(Code::Forbidden) => StatusCode::FORBIDDEN,
            _ => StatusCode::BAD_REQUEST,
        },
    }
}

fn not_acceptable() -> HttpResponse {
    let detail = "Answers are application/graphql-response+json or application/json; the Accept header allows neither.";
    problem(406, "Not acceptable", detail)
}

async fn read(payload: &mut web::Payload, limit: usize, within: Duration) -> Result<Bytes, HttpResponse> {
    match tokio::time::timeout(within, collect(payload, limit)).await {
        Ok(body) => body,
        Err(_) => {
            let detail = format!("The body was not there within {} seconds.", within.as_secs_f32());
            Err(problem(408, "Request timeout", &detail))
        }
    }
}

async fn collect(payload: &mut web::Payload, limit: usize) -> Result<Bytes, HttpResponse> {
    let mut body = Bytes::new();
    let mut pieces: Vec<u8> = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| problem(400, "Bad request", "The body ended before it was complete."))?;
        if body.len() + pieces.len() + chunk.len() > limit {
            let detail = format!("A request may have {limit} bytes at most.");
            return Err(problem(413, "Content too large", &detail));
        }
        // most come in one piece, which is not copied
        if body.is_empty() && pieces.is_empty() {
            body = chunk;
        } else {
            pieces.extend_from_slice(&std::mem::take(&mut body));
            pieces.extend_from_slice(&chunk);
        }
    }
    Ok(if pieces.is_empty() { body } else { pieces.into() })
}

#[cfg(test)]
mod tests {
    use actix_web::{body, test::TestRequest};

    use super::*;
    use crate::{
        graphql::tested,
        http::{Cors, Leaving},
    };

    #[tokio::test]
    async fn a_panic_is_answered_with_the_requests_id_and_nothing_else() {
        let (_folder, engine) = tested().await;
        let setup = Setup {
            cors: Cors { origins: Vec::new() },
            max_batch: 0,
            receive_timeout: Duration::from_secs(1),
            slow_query: None,
            metrics: None,
            leaving: Leaving::default(),
            playground: false,
            schema: false,
        };
        let request = TestRequest::post().uri("/graphql").to_http_request();
        let watch = Watch::begin(&engine, &setup, "its-id", request.headers());
        let response = guarded(async { panic!("planted") }, &request, &watch).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = body::to_bytes(response.into_body()).await.unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let extensions = serde_json::json!({ "code": "INTERNAL_SERVER_ERROR", "requestId": "its-id" });
        assert_eq!(body["errors"][0]["extensions"], extensions, "{body}");
        assert!(!body.to_string().contains("planted"), "{body}");
    }
}
