//! A party that a statement is addressed to.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement_addressee")]
pub struct Model {
    /// The statement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: i64,
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: i64,
    /// Order, from 0.
    pub position: i32,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `statement_id`.
    #[sea_orm(
        belongs_to = "super::statement::Entity",
        from = "Column::StatementId",
        to = "super::statement::Column::Id"
    )]
    Statement,
    /// `party_id`.
    #[sea_orm(belongs_to = "super::party::Entity", from = "Column::PartyId", to = "super::party::Column::Id")]
    Party,
}

impl ActiveModelBehavior for ActiveModel {}
