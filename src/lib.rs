//! Demarche serves incident data over GraphQL: what happened, who took part, who said what for whom, which measures
//! followed, and which source says so. CONTRIBUTING.md has the map of the rooms.

pub mod cli;
pub mod domain;
pub mod import;
pub mod store;
