//! The events of a party by time, each once, however many parts it had in it. Derived from participations and events.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "party_event")]
pub struct Model {
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: i64,
    /// The first day the event may be.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub earliest: String,
    /// The last day it may be.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub latest: String,
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: i64,
}

/// Nothing: it is worked out of other tables, and follows them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
