//! The key of a record in another system, unique within (type, scheme, value).

use sea_orm::entity::prelude::*;

use crate::value::RecordType;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "external_id")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose key it is.
    pub record_id: i64,
    /// The record's type: Iraq the state and Iraq the place may share a value.
    pub record_type: RecordType,
    /// Which system, e.g. `wikidata`, `iso3166-1-a2`.
    #[sea_orm(column_type = "Text")]
    pub scheme: String,
    /// The key there.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// Where it resolves.
    #[sea_orm(column_type = "Text")]
    pub url: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `record_id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::RecordId", to = "super::record::Column::Id")]
    Record,
}

impl ActiveModelBehavior for ActiveModel {}
