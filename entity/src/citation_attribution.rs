//! An organization that the source credits for what is cited.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "citation_attribution")]
pub struct Model {
    /// The citation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub citation_id: i64,
    /// Whom it credits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: i64,
    /// Order, from 0.
    pub position: i32,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `citation_id`.
    #[sea_orm(belongs_to = "super::citation::Entity", from = "Column::CitationId", to = "super::citation::Column::Id")]
    Citation,
    /// `organization_id`.
    #[sea_orm(
        belongs_to = "super::organization::Entity",
        from = "Column::OrganizationId",
        to = "super::organization::Column::Id"
    )]
    Organization,
}

impl ActiveModelBehavior for ActiveModel {}
