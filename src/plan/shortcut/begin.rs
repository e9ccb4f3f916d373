//! Lists of the events of one party or one country begin with its own.

use super::{flatten, in_order_of, prune};
use crate::plan::{
    bind::{Bind, Conversion},
    compile::Compiler,
    level::{Cond, From, Op, Operand, Param, Select},
};

impl Compiler<'_> {
    /// Lets a question about events begin with those of a party or a country, if it asks for them.
    pub fn begin(&mut self, select: &mut Select) {
        let event = select.from[0].alias;
        for at in 0..select.conditions.len() {
            if let Some(Taking { party, all }) = taking(&select.conditions[at], event, &self.binds.0) {
                if all {
                    select.conditions.remove(at);
                }
                return self.replace(select, "party_event", "party_id", Operand::First(Box::new(party)));
            }
        }
        // the events of a country may be many: sorted they would cost more than to look for them in another order
        if !in_order_of(select, &Operand::Col(event, "occurred_earliest")) {
            return;
        }
        let place = select.from.iter().find(|from| {
            from.table == "place" && from.on == Some(("id", Operand::Col(event, "place_id"))) && from.rows.is_none()
        });
        let Some(country) = place.map(|place| Operand::Col(place.alias, "country")) else { return };
        for at in 0..select.conditions.len() {
            if let Cond::Compare(column, Op::Eq, word @ Operand::Param(Param::Bind(_))) = &select.conditions[at]
                && *column == country
            {
                let word = word.clone();
                select.conditions.remove(at);
                return self.replace(select, "country_event", "country", word);
            }
        }
    }

    /// Begins with the rows of `table` whose `column` is `key`, which know of an event its key and its days.
    fn replace(&mut self, select: &mut Select, table: &'static str, column: &'static str, key: Operand) {
        let (event, alias) = (select.from[0].alias, self.alias());
        known(select, event, alias);
        select.from[0].on = Some(("id", Operand::Col(alias, "event_id")));
        select.from.insert(0, From { table, rows: None, sought: None, alias, on: None, inner: false });
        select.conditions.insert(0, Cond::Compare(Operand::Col(alias, column), Op::Eq, key));
        prune(select);
    }
}

/// Reads of the events `event` what `alias` knows of them from there.
pub fn known(select: &mut Select, event: usize, alias: usize) {
    select.operands(&mut |operand| {
        if let Operand::Col(of, name) = operand
            && *of == event
        {
            *name = match *name {
                "id" => "event_id",
                "occurred_earliest" => "earliest",
                "occurred_latest" => "latest",
                _ => return,
            };
            *of = alias;
        }
    });
}

/// A condition that a certain party takes part.
struct Taking {
    /// Its key.
    party: Select,
    /// Whether that is all that the condition asks.
    all: bool,
}

/// What `cond` says of who takes part in `event`.
fn taking(cond: &Cond, event: usize, binds: &[Bind]) -> Option<Taking> {
    let Cond::Exists(inner) = cond else { return None };
    let [parts, joined @ ..] = &inner.from[..] else { return None };
    if parts.table != "participation" {
        return None;
    }
    let part = |name| Operand::Col(parts.alias, name);
    let mut asked = inner.conditions.clone();
    flatten(&mut asked);
    let link = Cond::Compare(part("event_id"), Op::Eq, Operand::Col(event, "id"));
    let at = asked.iter().position(|cond| *cond == link)?;
    asked.remove(at);
    // it is never NULL
    asked.retain(|cond| *cond != Cond::Not(Box::new(Cond::Null(part("party_id")))));

    let find = |table| {
        let on = Some(("id", part("party_id")));
        joined.iter().find(|from| from.table == table && from.on == on).map(|from| from.alias)
    };
    let (record, party) = (find("record")?, find("party"));
    let at = asked.iter().position(|cond| is_identity(cond, record, party, binds))?;
    let identity = asked.remove(at);
    let mut key = Select::of("record", record);
    key.columns.push(Operand::Col(record, "id"));
    if let Some(party) = party {
        let on = Some(("id", Operand::Col(record, "id")));
        key.from.push(From { table: "party", rows: None, sought: None, alias: party, on, inner: false });
    }
    key.conditions.push(identity);
    Some(Taking { party: key, all: asked.is_empty() })
}

/// Whether a condition asks for the party of one id: in each of its cases for the identity in the same id, with
/// whatever word a party's row has for such.
fn is_identity(cond: &Cond, record: usize, party: Option<usize>, binds: &[Bind]) -> bool {
    let Cond::Or(cases) = cond else { return false };
    let mut source = None;
    !cases.is_empty()
        && cases.iter().all(|case| {
            let mut all = vec![case.clone()];
            flatten(&mut all);
            let mut found = false;
            let known = all.iter().all(|cond| match cond {
                Cond::Compare(Operand::Col(of, "uid"), Op::Eq, Operand::Param(Param::Bind(bind))) if *of == record => {
                    let bind = &binds[*bind];
                    found = matches!(bind.conversion, Conversion::Identity(_));
                    found && *source.get_or_insert(&bind.source) == &bind.source
                }
                Cond::Compare(Operand::Col(of, "party_type"), Op::Eq, Operand::Word(_)) => party == Some(*of),
                _ => false,
            });
            known && found
        })
}
