//! The only room that talks to a database.
//!
//! [`open()`] brings a database to the schema of this server and hands over its one writing connection; [`load()`]
//! writes records with it. Reading is not done through it.

mod error;
mod open;
mod write;

pub use error::StoreError;
pub use open::{Database, open};
pub use write::{Report, load};
