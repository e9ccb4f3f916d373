//! The playground's addresses: the page, what it is made of, and the samples it shows.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse, Route, guard,
    http::header::{self, ContentType, HeaderValue},
    web::{self, Bytes},
};
use sha2::{Digest, Sha256};

use super::{
    bundle::{self, File, Kept},
    samples,
};
use crate::domain::identity::hexadecimal;

/// The samples as JSON, and what tells them from others.
static SAMPLES: LazyLock<(Bytes, String)> = LazyLock::new(|| {
    let json = serde_json::to_vec(&samples::all()).expect("samples are texts");
    let tag = hexadecimal(&Sha256::digest(&json));
    (json.into(), tag)
});

/// Registers the addresses, and that the server's root leads to the page.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", read().to(root))
        .route("/playground", read().to(without_slash))
        .route("/playground/", read().to(page))
        .route("/playground/samples.json", read().to(list))
        .route("/assets/{name}", read().to(asset))
        .route("/third-party-licenses.txt", read().to(notices));
}

fn read() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

async fn root() -> HttpResponse {
    let text = format!("{}GET  /playground/      where to try queries in a browser\n", super::WELCOME);
    HttpResponse::Found()
        .insert_header((header::LOCATION, "playground/"))
        .content_type(ContentType::plaintext())
        .body(text)
}

async fn without_slash() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "playground/")).finish()
}

/// The page. Its editors write styles into it, which no other page may.
async fn page(request: HttpRequest) -> HttpResponse {
    let mut response = packed(&request, "playground/index.html", Kept::Asked);
    let policy = bundle::POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
    let policy = HeaderValue::try_from(policy).expect("a policy is visible ASCII");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

async fn asset(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/').to_owned();
    packed(&request, &path, Kept::ForGood)
}

async fn notices(request: HttpRequest) -> HttpResponse {
    packed(&request, "third-party-licenses.txt", Kept::Asked)
}

async fn list(request: HttpRequest) -> HttpResponse {
    let (json, tag) = SAMPLES.clone();
    File::made(json, "application/json", tag).send(&request, Kept::Asked)
}

fn packed(request: &HttpRequest, path: &str, kept: Kept) -> HttpResponse {
    match File::of_bundle(request, path) {
        Some(file) => file.send(request, kept),
        None => super::not_found(),
    }
}
