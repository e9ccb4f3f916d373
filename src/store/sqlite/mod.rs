//! Reading from SQLite: connections of their own on threads of their own, statements run where the rows are.

mod keyset;
mod page;
mod reader;
mod readers;
mod run;
mod text;

pub use readers::{ReadError, Readers, Request};
pub use text::Program;
