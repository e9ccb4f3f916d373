//! The events of a country by time. Derived from events and their places; those without a country have no row.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "country_event")]
pub struct Model {
    /// The country of the event's place, ISO 3166-1 alpha-2.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub country: String,
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
