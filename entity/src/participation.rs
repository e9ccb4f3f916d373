//! A party's part in an event.

use sea_orm::entity::prelude::*;

use crate::value::ParticipationRole;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "participation")]
pub struct Model {
    /// The key it shares with its row in `link`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `link`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// The event.
    pub event_id: i64,
    /// The party.
    pub party_id: i64,
    /// The organization it acted for.
    pub on_behalf_of_id: Option<i64>,
    /// What it did or was.
    pub role: ParticipationRole,
    /// Whether its part is only alleged.
    pub alleged: bool,
    /// What the role leaves open, in the project's own words.
    #[sea_orm(column_type = "Text")]
    pub note: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::link::Entity", from = "Column::Id", to = "super::link::Column::Id")]
    Link,
    /// `event_id`.
    #[sea_orm(belongs_to = "super::event::Entity", from = "Column::EventId", to = "super::event::Column::Id")]
    Event,
    /// `party_id`.
    #[sea_orm(belongs_to = "super::party::Entity", from = "Column::PartyId", to = "super::party::Column::Id")]
    Party,
    /// `on_behalf_of_id`.
    #[sea_orm(
        belongs_to = "super::organization::Entity",
        from = "Column::OnBehalfOfId",
        to = "super::organization::Column::Id"
    )]
    OnBehalfOf,
}

impl ActiveModelBehavior for ActiveModel {}
