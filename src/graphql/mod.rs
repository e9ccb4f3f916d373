//! What the world sees: the schema, documents and their plans, errors. SQL and HTTP are other rooms' business.

mod admission;
mod description;
mod documents;
mod engine;
mod error;
mod introspection;
mod measure;
mod persisted;
mod schema;
mod syntax;

pub use description::Description;
pub use documents::Document;
pub use engine::{Engine, Outcome, Query, Sent, Setup, Statistics};
pub use error::{Code, Problem};
pub use persisted::Named;
pub use schema::print_schema;

#[cfg(test)]
pub use engine::tests::engine as tested;
