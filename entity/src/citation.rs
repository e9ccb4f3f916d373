//! Where in which source a record, one of its fields or one of its links rests.

use sea_orm::entity::prelude::*;

use crate::value::Verification;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "citation")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The public identity, unique among citations.
    pub uid: i64,
    /// The source.
    pub source_id: i64,
    /// The record that rests on it.
    pub record_id: i64,
    /// The record's link that rests on it; null for the record itself.
    pub link_id: Option<i64>,
    /// The field it supports; null for the whole.
    #[sea_orm(column_type = "Text")]
    pub field: Option<String>,
    /// The passage, character for character (W3C TextQuoteSelector).
    #[sea_orm(column_type = "Text")]
    pub exact: Option<String>,
    /// Text before the passage, where needed to find it.
    #[sea_orm(column_type = "Text")]
    pub prefix: Option<String>,
    /// Text after the passage, where needed to find it.
    #[sea_orm(column_type = "Text")]
    pub suffix: Option<String>,
    /// Where in the source: a page, a paragraph.
    #[sea_orm(column_type = "Text")]
    pub locator: Option<String>,
    /// Whether the passage was found.
    pub verification: Verification,
    /// The credit as printed where it names nobody.
    #[sea_orm(column_type = "Text")]
    pub attribution_label: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `source_id`.
    #[sea_orm(belongs_to = "super::source::Entity", from = "Column::SourceId", to = "super::source::Column::Id")]
    Source,
    /// `record_id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::RecordId", to = "super::record::Column::Id")]
    Record,
    /// `link_id`.
    #[sea_orm(belongs_to = "super::link::Entity", from = "Column::LinkId", to = "super::link::Column::Id")]
    Link,
}

impl ActiveModelBehavior for ActiveModel {}
