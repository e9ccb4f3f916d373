//! The only room that talks to a database.
//!
//! [`open()`] brings a database to the schema of this server and hands over its one writing connection; [`load()`]
//! writes records through it. Reading is not done through it: [`Readers`] answer plans on threads and connections of
//! their own.

mod answer;
mod error;
pub mod json;
mod open;
mod postgres;
mod reader;
mod sql;
mod sqlite;
mod write;

pub use error::StoreError;
pub use open::{Database, open, readable};
pub use reader::{Place, ReadError, Reader, Request};
pub use sql::Program;
pub use write::{Report, load};
