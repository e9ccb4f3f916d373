//! /metrics: what Prometheus collects.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Data},
};

use super::Setup;
use crate::{graphql::Engine, telemetry::metrics::CONTENT_TYPE};

/// Registers the address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/metrics", web::get().to(metrics));
}

async fn metrics(engine: Data<Engine>, setup: Data<Setup>) -> HttpResponse {
    let Some(metrics) = &setup.metrics else { return super::not_found() };
    HttpResponse::Ok()
        .content_type(CONTENT_TYPE)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(metrics.text(&engine.statistics()))
}
