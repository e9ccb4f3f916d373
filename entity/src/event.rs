//! What happened, was planned, threatened or alleged.

use sea_orm::entity::prelude::*;

use crate::value::{
    CodeScheme, DatePrecision, EventCategory, EventMode, EventScope, Factuality, PlacePrecision, QuadClass,
};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// The key it shares with its row in `record`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `record`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// A single happening or an episode.
    pub scope: EventScope,
    /// Whether it happened.
    pub factuality: Factuality,
    /// What to call it, in the project's own words.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// The title folded for order and comparison.
    #[sea_orm(column_type = "Text")]
    pub title_folded: String,
    /// A few sentences in the project's own words.
    #[sea_orm(column_type = "Text")]
    pub summary: Option<String>,
    /// PLOVER category.
    pub category: EventCategory,
    /// PLOVER mode.
    pub mode: Option<EventMode>,
    /// Quadrant of verbal or material, cooperation or conflict.
    pub quad_class: Option<QuadClass>,
    /// Goldstein scale in tenths, -100 to 100: whole numbers compare and add alike everywhere.
    pub goldstein_tenths: Option<i32>,
    /// Whose code the source gave it.
    pub source_scheme: Option<CodeScheme>,
    /// The source's own code.
    #[sea_orm(column_type = "Text")]
    pub source_code: Option<String>,
    /// The label of that code.
    #[sea_orm(column_type = "Text")]
    pub source_label: Option<String>,
    /// When it occurred, as EDTF text; the other `occurred_` columns are derived from it.
    #[sea_orm(column_type = "Text")]
    pub occurred_edtf: String,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub occurred_earliest: String,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub occurred_latest: String,
    /// How well it is known.
    pub occurred_precision: DatePrecision,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub occurred_approximate: bool,
    /// EDTF `?` or `%`: the source is not sure.
    pub occurred_uncertain: bool,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub occurred_text: Option<String>,
    /// Where.
    pub place_id: Option<i64>,
    /// How exactly the place is known.
    pub place_precision: Option<PlacePrecision>,
    /// Deaths, low estimate.
    pub fatalities_low: Option<i32>,
    /// Deaths, best estimate.
    pub fatalities_best: Option<i32>,
    /// Deaths, high estimate.
    pub fatalities_high: Option<i32>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::Id", to = "super::record::Column::Id")]
    Record,
    /// `place_id`.
    #[sea_orm(belongs_to = "super::place::Entity", from = "Column::PlaceId", to = "super::place::Column::Id")]
    Place,
}

impl ActiveModelBehavior for ActiveModel {}
