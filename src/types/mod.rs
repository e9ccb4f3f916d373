//! The part of GraphQL's type system that the server works with itself: the types made from the catalog, and the
//! coercion of variables and literals, which the library leaves incomplete. Runs nothing and reads no database.

mod arguments;
mod build;
mod coerce;
mod filters;
mod geo;
mod groups;
mod introspection;
mod limits;
mod links;
mod matches;
mod model;
mod roots;
pub mod scalar;
mod search;
mod validate;

pub use arguments::{Arg, Args, Origin, Step, arguments};
pub use build::model;
pub use coerce::{InputError, Variables, coerce_variables};
pub use filters::filter_name;
pub use groups::{MAX_GEOHASH, MAX_KEYS, rows_field};
pub use limits::{LIMITS, Limit, Limits};
pub use links::{FOLLOWED, MAX_CHAIN, MAX_PATH, MAX_PATHS};
pub use matches::{MAX_MATCHES, MOST_JUDGED, MOST_NAMES, MOST_SHARING};
pub use model::{InputField, Model, OutputField, Ty, Type, Value};
pub use validate::{BUILT_IN, validate};
