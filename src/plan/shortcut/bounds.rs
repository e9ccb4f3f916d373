//! What follows from conditions on the days of events, said so that an index can use it.

use super::{DAYS, in_order_of};
use crate::plan::{
    compile::Compiler,
    level::{Cond, Op, Operand, Select, SortKey},
};

impl Compiler<'_> {
    /// Bounds the first days of events in a question by what is asked of their last days: an index begins with the
    /// first. They end no later than they may begin; and none that ends so late begins before the earliest month of
    /// those that do.
    pub fn bound(&mut self, select: &mut Select) {
        let base = &select.from[0];
        let Some((_, first, last)) = DAYS.iter().find(|(table, ..)| *table == base.table) else { return };
        let [first, last] = [first, last].map(|name| Operand::Col(base.alias, name));
        // another order's index would no longer be the one to be read
        if !in_order_of(select, &first) {
            return;
        }
        let compared = |column: &Operand, with: Op| {
            select.conditions.iter().find_map(|cond| match cond {
                Cond::Compare(left, op, right) if left == column && *op == with => Some(right.clone()),
                _ => None,
            })
        };
        let (begin, end, open) = (compared(&first, Op::Ge), compared(&last, Op::Le), compared(&last, Op::Ge));
        if let (Some(_), Some(end)) = (begin, end) {
            select.conditions.push(Cond::Compare(first.clone(), Op::Le, end));
        }
        if let Some(open) = open {
            let alias = self.alias();
            let mut earliest = Select::of("event_tally", alias);
            earliest.columns.push(Operand::Col(alias, "earliest"));
            earliest.conditions.push(Cond::Compare(Operand::Col(alias, "latest"), Op::Ge, open));
            // a key begins with the month
            earliest.order.push(SortKey { operand: Operand::Col(alias, "key"), descending: false, nullable: false });
            select.conditions.push(Cond::Compare(first, Op::Ge, Operand::First(Box::new(earliest))));
        }
    }
}
