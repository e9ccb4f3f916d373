//! Columns and the steps between tables, as the entities define them.

use sea_orm::{ColumnTrait, Identity, RelationDef};

/// A column of a table, as the entity defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Col {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub name: &'static str,
    /// Whether it may hold NULL.
    pub nullable: bool,
}

/// The description of an entity's column.
pub fn col<C: ColumnTrait>(column: C) -> Col {
    let table = match column.entity_name().inner() {
        std::borrow::Cow::Borrowed(name) => name,
        std::borrow::Cow::Owned(name) => name.leak(),
    };
    Col { table, name: column.as_str(), nullable: column.def().is_null() }
}

/// A step along a foreign key: `from` holds the key that `to` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// The column at the near end.
    pub from: Col,
    /// The column at the far end.
    pub to: Col,
}

/// The step an entity's relation describes, from the foreign key to the key.
pub fn join(relation: RelationDef) -> Join {
    let nullable = |table: &'static str, name: &'static str, nullable: bool| Col { table, name, nullable };
    let from = nullable(table_name(&relation.from_tbl), column_name(&relation.from_col), true);
    let to = nullable(table_name(&relation.to_tbl), column_name(&relation.to_col), false);
    Join { from, to }
}

/// The same step walked backwards, from the key to the rows that hold it.
pub fn back(relation: RelationDef) -> Join {
    let Join { from, to } = join(relation);
    Join { from: to, to: from }
}

fn table_name(table: &sea_orm::sea_query::TableRef) -> &'static str {
    let name = table.sea_orm_table().to_string();
    name.leak()
}

fn column_name(identity: &Identity) -> &'static str {
    match identity {
        Identity::Unary(name) => name.to_string().leak(),
        _ => panic!("relations here have one column"),
    }
}

/// From a row to many: the rows of `to`'s table that hold `from`, then along `then` to the target.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The column of the near row whose value the far rows hold.
    pub from: Col,
    /// The far rows' column that holds it.
    pub to: Col,
    /// A further step, where `to` is the table of a link between the two.
    pub then: Option<Join>,
}

/// The rows whose `relation` leads here.
pub fn many(relation: RelationDef) -> Link {
    let Join { from, to } = back(relation);
    Link { from, to, then: None }
}

/// The rows reached over a table of links: `here` and `there` are that table's relations.
pub fn across(here: RelationDef, there: RelationDef) -> Link {
    Link { then: Some(join(there)), ..many(here) }
}
