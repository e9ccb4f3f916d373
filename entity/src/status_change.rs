//! A change in a sanction's status; the last one says where it stands.

use sea_orm::entity::prelude::*;

use crate::value::{DatePrecision, SanctionStatus};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "status_change")]
pub struct Model {
    /// The key it shares with its row in `link`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The sanction.
    pub sanction_id: i64,
    /// Order within the history, from 0; settles changes of one day.
    pub position: i32,
    /// The status from then on.
    pub status: SanctionStatus,
    /// When it changed, as EDTF text; the other `changed_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub changed_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub changed_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub changed_latest: Option<String>,
    /// How well it is known.
    pub changed_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub changed_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub changed_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub changed_text: Option<String>,
    /// The event that changed it.
    pub event_id: Option<i64>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::link::Entity", from = "Column::Id", to = "super::link::Column::Id")]
    Link,
    /// `sanction_id`.
    #[sea_orm(belongs_to = "super::sanction::Entity", from = "Column::SanctionId", to = "super::sanction::Column::Id")]
    Sanction,
    /// `event_id`.
    #[sea_orm(belongs_to = "super::event::Entity", from = "Column::EventId", to = "super::event::Column::Id")]
    Event,
}

impl ActiveModelBehavior for ActiveModel {}
