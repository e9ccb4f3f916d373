//! The ranges of an order's index in which PostgreSQL is asked for a page.

use crate::{
    plan::{Cond, Op, Operand, Param, Select},
    store::sql::{Key, beyond},
};

/// Keys of a cursor that may be NULL and are told apart; beyond that the database compares them as they come.
const TOLD_APART: usize = 3;

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

/// Comparisons that take NULL for equal use no index: a range that has some is split by which keys are NULL. Only one
/// of the pieces has rows.
pub fn apart(cond: Cond) -> Vec<Cond> {
    let Cond::And(all) = cond else { return vec![cond] };
    if all.iter().filter(|cond| same(cond).is_some()).count() > TOLD_APART {
        return vec![Cond::And(all)];
    }
    let mut ranges = vec![Vec::new()];
    for cond in all {
        match same(&cond) {
            None => ranges.iter_mut().for_each(|range: &mut Vec<Cond>| range.push(cond.clone())),
            Some((column, param)) => {
                let without = vec![Cond::Null(param.clone()), Cond::Null(column.clone())];
                let with = vec![Cond::Compare(column.clone(), Op::Eq, param.clone())];
                let joined = |more: &[Cond]| ranges.iter().map(|range| [range, more].concat()).collect::<Vec<_>>();
                ranges = [joined(&with), joined(&without)].concat();
            }
        }
    }
    ranges.into_iter().map(Cond::And).collect()
}

fn same(cond: &Cond) -> Option<(&Operand, &Operand)> {
    match cond {
        Cond::Compare(
            column,
            Op::Same,
            param @ Operand::Param(Param::After(_) | Param::Before(_) | Param::Edge(_)),
        ) => Some((column, param)),
        _ => None,
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
