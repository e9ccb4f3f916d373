//! The words in which nouns are described: column, link, noun, field, filter, order, group.

mod columns;
mod group;
mod make;
mod noun;
mod query;

pub use columns::*;
pub use group::*;
pub use make::*;
pub use noun::*;
pub use query::*;
