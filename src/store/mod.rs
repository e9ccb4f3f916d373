//! The only room that talks to a database.
//!
//! [`open()`] brings a database to the schema of this server and hands over its writing connections; [`load()`]
//! writes records through them. Reading is not done through them: a [`Reader`] answers plans on connections of its own.

mod answer;
mod derived;
mod error;
mod find;
pub mod json;
mod open;
mod pace;
mod postgres;
mod reader;
mod sql;
mod sqlite;
mod statistics;
mod verify;
mod write;

pub use derived::{Compared, Rows as DerivedRows, names as derived_tables};
pub use error::StoreError;
pub use open::{Database, open, readable};
pub use reader::{Place, ReadError, Reader, Request, Response};
pub use sql::Program;
pub use statistics::{Extent, Statistics};
pub use verify::{Verified, rebuild, verify};
pub use write::{Report, load};
