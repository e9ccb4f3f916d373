//! An organization, from a state to a group of people named only together.

use sea_orm::entity::prelude::*;

use crate::value::OrganizationKind;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    /// The key it shares with its row in `party`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// What kind it is.
    pub kind: OrganizationKind,
    /// PLOVER sector code, e.g. `GOV`, `MED`, `MNC`.
    #[sea_orm(column_type = "Text")]
    pub sector: Option<String>,
    /// The organization it is part of.
    pub parent_id: Option<i64>,
    /// Its website.
    #[sea_orm(column_type = "Text")]
    pub website: Option<String>,
    /// Who it is, in a sentence.
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::party::Entity", from = "Column::Id", to = "super::party::Column::Id")]
    Party,
    /// `parent_id`.
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id")]
    Parent,
}

impl Related<super::party::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Party.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
