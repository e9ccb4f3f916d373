//! A page: its window, and what is written of it and of the connection around it.

use super::{Part, bind::Datum, level::Param};

/// A page: its window and what is written of it.
#[derive(Debug)]
pub struct Page {
    /// Read from the end.
    pub backward: bool,
    /// The bind that holds its size.
    pub size: usize,
    /// The bind that holds the cursor behind which it lies.
    pub after: Option<usize>,
    /// The bind that holds the cursor before which it lies.
    pub before: Option<usize>,
    /// The order's hash, which its cursors carry.
    pub ordering: u32,
    /// The columns of the order's keys, where cursors or edges are asked for.
    pub keys: Vec<usize>,
    /// What is written, in order.
    pub slots: Vec<Slot>,
}

/// A piece of a connection.
#[derive(Debug)]
pub enum Slot {
    /// Bytes as they are.
    Literal(Vec<u8>),
    /// The rows as a list, each written so.
    Rows(Vec<Part>),
    /// Whether there is more behind.
    HasNext,
    /// Whether there is more before.
    HasPrevious,
    /// The first row's cursor.
    StartCursor,
    /// The last row's cursor.
    EndCursor,
    /// How many rows there are in all.
    Total,
    /// The answer to another question about the same list.
    Level(usize),
}

impl Page {
    /// Whether a piece like this is asked for.
    pub fn wants(&self, test: impl Fn(&Slot) -> bool) -> bool {
        self.slots.iter().any(test)
    }

    /// What is written of a row, for each list of them.
    pub fn lists(&self) -> impl Iterator<Item = &[Part]> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Rows(parts) => Some(parts.as_slice()),
            _ => None,
        })
    }

    /// How many rows a request wants of it.
    pub fn size(&self, values: &[Datum]) -> i64 {
        match values[self.size] {
            Datum::Int(size) => size,
            _ => unreachable!("a page size is a number"),
        }
    }

    /// Whether its rows matter.
    pub fn reads(&self) -> bool {
        self.wants(|slot| !matches!(slot, Slot::Literal(_) | Slot::Total | Slot::Level(_)))
    }

    /// Whether it matters if the walk could go on behind its last row.
    pub fn looks_ahead(&self) -> bool {
        self.wants(|slot| matches!((slot, self.backward), (Slot::HasNext, false) | (Slot::HasPrevious, true)))
    }

    /// Whether it must be looked for rows of the list behind the page: it was told to end before a cursor.
    pub fn probes_behind(&self) -> bool {
        self.before.is_some() && self.wants(|slot| matches!(slot, Slot::HasNext))
    }

    /// Whether it must be looked for rows of the list before the page: it was told to begin behind a cursor.
    pub fn probes_before(&self) -> bool {
        self.after.is_some() && self.wants(|slot| matches!(slot, Slot::HasPrevious))
    }

    /// Where the cursor is bound behind which the walk begins.
    pub fn start(&self) -> Option<fn(usize) -> Param> {
        if self.backward { self.before.map(|_| Param::Before as _) } else { self.after.map(|_| Param::After as _) }
    }

    /// Where the cursor is bound before which the walk ends.
    pub fn end(&self) -> Option<fn(usize) -> Param> {
        if self.backward { self.after.map(|_| Param::After as _) } else { self.before.map(|_| Param::Before as _) }
    }
}
