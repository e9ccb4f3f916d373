//! How many different parties took part in the events of a period: of each party it is asked whether there is one.

use super::begin::known;
use crate::plan::{
    compile::Compiler,
    level::{Cond, From, Op, Operand, Select},
};

/// What a condition on when an event happened reads of it.
const OCCURRED: [&str; 6] = [
    "occurred_edtf",
    "occurred_earliest",
    "occurred_latest",
    "occurred_precision",
    "occurred_approximate",
    "occurred_uncertain",
];

impl Compiler<'_> {
    /// Counts parties, if that is what is asked and nothing but the time of their events matters.
    pub fn distinct_parties(&mut self, select: &mut Select) -> bool {
        let [Operand::Distinct(counted)] = &select.columns[..] else { return false };
        let Operand::Col(alias, name) = **counted else { return false };
        let (event, [_, parts, rest @ ..]) = (select.from[0].alias, &select.from[..]) else { return false };
        if parts.table != "participation" || parts.on != Some(("event_id", Operand::Col(event, "id"))) {
            return false;
        }
        let joined = Some(("id", Operand::Col(parts.alias, "party_id")));
        let table = match rest {
            [] if alias == parts.alias && name == "party_id" => "party",
            [only] if alias == only.alias && name == "id" && only.on == joined => only.table,
            _ => return false,
        };
        let mut conditions = select.conditions.clone();
        let mut plain = true;
        for cond in &mut conditions {
            cond.operands(&mut |operand| {
                plain &= match operand {
                    Operand::Col(of, name) => *of == event && OCCURRED.contains(name),
                    Operand::Param(_) | Operand::Word(_) | Operand::Coalesce(_) => true,
                    _ => false,
                }
            });
        }
        if !plain {
            return false;
        }
        let (party, alias) = (self.alias(), self.alias());
        let mut events = Select::of("party_event", alias);
        let on = Some(("id", Operand::Col(alias, "event_id")));
        events.from.push(From { table: "event", rows: None, sought: None, alias: event, on, inner: false });
        events.conditions = conditions;
        known(&mut events, event, alias);
        super::prune(&mut events);
        events.conditions.insert(0, Cond::Compare(Operand::Col(alias, "party_id"), Op::Eq, Operand::Col(party, "id")));
        self.bound(&mut events);
        *select = Select::of(table, party);
        select.columns.push(Operand::GroupSize);
        select.conditions.push(Cond::Exists(Box::new(events)));
        true
    }
}
