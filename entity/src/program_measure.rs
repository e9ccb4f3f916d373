//! A measure that a programme uses.

use sea_orm::entity::prelude::*;

use crate::value::Measure;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "program_measure")]
pub struct Model {
    /// The programme.
    #[sea_orm(primary_key, auto_increment = false)]
    pub program_id: i64,
    /// The measure.
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Measure,
    /// Order, from 0.
    pub position: i32,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `program_id`.
    #[sea_orm(
        belongs_to = "super::sanction_program::Entity",
        from = "Column::ProgramId",
        to = "super::sanction_program::Column::Id"
    )]
    Program,
}

impl ActiveModelBehavior for ActiveModel {}
