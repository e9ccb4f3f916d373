//! A measure or bundle of measures by some parties against others.

use sea_orm::entity::prelude::*;

use crate::value::DatePrecision;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction")]
pub struct Model {
    /// The key it shares with its row in `record`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `record`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// What to call it, in the project's own words.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// The title folded for order and comparison.
    #[sea_orm(column_type = "Text")]
    pub title_folded: String,
    /// When it was announced or listed, as EDTF text; the other `announced_` columns are derived from it. Null when not
    /// known.
    #[sea_orm(column_type = "Text")]
    pub announced_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub announced_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub announced_latest: Option<String>,
    /// How well it is known.
    pub announced_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub announced_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub announced_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub announced_text: Option<String>,
    /// When it took effect, as EDTF text; the other `effective_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub effective_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub effective_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub effective_latest: Option<String>,
    /// How well it is known.
    pub effective_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub effective_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub effective_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub effective_text: Option<String>,
    /// When it is due to run out, as EDTF text; the other `expires_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub expires_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub expires_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub expires_latest: Option<String>,
    /// How well it is known.
    pub expires_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub expires_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub expires_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub expires_text: Option<String>,
    /// When it ended, as EDTF text; the other `ended_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub ended_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub ended_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub ended_latest: Option<String>,
    /// How well it is known.
    pub ended_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub ended_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub ended_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub ended_text: Option<String>,
    /// The programme it belongs to.
    pub program_id: Option<i64>,
    /// The legal act it rests on.
    #[sea_orm(column_type = "Text")]
    pub legal_basis: Option<String>,
    /// Why, as its issuer gives it.
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
    /// What exactly it covers.
    #[sea_orm(column_type = "Text")]
    pub scope: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::Id", to = "super::record::Column::Id")]
    Record,
    /// `program_id`.
    #[sea_orm(
        belongs_to = "super::sanction_program::Entity",
        from = "Column::ProgramId",
        to = "super::sanction_program::Column::Id"
    )]
    Program,
}

impl ActiveModelBehavior for ActiveModel {}
