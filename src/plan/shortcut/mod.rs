//! Questions about events, put so that tables which were worked out beforehand answer them: the events of a party and
//! of a country by time, tallies by month and country. What is asked stays the same, and so does every answer; a
//! question in which nothing is recognised is left as it is.
//!
//! Goes over a finished plan, so that nothing else needs to know of it.

mod begin;
mod bounds;
mod distinct;
mod tally;

use super::{
    compile::Compiler,
    level::{Answer, Cond, Level, Operand, Param, Select},
    page::Slot,
};

/// The columns of a table with the first and the last day of its events.
const DAYS: [(&str, &str, &str); 3] = [
    ("event", "occurred_earliest", "occurred_latest"),
    ("party_event", "earliest", "latest"),
    ("country_event", "earliest", "latest"),
];

impl Compiler<'_> {
    /// Takes the shortcuts there are in a question.
    pub fn shorten(&mut self, level: &mut Level) {
        // rows that are found are asked for by what finds them
        if level.select.from.is_empty() {
            return;
        }
        if let Answer::Page(page) = &level.answer
            && page.wants(|slot| matches!(slot, Slot::Total))
        {
            // how many there are hangs on no order, and on no table that is only shown
            let mut total = Select { columns: Vec::new(), order: Vec::new(), ..level.select.clone() };
            self.shorten_select(&mut total);
            prune(&mut total);
            level.total = Some(total);
        }
        self.shorten_select(&mut level.select);
    }

    fn shorten_select(&mut self, select: &mut Select) {
        if let Some(rows) = &mut select.from[0].rows {
            self.shorten_select(&mut rows.select);
        }
        if select.from[0].table == "event" && !asks_parent(select) {
            flatten(&mut select.conditions);
            if self.tally(select) || self.distinct_parties(select) {
                return;
            }
            self.begin(select);
        }
        self.bound(select);
    }
}

/// Conditions that all hold, one by one.
fn flatten(conditions: &mut Vec<Cond>) {
    fn add(cond: Cond, all: &mut Vec<Cond>) {
        match cond {
            Cond::True => {}
            Cond::And(inner) => inner.into_iter().for_each(|cond| add(cond, all)),
            cond => all.push(cond),
        }
    }
    let mut all = Vec::new();
    std::mem::take(conditions).into_iter().for_each(|cond| add(cond, &mut all));
    *conditions = all;
}

/// Whether a question takes something of the row above.
fn asks_parent(select: &mut Select) -> bool {
    let mut found = false;
    select.operands(&mut |operand| found |= *operand == Operand::Param(Param::Parent));
    found
}

/// Leaves out the tables that were joined by their key and of which nothing is read. SQLite leaves them out of a page,
/// and of a count it does not.
fn prune(select: &mut Select) {
    for at in (1..select.from.len()).rev() {
        let from = &select.from[at];
        let (alias, one) = (from.alias, from.on.as_ref().is_some_and(|(column, _)| *column == "id"));
        if one && !from.inner && from.rows.is_none() && !select.names(alias) {
            select.from.remove(at);
        }
    }
}

/// Whether rows are in no order, or in the order of this column.
fn in_order_of(select: &Select, column: &Operand) -> bool {
    select.order.first().is_none_or(|key| key.operand == *column)
}
