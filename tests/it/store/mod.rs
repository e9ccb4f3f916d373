//! The room `store`, and the schema it opens.

mod constraints;
mod drift;
pub mod each;
mod keys;
mod open;
mod open_postgres;
mod rows;
mod vocabularies;
