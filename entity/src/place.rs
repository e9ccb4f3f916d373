//! A place.

use sea_orm::entity::prelude::*;

use crate::value::PlaceKind;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    /// The key it shares with its row in `record`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `record`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// The name to show.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The name folded for order and comparison.
    #[sea_orm(column_type = "Text")]
    pub name_folded: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2, upper case.
    #[sea_orm(column_type = "Text")]
    pub country: Option<String>,
    /// WGS 84, degrees north.
    pub latitude: Option<f64>,
    /// WGS 84, degrees east.
    pub longitude: Option<f64>,
    /// Its extent as RFC 7946 GeoJSON geometry.
    #[sea_orm(column_type = "Text")]
    pub geometry: Option<String>,
    /// The place it lies in.
    pub parent_id: Option<i64>,
    /// Its point's geohash, nine characters; null where it has none.
    #[sea_orm(column_type = "Text")]
    pub geohash: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::Id", to = "super::record::Column::Id")]
    Record,
    /// `parent_id`.
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id")]
    Parent,
}

impl ActiveModelBehavior for ActiveModel {}
