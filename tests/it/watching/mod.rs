//! What the server tells of itself while it runs.

mod log;
mod planted;
