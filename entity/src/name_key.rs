//! A key by which a party is found that a name could be.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
#[sea_orm(table_name = "name_key")]
pub struct Model {
    /// What one of its names sounds like, stands for or is short for, as a hash of 64 bits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: i64,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `party_id`.
    #[sea_orm(belongs_to = "super::party::Entity", from = "Column::PartyId", to = "super::party::Column::Id")]
    Party,
}

impl ActiveModelBehavior for ActiveModel {}
