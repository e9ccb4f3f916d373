//! A name of a party or place.

use sea_orm::entity::prelude::*;

use crate::value::NameKind;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "name")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose name it is.
    pub record_id: i64,
    /// Order among its bearer's names, from 0.
    pub position: i32,
    /// The name as written.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// The name folded for search and comparison.
    #[sea_orm(column_type = "Text")]
    pub folded: String,
    /// What the name is to its bearer.
    pub kind: NameKind,
    /// BCP 47; null where it belongs to no language or is not known.
    #[sea_orm(column_type = "Text")]
    pub language: Option<String>,
    /// ISO 15924, e.g. `Latn`, `Arab`.
    #[sea_orm(column_type = "Text")]
    pub script: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `record_id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::RecordId", to = "super::record::Column::Id")]
    Record,
}

impl ActiveModelBehavior for ActiveModel {}
