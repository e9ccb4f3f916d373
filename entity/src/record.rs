//! The key space that all nouns share, and what every record has.

use sea_orm::entity::prelude::*;

use crate::value::{RecordType, ReviewStatus};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which noun's table holds the rest.
    pub record_type: RecordType,
    /// The public identity, unique: its 64 bits, written with the noun's prefix, are the id in the API.
    pub uid: i64,
    /// Short readable key for addresses, unique within its type.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// The dataset it came with.
    pub dataset_id: i64,
    /// How far it has been checked.
    pub review_status: ReviewStatus,
    /// Counts the changes, from 1.
    pub version: i32,
    /// The number in `sequence` of the last change.
    pub change_seq: i64,
    /// When it was first recorded, RFC 3339, UTC, milliseconds.
    #[sea_orm(column_type = "Text")]
    pub recorded_at: String,
    /// When it was last changed, RFC 3339, UTC, milliseconds.
    #[sea_orm(column_type = "Text")]
    pub updated_at: String,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `dataset_id`.
    #[sea_orm(belongs_to = "super::dataset::Entity", from = "Column::DatasetId", to = "super::dataset::Column::Id")]
    Dataset,
}

impl ActiveModelBehavior for ActiveModel {}
