//! Rules without input or output, used by every other room.

pub mod cite;
pub mod fold;
pub mod fuzzy_date;
pub mod geo;
pub mod geojson;
pub mod identity;
pub mod instant;
pub mod names;
pub mod period;
pub mod quote;
pub mod record;
pub mod search;
pub mod taxonomy;
