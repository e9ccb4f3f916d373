//! Traces for OpenTelemetry: a span for each request to /graphql, sent to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT`
//! names. Only in servers that are built with the feature `otel`.
//!
//! The library reads the other `OTEL_…` variables: of the exporter, the sampler, batches and the resource.

use std::env;

use actix_web::http::{StatusCode, header::HeaderMap};
use opentelemetry::{
    propagation::{Extractor, TextMapPropagator},
    trace::TracerProvider,
};
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{
    Resource,
    propagation::TraceContextPropagator,
    trace::{SdkTracer, SdkTracerProvider},
};
use tracing::{Span, Subscriber, field::Empty};
use tracing_opentelemetry::{OpenTelemetryLayer, OpenTelemetrySpanExt};
use tracing_subscriber::{Layer, filter, registry::LookupSpan};

use crate::graphql::Description;

/// What spans for the collector come from: they are no part of the log, nor is the log a part of them.
pub const TARGET: &str = "demarche::trace";

/// Sends spans until it is dropped, and then those that are left.
#[derive(Debug)]
pub struct Exporter(SdkTracerProvider);

impl Exporter {
    /// `None` where no collector is named, or the variables say that nothing is to be sent.
    ///
    /// # Errors
    /// What the variables say cannot be done.
    pub fn start() -> Result<Option<Self>, ExporterBuildError> {
        let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it.eq_ignore_ascii_case(value));
        let named = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
        let named = named.iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
        if !named || is("OTEL_SDK_DISABLED", "true") || is("OTEL_TRACES_EXPORTER", "none") {
            return Ok(None);
        }
        let exporter = SpanExporter::builder().with_http().with_protocol(Protocol::HttpBinary).build()?;
        let mut resource = Resource::builder();
        let attributes = env::var("OTEL_RESOURCE_ATTRIBUTES").unwrap_or_default();
        if env::var_os("OTEL_SERVICE_NAME").is_none() && !attributes.contains("service.name=") {
            resource = resource.with_service_name("demarche");
        }
        let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource.build());
        Ok(Some(Self(provider.build())))
    }

    /// What has spans of requests sent, and nothing else.
    pub fn layer<S: Subscriber + for<'s> LookupSpan<'s>>(&self) -> impl Layer<S> + use<S> {
        let layer: OpenTelemetryLayer<S, SdkTracer> =
            tracing_opentelemetry::layer().with_tracer(self.0.tracer("demarche"));
        layer
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_level(false)
            .with_tracked_inactivity(false)
            .with_filter(filter::filter_fn(|metadata| metadata.is_span() && metadata.target() == TARGET))
    }
}

impl Drop for Exporter {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(error = &error as &dyn std::error::Error, "spans could not be sent");
        }
    }
}

/// The span of a request, below the one that its `traceparent` tells of.
pub fn span(request_id: &str, headers: &HeaderMap) -> Span {
    let span = tracing::info_span!(
        target: TARGET,
        parent: None,
        "request",
        "otel.kind" = "server",
        "otel.name" = "GraphQL",
        "otel.status_code" = Empty,
        "graphql.operation.name" = Empty,
        "graphql.operation.type" = Empty,
        "demarche.document" = Empty,
        "demarche.request_id" = request_id,
        "demarche.rows" = Empty,
        "error.type" = Empty,
        "http.response.status_code" = Empty,
    );
    if !span.is_disabled() {
        // without a layer for it, or begun too late, there would be nothing to send
        let _ = span.set_parent(TraceContextPropagator::new().extract(&Headers(headers)));
    }
    span
}

/// Says what was asked, and what came of it. By convention a span is called by type and name of its operation.
pub fn answered(span: &Span, description: Option<&Description<'_>>, rows: u64, codes: Option<&str>) {
    if let Some(description) = description {
        let (kind, name) = (description.kind.unwrap_or("GraphQL"), description.operation.as_deref());
        span.record("otel.name", name.map_or(kind.to_owned(), |name| format!("{kind} {name}")));
        span.record("graphql.operation.name", name);
        span.record("graphql.operation.type", description.kind);
        span.record("demarche.document", description.document());
    }
    span.record("demarche.rows", rows);
    span.record("error.type", codes);
}

/// Says how the HTTP request ended; what clients do wrong is no error of the server's.
pub fn ended(span: &Span, status: StatusCode) {
    span.record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(|name| name.as_str()).collect()
    }
}
