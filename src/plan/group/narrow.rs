//! A list narrowed to one of its groups: conditions that keep exactly the rows that the group counts.

use crate::{
    catalog::{Dimension, Link},
    plan::{
        compile::{Compiler, Row},
        level::{Cond, Op, Operand, Param, Select},
    },
};

use super::{By, in_role};

impl Compiler<'_> {
    /// Narrows a list to one group; `first` is where its keys begin among those of the groups around it. Says where
    /// they end.
    pub fn narrow(&mut self, select: &mut Select, row: &mut Row, by: &[By<'_>], first: usize) -> usize {
        let group = |at| Operand::Param(Param::Group(at));
        let mut at = first;
        // dimensions behind one link are of one and the same linked row
        let mut linked: Vec<(Link, Vec<(usize, &By<'_>)>)> = Vec::new();
        for by in by {
            match by {
                By::Dimension(Dimension { link: Some(link), .. }) => {
                    match linked.iter_mut().find(|(known, _)| known.to == link.to) {
                        Some((_, all)) => all.push((at, by)),
                        None => linked.push((*link, vec![(at, by)])),
                    }
                }
                By::Time(interval, cols) => {
                    let [earliest, latest] = [cols.earliest, cols.latest].map(|col| self.column(select, row, col));
                    let no_time = Operand::Time(*interval, Box::new(earliest.clone()), Box::new(latest.clone()));
                    let bound = |at, open| Operand::Coalesce(vec![group(at), Operand::Word(open)]);
                    let (from, to) = (bound(at, ""), bound(at + 1, "9999-12-31"));
                    let within = [
                        Cond::Compare(earliest, Op::Ge, from),
                        Cond::Compare(latest, Op::Le, to),
                        Cond::Or(vec![Cond::Not(Box::new(Cond::Null(group(at)))), Cond::Null(no_time.clone())]),
                    ];
                    if cols.earliest.nullable {
                        let none = Cond::And(vec![Cond::Null(group(at)), Cond::Null(no_time)]);
                        select.conditions.push(Cond::Or(vec![Cond::And(within.to_vec()), none]));
                    } else {
                        select.conditions.extend(within);
                    }
                }
                By::Party(roles) => {
                    let alias = self.alias();
                    let mut far = Select::of("participation", alias);
                    let is = |name, value| Cond::Compare(Operand::Col(alias, name), Op::Eq, value);
                    far.conditions = vec![is("event_id", row.key.clone()), is("party_id", group(at))];
                    far.conditions.push(in_role(alias, roles));
                    select.conditions.push(Cond::Exists(Box::new(far)));
                }
                by => {
                    let key = self.key(select, row, by);
                    select.conditions.push(Cond::Compare(key, Op::Same, group(at)));
                }
            }
            at += by.kinds().len();
        }
        for (link, all) in linked {
            let near = row.key.clone();
            let (mut far, _) = self.linked(&link, near.clone());
            let mut none = Vec::new();
            for (at, by) in &all {
                let By::Dimension(Dimension { col, only, .. }) = by else { unreachable!("only these have links") };
                let key = Operand::Col(far.from[0].alias, col.name);
                let cond = match only {
                    Some(table) => {
                        let alias = far.join(table, "id", key, || self.alias());
                        let none = Cond::Not(Box::new(self.any(row, by)));
                        select.conditions.push(Cond::Or(vec![Cond::Not(Box::new(Cond::Null(group(*at)))), none]));
                        Cond::Compare(Operand::Col(alias, "id"), Op::Same, group(*at))
                    }
                    None => Cond::Compare(key, Op::Eq, group(*at)),
                };
                far.conditions.push(cond);
                none.push(Cond::Null(group(*at)));
            }
            none.push(Cond::Not(Box::new(Cond::Exists(Box::new(self.linked(&link, near).0)))));
            select.conditions.push(Cond::Or(vec![Cond::Exists(Box::new(far)), Cond::And(none)]));
        }
        at
    }
}
