//! What an event is to a sanction.

use sea_orm::entity::prelude::*;

use crate::value::SanctionEventKind;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction_event")]
pub struct Model {
    /// The sanction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sanction_id: i64,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i64,
    /// What the event is to it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: SanctionEventKind,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `sanction_id`.
    #[sea_orm(belongs_to = "super::sanction::Entity", from = "Column::SanctionId", to = "super::sanction::Column::Id")]
    Sanction,
    /// `event_id`.
    #[sea_orm(belongs_to = "super::event::Entity", from = "Column::EventId", to = "super::event::Column::Id")]
    Event,
}

impl ActiveModelBehavior for ActiveModel {}
