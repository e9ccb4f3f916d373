//! What the server tells of itself while it runs, for those who watch over it.

pub mod log;
pub mod metrics;
#[cfg(feature = "otel")]
pub mod otel;

pub use log::Format;
pub use metrics::Metrics;
