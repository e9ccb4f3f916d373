//! Watches over the requests to /graphql: what is told of each when it has ended.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use actix_web::http::{StatusCode, header::HeaderMap};
use tracing::{Level, Span};

use super::Setup;
use crate::graphql::{Code, Engine, Outcome, Problem, Query};
#[cfg(feature = "otel")]
use crate::telemetry::otel;

/// What events come from, for filters: `demarche::request=info`.
const TARGET: &str = "demarche::request";

/// What came of one GraphQL request.
pub struct Answered {
    /// What was asked, where that could be told.
    pub query: Option<Query>,
    /// The answer.
    pub outcome: Outcome,
    /// How many rows were read for it.
    pub rows: u64,
    /// When answering began.
    pub began: Instant,
}

impl Answered {
    /// A request that could not be read.
    pub fn unusable(message: String) -> Self {
        Self::refused(Problem::new(Code::BadUserInput, message), Instant::now())
    }

    /// A request whose document is not known, or that met a fault.
    pub fn refused(problem: Problem, began: Instant) -> Self {
        Self { query: None, outcome: Outcome::Problems(vec![problem]), rows: 0, began }
    }

    /// The code of its first error.
    fn code(&self) -> Option<&'static str> {
        let Outcome::Problems(problems) = &self.outcome else { return None };
        problems.first().map(|problem| problem.code.as_str())
    }

    /// The codes of its errors, each once.
    fn codes(&self) -> Option<String> {
        let Outcome::Problems(problems) = &self.outcome else { return None };
        let mut codes: Vec<_> = problems.iter().map(|problem| problem.code.as_str()).collect();
        codes.dedup();
        Some(codes.join(","))
    }
}

/// An HTTP request that is under way. Nothing is told of the client but its request.
pub struct Watch<'a> {
    /// What the client and the log call it.
    pub id: &'a str,
    engine: &'a Engine,
    setup: &'a Setup,
    began: Instant,
    /// What is sent to a collector.
    #[cfg(feature = "otel")]
    sent: Span,
    /// Whether what has become of it is told.
    told: Cell<bool>,
}

impl<'a> Watch<'a> {
    /// Begins to watch.
    pub fn begin(engine: &'a Engine, setup: &'a Setup, id: &'a str, headers: &HeaderMap) -> Self {
        if let Some(metrics) = &setup.metrics {
            metrics.begun();
        }
        #[cfg(not(feature = "otel"))]
        let _ = headers;
        Self {
            id,
            engine,
            setup,
            began: Instant::now(),
            #[cfg(feature = "otel")]
            sent: otel::span(id, headers),
            told: Cell::new(false),
        }
    }

    /// What gives other events the request's id.
    pub fn span(&self) -> Span {
        tracing::error_span!("request", request_id = self.id)
    }

    /// Counts what became of a request.
    fn became(&self, code: Option<&str>) {
        self.told.set(true);
        if let Some(metrics) = &self.setup.metrics {
            metrics.became(code);
        }
    }

    /// A GraphQL request has been answered. Of a batch each is told.
    pub fn answered(&self, answered: &Answered, status: StatusCode) {
        self.became(answered.code());
        let took = answered.began.elapsed();
        if let Some(metrics) = &self.setup.metrics {
            metrics.took(took);
        }
        #[cfg(feature = "otel")]
        if !self.sent.is_disabled() {
            let description = answered.query.as_ref().map(|query| self.engine.describe(query));
            otel::answered(&self.sent, description.as_ref(), answered.rows, answered.codes().as_deref());
        }
        let slow = self.setup.slow_query.is_some_and(|slow| took >= slow);
        if !slow && !tracing::enabled!(target: TARGET, Level::INFO) {
            return;
        }
        let description = answered.query.as_ref().map(|query| self.engine.describe(query));
        let description = description.as_ref();
        let (request_id, duration_ms, rows) = (self.id, milliseconds(took), answered.rows);
        let operation = description.and_then(|it| it.operation.as_deref());
        let kind = description.and_then(|it| it.kind);
        let document = description.map(|it| it.document());
        let codes = answered.codes();
        tracing::info!(
            target: TARGET,
            parent: None,
            request_id,
            operation,
            "type" = kind,
            document,
            duration_ms,
            rows,
            status = status.as_u16(),
            codes,
            "request answered"
        );
        if slow {
            let shape = description.map(|it| it.shape());
            tracing::warn!(
                target: TARGET,
                parent: None,
                request_id,
                operation,
                "type" = kind,
                document,
                duration_ms,
                rows,
                codes,
                variables = shape,
                "slow request"
            );
        }
    }

    /// The client has what it asks for already.
    pub fn unchanged(&self, query: &Query, began: Instant) {
        self.became(Some("NOT_MODIFIED"));
        if !tracing::enabled!(target: TARGET, Level::INFO) {
            return;
        }
        let description = self.engine.describe(query);
        tracing::info!(
            target: TARGET,
            parent: None,
            request_id = self.id,
            operation = description.operation,
            "type" = description.kind,
            document = description.document(),
            duration_ms = milliseconds(began.elapsed()),
            status = StatusCode::NOT_MODIFIED.as_u16(),
            "request answered"
        );
    }

    /// The response is on its way. What was refused before it came to GraphQL is told now.
    pub fn ended(self, status: StatusCode) {
        #[cfg(feature = "otel")]
        otel::ended(&self.sent, status);
        if !self.told.get() {
            self.became(Some("HTTP_REFUSED"));
            let duration_ms = milliseconds(self.began.elapsed());
            tracing::info!(target: TARGET,parent: None,request_id = self.id, duration_ms, status = status.as_u16(), "request refused");
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if let Some(metrics) = &self.setup.metrics {
            metrics.ended();
        }
        if !self.told.get() {
            self.became(Some("CLIENT_LEFT"));
            let duration_ms = milliseconds(self.began.elapsed());
            tracing::info!(target: TARGET,parent: None,request_id = self.id, duration_ms, "client left");
        }
    }
}

/// A duration in milliseconds, to a thousandth.
fn milliseconds(duration: Duration) -> f64 {
    duration.as_micros() as f64 / 1_000.0
}
