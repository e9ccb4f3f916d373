//! A text of a record in another language.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "translation")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose text it is.
    pub record_id: i64,
    /// Which of its texts: `title`, `summary`, `description` or `text`.
    #[sea_orm(column_type = "Text")]
    pub field: String,
    /// Order among the translations of one text, from 0.
    pub position: i32,
    /// BCP 47.
    #[sea_orm(column_type = "Text")]
    pub language: String,
    /// The text in that language.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Whether a machine translated it.
    pub machine: bool,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `record_id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::RecordId", to = "super::record::Column::Id")]
    Record,
}

impl ActiveModelBehavior for ActiveModel {}
