//! The only room that talks to a database.
//!
//! [`open()`] brings a database to the schema of this server and hands over its one writing connection. Reading is
//! not done through it.

mod error;
mod open;

pub use error::StoreError;
pub use open::{Database, open};
