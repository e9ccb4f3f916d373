//! A directed relation between two events.

use sea_orm::entity::prelude::*;

use crate::value::RelationKind;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_relation")]
pub struct Model {
    /// The key it shares with its row in `link`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `link`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// What `from` is to `to`.
    pub kind: RelationKind,
    /// The event that relates.
    pub from_id: i64,
    /// The event it relates to.
    pub to_id: i64,
    /// What the kind leaves open.
    #[sea_orm(column_type = "Text")]
    pub note: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::link::Entity", from = "Column::Id", to = "super::link::Column::Id")]
    Link,
    /// `from_id`.
    #[sea_orm(belongs_to = "super::event::Entity", from = "Column::FromId", to = "super::event::Column::Id")]
    From,
    /// `to_id`.
    #[sea_orm(belongs_to = "super::event::Entity", from = "Column::ToId", to = "super::event::Column::Id")]
    To,
}

impl ActiveModelBehavior for ActiveModel {}
