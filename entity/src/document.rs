//! The words by which a record is searched.

use sea_orm::entity::prelude::*;

use crate::value::RecordType;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// Whose words they are.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: i64,
    /// What the record is.
    pub record_type: RecordType,
    /// What it is called, in every language, folded; texts are kept apart by `¶`.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// What else it says, likewise.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `record_id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::RecordId", to = "super::record::Column::Id")]
    Record,
}

impl ActiveModelBehavior for ActiveModel {}
