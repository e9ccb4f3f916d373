//! Reading from SQLite: connections of their own on threads of their own, statements run where the rows are.

mod probe;
mod program;
mod reader;
mod readers;
mod run;

pub use program::program;
pub use readers::Readers;
