//! The tables of a Demarche database: one table a file, columns documented with unit and source.
//!
//! Instants are RFC 3339 text in UTC and days ISO 8601 text, so that they sort as text and need no conversion on
//! their way out. Every table is created by the `migration` crate; a test compares the two.

pub mod affiliation;
pub mod citation;
pub mod citation_attribution;
pub mod country_event;
pub mod dataset;
pub mod document;
pub mod event;
pub mod event_context;
pub mod event_relation;
pub mod event_tally;
pub mod external_id;
pub mod import_run;
pub mod link;
pub mod name;
pub mod name_key;
pub mod organization;
pub mod participation;
pub mod party;
pub mod party_event;
pub mod person;
pub mod place;
pub mod program_measure;
pub mod record;
pub mod sanction;
pub mod sanction_event;
pub mod sanction_issuer;
pub mod sanction_measure;
pub mod sanction_program;
pub mod sanction_target;
pub mod sequence;
pub mod source;
pub mod statement;
pub mod statement_addressee;
pub mod statement_event;
pub mod status_change;
pub mod table;
pub mod translation;
pub mod value;
