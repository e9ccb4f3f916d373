//! The ranges of an order's index in which PostgreSQL is asked for a page.

use crate::{
    plan::{Cond, Op, Operand, Select},
    store::sql::{Key, apart, beyond},
};

/// A range of an order.
pub struct Segment {
    /// Which rows.
    pub cond: Cond,
    /// Whether all its rows have a first key, or none has: then it need not be told where NULL stands.
    pub settled: bool,
}

/// The ranges behind a cursor, or all rows, as a page is walked.
pub fn segments(select: &Select, backward: bool, start: Option<Key>) -> Vec<Segment> {
    let first = &select.order[0];
    let null = Cond::Null(first.operand.clone());
    match start {
        // an index has NULL last when it is walked from its beginning; walked from its end it has NULL first
        None if first.nullable && first.descending => {
            let mut parts = vec![Cond::Not(Box::new(null.clone())), null];
            if backward {
                parts.reverse();
            }
            parts.into_iter().map(|cond| Segment { cond, settled: true }).collect()
        }
        None => vec![Segment { cond: Cond::True, settled: false }],
        Some(start) => beyond(&select.order, backward, start)
            .into_iter()
            .flat_map(apart)
            .map(|cond| Segment { settled: settles(&cond, &first.operand), cond })
            .collect(),
    }
}

/// Whether `cond` says of `key` that it is, or is not, NULL.
fn settles(cond: &Cond, key: &Operand) -> bool {
    match cond {
        Cond::And(all) => all.iter().any(|cond| settles(cond, key)),
        Cond::Compare(column, op, _) => column == key && *op != Op::Same,
        Cond::Rows(columns, ..) => columns.first() == Some(key),
        Cond::Null(column) => column == key,
        Cond::Not(inner) => matches!(&**inner, Cond::Null(column) if column == key),
        _ => false,
    }
}
