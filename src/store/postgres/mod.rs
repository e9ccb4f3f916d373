//! Reading from PostgreSQL: one statement for each question of a plan, whatever rows there are, then the answer written
//! from what was fetched.

mod fetch;
mod pool;
mod program;
mod row;
mod segment;
mod wanted;

pub use pool::Pool;
pub use program::program;
