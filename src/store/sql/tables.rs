//! The tables of a question as SQL text, and which of their rows.

use crate::plan::{Cond, From, Op, Operand, Searched, Select};

use super::{search::Ranks, text::Text};

impl Text {
    /// The tables and conditions of a query. What is added stands first: of two bounds for one range of an index SQLite
    /// takes the one that it meets first, and that of a cursor is the closer one.
    pub fn source(&mut self, select: &Select, more: &[Cond]) {
        self.tables.extend(select.from.iter().map(|from| (from.alias, from.clone())));
        let is_ranks = |from: &&From| matches!(from.sought, Some(Searched::Ranked(..)));
        let ranks = select.from.iter().find(is_ranks);
        let first = ranks.filter(|_| self.ranks == Ranks::First).and_then(|from| self.ranks_first(from));
        let without = self.ranks != Ranks::Beside;
        for (index, from) in select.from.iter().filter(|from| !(without && is_ranks(from))).enumerate() {
            self.table(from, index == 0 && first.is_some());
        }
        let more = first.iter().chain(more);
        let all: Vec<&Cond> = more.chain(&select.conditions).filter(|cond| !cond.is_trivial()).collect();
        for (index, cond) in all.into_iter().enumerate() {
            self.push(if index == 0 { " WHERE " } else { " AND " });
            self.cond(cond);
        }
    }

    /// The table of ranks before all others; gives what joins it to them.
    fn ranks_first(&mut self, from: &From) -> Option<Cond> {
        let (Some(Searched::Ranked(_, words)), Some((column, key))) = (&from.sought, &from.on) else { return None };
        self.ranked = Some((key.clone(), *words));
        self.table(&From { on: None, ..from.clone() }, false);
        Some(Cond::Compare(Operand::Col(from.alias, column), Op::Eq, key.clone()))
    }

    /// A table; `behind` another, of which each row is looked up in it.
    fn table(&mut self, from: &From, behind: bool) {
        match &from.on {
            None => self.push(if behind { " CROSS JOIN " } else { " FROM " }),
            Some(_) => self.push(if from.inner { " JOIN " } else { " LEFT JOIN " }),
        }
        match (&from.rows, &from.sought) {
            (None, None) => self.write(format_args!("\"{}\" t{}", from.table, from.alias)),
            (rows, sought) => {
                self.push("(");
                rows.iter().for_each(|rows| self.rows(rows));
                sought.iter().for_each(|sought| self.sought(sought));
                self.write(format_args!(") t{}", from.alias));
            }
        }
        if let Some((column, to)) = &from.on {
            self.write(format_args!(" ON t{}.\"{column}\" = ", from.alias));
            self.operand(to);
        }
    }
}
