//! The key space that organizations and persons share, and what both have.

use sea_orm::entity::prelude::*;

use crate::value::PartyType;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "party")]
pub struct Model {
    /// The key it shares with its row in `record`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `record`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// Whether `organization` or `person` holds the rest.
    pub party_type: PartyType,
    /// The name to show.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The name folded for order and comparison.
    #[sea_orm(column_type = "Text")]
    pub name_folded: String,
    /// ISO 3166-1 alpha-2, upper case; null where it has none or the source gives none.
    #[sea_orm(column_type = "Text")]
    pub country: Option<String>,
}

/// What it belongs to, and what belongs to it under the same key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::Id", to = "super::record::Column::Id")]
    Record,
    /// The rest of an organization, which belongs to this row.
    #[sea_orm(has_one = "super::organization::Entity")]
    Organization,
    /// The rest of a person, which belongs to this row.
    #[sea_orm(has_one = "super::person::Entity")]
    Person,
}

impl ActiveModelBehavior for ActiveModel {}
