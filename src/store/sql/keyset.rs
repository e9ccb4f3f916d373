//! Where rows stand to a cursor: the ranges of an order's index behind it, and the row that it names.

use crate::plan::{Cond, Op, Operand, Param, SortKey};

/// Keys of a cursor that may be NULL and are told apart; beyond that the database compares them as they come.
const TOLD_APART: usize = 3;

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

/// Comparisons that take NULL for equal use no index: a range that has some is split by which keys are NULL. Only one
/// of the pieces has rows.
pub fn apart(cond: Cond) -> Vec<Cond> {
    let Cond::And(all) = cond else { return vec![cond] };
    if all.iter().filter(|cond| compared_with_cursor(cond).is_some()).count() > TOLD_APART {
        return vec![Cond::And(all)];
    }
    let mut ranges = vec![Vec::new()];
    for cond in all {
        match compared_with_cursor(&cond) {
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

fn compared_with_cursor(cond: &Cond) -> Option<(&Operand, &Operand)> {
    match cond {
        Cond::Compare(
            column,
            Op::Same,
            param @ Operand::Param(Param::After(_) | Param::Before(_) | Param::Edge(_)),
        ) => Some((column, param)),
        _ => None,
    }
}
