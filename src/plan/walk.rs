//! Going over all operands of a question, wherever they stand in it.

use super::level::{Cond, Operand, Select};

/// What is done with an operand.
pub type Each<'f> = &'f mut dyn FnMut(&mut Operand);

impl Select {
    /// Every operand, those of subqueries included.
    pub fn operands(&mut self, each: Each<'_>) {
        for from in &mut self.from {
            if let Some((_, to)) = &mut from.on {
                to.operands(each);
            }
            if let Some(rows) = &mut from.rows {
                rows.select.operands(each);
            }
        }
        self.columns.iter_mut().for_each(|column| column.operands(each));
        self.conditions.iter_mut().for_each(|cond| cond.operands(each));
        self.order.iter_mut().for_each(|key| key.operand.operands(each));
    }

    /// Whether a column of that table is named anywhere.
    pub fn names(&mut self, alias: usize) -> bool {
        let mut found = false;
        self.operands(&mut |operand| {
            found |= matches!(operand, Operand::Col(of, _) | Operand::Distance(of, _) if *of == alias)
        });
        found
    }
}

impl Operand {
    /// It and every operand within it.
    pub fn operands(&mut self, each: Each<'_>) {
        match self {
            Self::Col(..) | Self::Param(_) | Self::Word(_) | Self::GroupSize | Self::Distance(..) => {}
            Self::Lower(inner) | Self::Distinct(inner) | Self::Known(inner) | Self::Sum(inner) => inner.operands(each),
            Self::Prefix(inner, _) => inner.operands(each),
            Self::Coalesce(items) => items.iter_mut().for_each(|item| item.operands(each)),
            Self::Count(select) | Self::First(select) => select.operands(each),
            Self::Time(_, earliest, latest) => {
                earliest.operands(each);
                latest.operands(each);
            }
        }
        each(self);
    }
}

impl Cond {
    /// Every operand in it.
    pub fn operands(&mut self, each: Each<'_>) {
        match self {
            Self::True | Self::False => {}
            Self::And(all) | Self::Or(all) => all.iter_mut().for_each(|cond| cond.operands(each)),
            Self::Not(inner) => inner.operands(each),
            Self::Compare(left, _, right) => {
                left.operands(each);
                right.operands(each);
            }
            Self::Rows(left, _, right) => left.iter_mut().chain(right).for_each(|operand| operand.operands(each)),
            Self::Null(operand)
            | Self::In(operand, _)
            | Self::Like(operand, ..)
            | Self::Within(operand, _)
            | Self::Located(operand, ..)
            | Self::Search(operand, ..)
            | Self::Truth(operand) => operand.operands(each),
            Self::Exists(select) => select.operands(each),
        }
    }
}
