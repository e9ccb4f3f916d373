//! What columns hold, as far as it matters for values that are compared with them.

use std::{collections::HashMap, sync::LazyLock};

use sea_orm::sea_query::ColumnType;

use super::level::{From, NAMES, Operand, Param, Select};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Whole numbers.
    Int,
    /// Text.
    Text,
    /// Truth values.
    Bool,
    /// Floating-point numbers.
    Real,
}

/// What a column holds, as its entity says.
fn of(table: &'static str, column: &'static str) -> Kind {
    static KINDS: LazyLock<HashMap<(&str, &str), Kind>> = LazyLock::new(|| {
        let columns = |table: entity::table::Table| {
            let name = table.name;
            table.columns.into_iter().map(move |(column, def)| ((name, column), held(def.get_column_type())))
        };
        entity::table::tables().into_iter().flat_map(columns).collect()
    });
    *KINDS.get(&(table, column)).expect("plans name columns of entities")
}

fn held(column: &ColumnType) -> Kind {
    match column {
        ColumnType::Integer | ColumnType::BigInteger => Kind::Int,
        ColumnType::Boolean => Kind::Bool,
        ColumnType::Double => Kind::Real,
        _ => Kind::Text,
    }
}

impl Operand {
    /// What it holds, where `column` tells it of a column; `None` for a parameter, which holds what it is
    /// compared with.
    pub fn kind(&self, column: &dyn Fn(usize, &'static str) -> Option<Kind>) -> Option<Kind> {
        match self {
            Self::Col(alias, name) => column(*alias, name),
            Self::Param(Param::Parent | Param::Limit)
            | Self::Count(_)
            | Self::GroupSize
            | Self::Distinct(_)
            | Self::Known(_)
            | Self::Sum(_)
            | Self::Distance(..) => Some(Kind::Int),
            Self::Param(_) => None,
            Self::Word(_) | Self::Lower(_) | Self::Time(..) | Self::Prefix(..) => Some(Kind::Text),
            Self::Coalesce(items) => items.iter().find_map(|item| item.kind(column)),
            Self::First(select) => select.columns.first().and_then(|column| select.kind(column)),
        }
    }
}

impl Select {
    /// What the keys of its order hold.
    pub fn keys(&self) -> Vec<Kind> {
        self.order.iter().map(|key| self.kind(&key.operand).unwrap_or(Kind::Text)).collect()
    }

    /// What an operand over its tables holds.
    pub fn kind(&self, operand: &Operand) -> Option<Kind> {
        operand.kind(&|alias, name| self.from.iter().find(|from| from.alias == alias).and_then(|from| from.kind(name)))
    }
}

impl From {
    /// What a column holds.
    pub fn kind(&self, name: &'static str) -> Option<Kind> {
        let at = || NAMES.iter().position(|known| *known == name);
        match (&self.rows, &self.sought) {
            (Some(rows), _) => rows.select.kind(rows.select.columns.get(at()?)?),
            (None, Some(sought)) => sought.kinds().get(at()?).copied(),
            (None, None) => Some(of(self.table, name)),
        }
    }
}
