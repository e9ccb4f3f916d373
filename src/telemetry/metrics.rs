//! What is counted, by the names and in the text format of Prometheus.
//!
//! What happens to requests is counted here as it happens. What other rooms know is asked for when somebody collects.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prometheus::{
    Encoder, Gauge, Histogram, HistogramOpts, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
    core::Collector, proto::MetricFamily,
};

use crate::{graphql::Statistics, store::Extent};

/// The media type of [`Metrics::text`].
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";
/// Upper edges of the histogram's buckets, in seconds.
const BUCKETS: [f64; 13] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];
/// Why nothing here fails.
const CONSTANT: &str = "names and labels are constants";

/// Counters of one server.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    /// Of `requests`, by far the most.
    answered: IntCounter,
    duration: Histogram,
    in_flight: IntGauge,
}

impl Metrics {
    /// Nothing has been counted yet; `database` is its kind.
    pub fn new(database: &str) -> Self {
        let registry = Registry::new();
        let by_code = Opts::new(
            "demarche_requests_total",
            "GraphQL requests by what became of them: OK, NOT_MODIFIED, the code of the first error, HTTP_REFUSED or \
             CLIENT_LEFT.",
        );
        let requests = IntCounterVec::new(by_code, &["code"]).expect(CONSTANT);
        let duration = HistogramOpts::new(
            "demarche_request_duration_seconds",
            "Time from a GraphQL request being read to its answer being complete.",
        );
        let duration = Histogram::with_opts(duration.buckets(BUCKETS.to_vec())).expect(CONSTANT);
        let in_flight = IntGauge::new("demarche_requests_in_flight", "HTTP requests to /graphql that are under way.");
        let in_flight = in_flight.expect(CONSTANT);
        let build = Opts::new("demarche_build_info", "Always 1; which server this is.")
            .const_label("version", env!("CARGO_PKG_VERSION"))
            .const_label("database", database);
        let build = IntGauge::with_opts(build).expect(CONSTANT);
        build.set(1);
        let start = Gauge::new("process_start_time_seconds", "When the server started, in seconds since 1970.");
        let start = start.expect(CONSTANT);
        start.set(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64()));
        let all: [Box<dyn Collector>; 5] = [
            Box::new(requests.clone()),
            Box::new(duration.clone()),
            Box::new(in_flight.clone()),
            Box::new(build),
            Box::new(start),
        ];
        for collector in all {
            registry.register(collector).expect(CONSTANT);
        }
        let answered = requests.with_label_values(&["OK"]);
        Self { registry, requests, answered, duration, in_flight }
    }

    /// An HTTP request to /graphql has begun.
    pub fn begun(&self) {
        self.in_flight.inc();
    }

    /// It has ended, however that was.
    pub fn ended(&self) {
        self.in_flight.dec();
    }

    /// What became of a request: `None` is an answer with data.
    pub fn became(&self, code: Option<&str>) {
        match code {
            None => self.answered.inc(),
            Some(code) => self.requests.with_label_values(&[code]).inc(),
        }
    }

    /// How long answering took.
    pub fn took(&self, duration: Duration) {
        self.duration.observe(duration.as_secs_f64());
    }

    /// Everything as text, with what other rooms have counted.
    pub fn text(&self, statistics: &Statistics) -> String {
        let mut families = self.registry.gather();
        families.extend(asked(statistics));
        families.sort_by(|one, other| one.name().cmp(other.name()));
        let mut text = Vec::new();
        TextEncoder::new().encode(&families, &mut text).expect("memory takes it, and every family has a metric");
        String::from_utf8(text).expect("it is text")
    }
}

/// What is known elsewhere.
fn asked(statistics: &Statistics) -> Vec<MetricFamily> {
    let Statistics { document_hits, document_misses, plans_compiled, readers, reading } = statistics;
    let mut families: Vec<MetricFamily> = [
        counter("demarche_document_cache_hits_total", "Documents that had been read before.", *document_hits),
        counter("demarche_document_cache_misses_total", "Documents that had to be read.", *document_misses),
        counter("demarche_plans_compiled_total", "Operations compiled to plans.", *plans_compiled),
        counter("demarche_reads_rejected_total", "Reads refused, for too many were waiting.", reading.rejected),
        gauge("demarche_readers", "How many requests can be read for at once on readers.", *readers),
        gauge("demarche_readers_busy", "Requests that are being read for, on readers or on the spot.", reading.busy),
        gauge("demarche_reader_queue_length", "Requests that wait for a reader.", reading.waiting),
    ]
    .concat();
    families.extend(match reading.database {
        Extent::Files { database, wal } => [
            gauge("demarche_sqlite_database_size_bytes", "Size of the database file.", database),
            gauge("demarche_sqlite_wal_size_bytes", "Size of the write-ahead log beside it.", wal),
        ]
        .concat(),
        Extent::Connections { open, idle, most } => [
            gauge("demarche_postgres_connections", "Open connections that read.", open),
            gauge("demarche_postgres_connections_idle", "Those of them that nobody uses.", idle),
            gauge("demarche_postgres_connections_max", "How many there may be.", most),
        ]
        .concat(),
    });
    families
}

fn counter(name: &str, help: &str, value: u64) -> Vec<MetricFamily> {
    let counter = IntCounter::new(name, help).expect(CONSTANT);
    counter.inc_by(value);
    counter.collect()
}

fn gauge(name: &str, help: &str, value: u64) -> Vec<MetricFamily> {
    let gauge = IntGauge::new(name, help).expect(CONSTANT);
    gauge.set(value as i64);
    gauge.collect()
}
