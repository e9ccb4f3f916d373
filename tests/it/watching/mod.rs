//! What the server tells of itself while it runs.

mod exposition;
mod log;
mod metrics;
mod planted;
mod ready;
