//! What the server tells of itself while it runs.

mod exposition;
mod log;
mod metrics;
#[cfg(feature = "otel")]
mod otel;
mod planted;
mod ready;
