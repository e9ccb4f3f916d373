//! What the server tells of itself while it runs, for those who watch over it.

pub mod log;

pub use log::Format;
