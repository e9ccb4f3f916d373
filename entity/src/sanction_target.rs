//! A party that a sanction is against.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction_target")]
pub struct Model {
    /// The sanction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sanction_id: i64,
    /// The target.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: i64,
    /// Order, from 0.
    pub position: i32,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `sanction_id`.
    #[sea_orm(belongs_to = "super::sanction::Entity", from = "Column::SanctionId", to = "super::sanction::Column::Id")]
    Sanction,
    /// `party_id`.
    #[sea_orm(belongs_to = "super::party::Entity", from = "Column::PartyId", to = "super::party::Column::Id")]
    Party,
}

impl ActiveModelBehavior for ActiveModel {}
