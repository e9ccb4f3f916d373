//! A measure of a sanction.

use sea_orm::entity::prelude::*;

use crate::value::Measure;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction_measure")]
pub struct Model {
    /// The sanction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sanction_id: i64,
    /// The measure.
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Measure,
    /// Order, from 0.
    pub position: i32,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `sanction_id`.
    #[sea_orm(belongs_to = "super::sanction::Entity", from = "Column::SanctionId", to = "super::sanction::Column::Id")]
    Sanction,
}

impl ActiveModelBehavior for ActiveModel {}
