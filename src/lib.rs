//! Demarche serves incident data over GraphQL: what happened, who took part, who said what for whom, which measures
//! followed, and which source says so. CONTRIBUTING.md has the map of the rooms.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod domain;
pub mod graphql;
pub mod http;
pub mod import;
pub mod plan;
mod stop;
pub mod store;
pub mod telemetry;
pub mod types;
