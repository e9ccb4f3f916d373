//! Rules without input or output, used by every other room.

pub mod identity;
