//! Where rows stand to a cursor: the ranges of an order's index behind it, and the row that it names.

use crate::plan::{Cond, Op, Operand, Param, SortKey};

/// Where a key of a cursor is bound, by its position.
pub type Key = fn(usize) -> Param;

/// The rows that agree with a cursor in all keys.
pub fn equal(keys: &[SortKey], key: Key) -> Cond {
    Cond::And(
        keys.iter()
            .enumerate()
            .map(|(index, sort)| Cond::Compare(sort.operand.clone(), same(sort), Operand::Param(key(index))))
            .collect(),
    )
}

fn same(key: &SortKey) -> Op {
    if key.nullable { Op::Same } else { Op::Eq }
}

/// The rows strictly behind a cursor as a page is walked, as ranges in that order. NULL stands at the end of the
/// order, so at the beginning when it is walked backward.
pub fn beyond(keys: &[SortKey], backward: bool, key: Key) -> Vec<Cond> {
    let param = |index| Operand::Param(key(index));
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, sort) in keys.iter().enumerate() {
        match groups.last_mut() {
            // the last key, which makes the order unique, stays alone: the index holds it only behind equal others
            Some(group)
                if index + 1 < keys.len()
                    && !sort.nullable
                    && !keys[group.start].nullable
                    && sort.descending == keys[group.start].descending =>
            {
                group.end = index + 1
            }
            _ => groups.push(index..index + 1),
        }
    }
    let mut segments = Vec::new();
    for group in groups.iter().rev() {
        let agree: Vec<Cond> = (0..group.start)
            .map(|index| Cond::Compare(keys[index].operand.clone(), same(&keys[index]), param(index)))
            .collect();
        let sort = &keys[group.start];
        let op = if sort.descending != backward { Op::Lt } else { Op::Gt };
        let further = if group.len() == 1 {
            Cond::Compare(sort.operand.clone(), op, param(group.start))
        } else {
            Cond::Rows(
                group.clone().map(|index| keys[index].operand.clone()).collect(),
                op,
                group.clone().map(param).collect(),
            )
        };
        let segment = |cond: Vec<Cond>| Cond::And(agree.iter().cloned().chain(cond).collect());
        let here = || Cond::Null(param(group.start));
        let null = || Cond::Null(sort.operand.clone());
        let not = |cond| Cond::Not(Box::new(cond));
        segments.push(segment(vec![further]));
        if sort.nullable {
            segments.push(if backward {
                segment(vec![here(), not(null())])
            } else {
                segment(vec![not(here()), null()])
            });
        }
    }
    segments
}
