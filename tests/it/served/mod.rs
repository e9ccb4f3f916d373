//! The same program on PostgreSQL: the same bytes, few questions, connections that stay sound.

mod equal;
mod health;
mod retry;
mod trips;
