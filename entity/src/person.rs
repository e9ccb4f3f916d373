//! A person.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// The key it shares with its row in `party`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Who it is, in a sentence.
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::party::Entity", from = "Column::Id", to = "super::party::Column::Id")]
    Party,
}

impl Related<super::party::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Party.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
