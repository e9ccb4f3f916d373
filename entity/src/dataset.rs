//! A body of records that came together, with its licence.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dataset")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The public identity, unique among datasets.
    pub uid: i64,
    /// Short readable key, unique, e.g. `iraq-sweden-2023`.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// What to call it.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Under which terms it may be used: an SPDX identifier where there is one.
    #[sea_orm(column_type = "Text")]
    pub license: String,
    /// Whom to credit, ready to print.
    #[sea_orm(column_type = "Text")]
    pub attribution: String,
    /// Where it comes from.
    #[sea_orm(column_type = "Text")]
    pub url: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
