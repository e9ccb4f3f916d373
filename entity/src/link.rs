//! The key space of the links that carry facts of their own, so that a citation needs one column to point at any.

use sea_orm::entity::prelude::*;

use crate::value::LinkType;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which table holds the rest.
    pub link_type: LinkType,
    /// The public identity, unique.
    pub uid: i64,
    /// The record it belongs to: a participation's event, a relation's `from`, an affiliation's person, a status
    /// change's sanction.
    pub record_id: i64,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `record_id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::RecordId", to = "super::record::Column::Id")]
    Record,
}

impl ActiveModelBehavior for ActiveModel {}
