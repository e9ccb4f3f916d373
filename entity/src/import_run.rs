//! One run of an import into a dataset. Counts are records.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The public identity, unique among import runs.
    pub uid: i64,
    /// The dataset it fed.
    pub dataset_id: i64,
    /// The name of what was read.
    #[sea_orm(column_type = "Text")]
    pub file: String,
    /// SHA-256 of what was read, hexadecimal.
    #[sea_orm(column_type = "Text")]
    pub sha256: String,
    /// When it began, RFC 3339, UTC.
    #[sea_orm(column_type = "Text")]
    pub started_at: String,
    /// When it was finished, RFC 3339, UTC; null while it runs or where it broke off.
    #[sea_orm(column_type = "Text")]
    pub finished_at: Option<String>,
    /// Records read.
    pub read: i32,
    /// Records new to the database.
    pub inserted: i32,
    /// Records changed.
    pub updated: i32,
    /// Records that were already there, alike.
    pub unchanged: i32,
    /// Records left out on purpose.
    pub skipped: i32,
    /// Records refused as faulty.
    pub rejected: i32,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `dataset_id`.
    #[sea_orm(belongs_to = "super::dataset::Entity", from = "Column::DatasetId", to = "super::dataset::Column::Id")]
    Dataset,
}

impl ActiveModelBehavior for ActiveModel {}
