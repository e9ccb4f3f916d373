//! The room `store`, and the schema it opens.

mod constraints;
mod derived;
mod drift;
pub mod each;
mod keys;
mod open;
mod open_postgres;
mod places;
mod rows;
mod vocabularies;
