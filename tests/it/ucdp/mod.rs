//! Real events that others recorded: 1,000 rows of UCDP's Georeferenced Event Dataset, through a small converter, and
//! read back whole.

mod convert;
mod countries;
mod file;
mod walk;
