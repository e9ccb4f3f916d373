//! The words in which nouns are described: column, link, noun, field, filter, order.

mod columns;
mod make;
mod noun;
mod query;

pub use columns::*;
pub use make::*;
pub use noun::*;
pub use query::*;
