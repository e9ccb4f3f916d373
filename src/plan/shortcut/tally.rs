//! Groups of events by months and longer times, and by country, are summed up from tallies.

use crate::{
    catalog::Interval,
    plan::{
        compile::Compiler,
        level::{Cond, Operand, Select},
    },
};

/// The columns with how many events have a number, and its sum.
const NUMBERS: [(&str, &str); 4] = [
    ("goldstein_tenths", "goldsteins"),
    ("fatalities_low", "fatalities_lows"),
    ("fatalities_best", "fatalities_bests"),
    ("fatalities_high", "fatalities_highs"),
];

/// The tables whose columns tallies have.
struct Tallies {
    event: usize,
    place: Option<usize>,
    tally: usize,
}

impl Compiler<'_> {
    /// Sums tallies up, if all that is asked can be told from them.
    pub fn tally(&mut self, select: &mut Select) -> bool {
        if select.grouped == 0 || select.distinct {
            return false;
        }
        let event = select.from[0].alias;
        let place = match &select.from[1..] {
            [] => None,
            [only] if only.table == "place" && only.on == Some(("id", Operand::Col(event, "place_id"))) => {
                Some(only.alias)
            }
            _ => return false,
        };
        let tallies = Tallies { event, place, tally: self.alias() };
        let columns: Option<Vec<Operand>> = select.columns.iter().map(|column| tallies.column(column)).collect();
        let (Some(columns), true) = (columns, select.conditions.iter().all(|cond| tallies.tells(cond))) else {
            return false;
        };
        let mut conditions = std::mem::take(&mut select.conditions);
        for cond in &mut conditions {
            cond.operands(&mut |operand| {
                if let Operand::Col(alias, _) = operand {
                    *alias = tallies.tally;
                }
            });
        }
        *select = Select { columns, conditions, grouped: select.grouped, ..Select::of("event_tally", tallies.tally) };
        true
    }
}

impl Tallies {
    /// A column of the groups.
    fn column(&self, operand: &Operand) -> Option<Operand> {
        let tally = |name| Operand::Col(self.tally, name);
        let of = |operand: &Operand| match operand {
            Operand::Col(alias, name) if *alias == self.event => Some(*name),
            _ => None,
        };
        let number = |operand: &Operand| of(operand).and_then(|name| NUMBERS.iter().find(|known| known.0 == name));
        Some(match operand {
            Operand::Time(interval @ (Interval::Month | Interval::Quarter | Interval::Year), earliest, latest)
                if of(earliest) == Some("occurred_earliest") && of(latest) == Some("occurred_latest") =>
            {
                Operand::Time(*interval, Box::new(tally("earliest")), Box::new(tally("latest")))
            }
            Operand::Col(alias, "country") if Some(*alias) == self.place => tally("country"),
            Operand::GroupSize => Operand::Sum(Box::new(tally("events"))),
            Operand::Sum(inner) => Operand::Sum(Box::new(tally(number(inner)?.0))),
            Operand::Known(inner) => Operand::Sum(Box::new(tally(number(inner)?.1))),
            _ => return None,
        })
    }

    /// Whether a condition asks for nothing but the country.
    fn tells(&self, cond: &Cond) -> bool {
        let mut told = true;
        cond.clone().operands(&mut |operand| {
            told &= match operand {
                Operand::Col(alias, name) => Some(*alias) == self.place && *name == "country",
                Operand::Param(_) | Operand::Word(_) => true,
                _ => false,
            }
        });
        told
    }
}
