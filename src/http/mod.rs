//! HTTP: which address answers what. Knows GraphQL requests, not what they mean.

mod bundle;
mod compress;
mod cors;
mod etag;
mod graphql;
mod health;
mod metrics;
mod negotiate;
mod observe;
mod parameters;
mod playground;
mod request_id;
pub mod samples;
mod unread;

use std::time::Duration;

use actix_web::{HttpResponse, Responder, http::header::ContentType, web};

pub use self::{cors::Cors, health::Leaving};
use crate::{graphql::Engine, telemetry::Metrics};

/// How requests are taken, and what is served beside GraphQL.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Which pages of other origins may read answers.
    pub cors: Cors,
    /// How many requests may come as one batch; 0: none may.
    pub max_batch: usize,
    /// How long a body may take to arrive.
    pub receive_timeout: Duration,
    /// From when on a request is told as slow; `None`: never.
    pub slow_query: Option<Duration>,
    /// What is counted of requests, if anything is.
    pub metrics: Option<Metrics>,
    /// Whether the server has been told to stop.
    pub leaving: Leaving,
    /// Whether to serve the playground.
    pub playground: bool,
    /// Whether to serve the schema as text.
    pub schema: bool,
}

/// Registers every address.
pub fn routes(config: &mut web::ServiceConfig, setup: &web::Data<Setup>) {
    if setup.playground {
        config.configure(playground::routes);
    } else {
        config.route("/", web::get().to(welcome));
    }
    if setup.schema {
        config.route("/schema.graphql", web::get().to(schema));
    }
    if setup.metrics.is_some() {
        config.configure(metrics::routes);
    }
    config
        .app_data(setup.clone())
        .service(
            web::resource("/graphql")
                .route(web::post().to(graphql::post))
                .route(web::get().to(graphql::get))
                .route(web::head().to(graphql::get))
                .default_service(web::to(graphql::method)),
        )
        .route("/healthz", web::get().to(health::live))
        .route("/readyz", web::get().to(health::ready))
        .default_service(web::to(unknown));
}

const WELCOME: &str = "This is Demarche, a server for incident data.\n\n\
    POST /graphql         GraphQL queries as JSON, e.g. {\"query\":\"{ events { nodes { title } } }\"}\n\
    GET  /graphql         the same in the address: /graphql?query={events{totalCount}}\n\
    GET  /schema.graphql  the schema\n\
    GET  /healthz         whether the server runs\n\
    GET  /readyz          whether its database answers\n";

async fn welcome(setup: web::Data<Setup>) -> impl Responder {
    let told = |line: &&str| setup.schema || !line.contains("/schema.graphql");
    let text: String = WELCOME.split_inclusive('\n').filter(told).collect();
    HttpResponse::Ok().content_type(ContentType::plaintext()).body(text)
}

async fn schema(engine: web::Data<Engine>) -> impl Responder {
    HttpResponse::Ok().content_type(ContentType::plaintext()).body(engine.sdl().to_owned())
}

async fn unknown() -> impl Responder {
    not_found()
}

fn not_found() -> HttpResponse {
    problem(404, "Not found", "There is nothing at this address; GraphQL is at /graphql.")
}

/// An error outside of GraphQL, as RFC 9457 has it.
pub fn problem(status: u16, title: &str, detail: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).expect("statuses here are constants");
    let body =
        serde_json::json!({ "type": "about:blank", "status": status.as_u16(), "title": title, "detail": detail });
    HttpResponse::build(status).content_type("application/problem+json").body(body.to_string())
}
