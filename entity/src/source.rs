//! A document that reports something.

use sea_orm::entity::prelude::*;

use crate::value::DatePrecision;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// The key it shares with its row in `record`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `record`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// Its title; null where it has none or none is known.
    #[sea_orm(column_type = "Text")]
    pub title: Option<String>,
    /// The title folded for order and comparison.
    #[sea_orm(column_type = "Text")]
    pub title_folded: Option<String>,
    /// Its authors in order, a JSON array of strings.
    #[sea_orm(column_type = "Text")]
    pub authors: String,
    /// Who published it.
    pub outlet_id: Option<i64>,
    /// Where it can be read.
    #[sea_orm(column_type = "Text")]
    pub url: Option<String>,
    /// When it was published, as EDTF text; the other `published_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub published_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub published_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub published_latest: Option<String>,
    /// How well it is known.
    pub published_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub published_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub published_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub published_text: Option<String>,
    /// When the archived copy was taken, RFC 3339, UTC.
    #[sea_orm(column_type = "Text")]
    pub retrieved_at: Option<String>,
    /// BCP 47.
    #[sea_orm(column_type = "Text")]
    pub language: Option<String>,
    /// SHA-256 of the archived text, hexadecimal; null when no copy is kept.
    #[sea_orm(column_type = "Text")]
    pub content_hash: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::Id", to = "super::record::Column::Id")]
    Record,
    /// `outlet_id`.
    #[sea_orm(
        belongs_to = "super::organization::Entity",
        from = "Column::OutletId",
        to = "super::organization::Column::Id"
    )]
    Outlet,
}

impl ActiveModelBehavior for ActiveModel {}
