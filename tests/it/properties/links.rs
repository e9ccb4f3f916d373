//! What is found by following links, on generated records: the same as by a plain search over all of them.

mod chain;
mod dyads;
mod paths;
mod web;
