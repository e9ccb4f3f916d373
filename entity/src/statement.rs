//! What somebody said.

use sea_orm::entity::prelude::*;

use crate::value::{DatePrecision, StatementKind};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    /// The key it shares with its row in `record`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `record`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// The words; verbatim where `verbatim` says so.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Quotation, or paraphrase.
    pub verbatim: bool,
    /// BCP 47, of `text` as printed.
    #[sea_orm(column_type = "Text")]
    pub language: String,
    /// What the statement does.
    pub kind: StatementKind,
    /// Who said it; null for institutions and where unknown.
    pub speaker_id: Option<i64>,
    /// The speaker as the source prints it.
    #[sea_orm(column_type = "Text")]
    pub speaker_label: Option<String>,
    /// The organization spoken for.
    pub on_behalf_of_id: Option<i64>,
    /// Whether it is only alleged that this was said.
    pub alleged: bool,
    /// When it was said, as EDTF text; the other `said_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub said_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub said_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub said_latest: Option<String>,
    /// How well it is known.
    pub said_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub said_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub said_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub said_text: Option<String>,
    /// The longer statement of which this is one contiguous quotation.
    pub part_of_id: Option<i64>,
    /// How it was made known: press release, website, interview …
    #[sea_orm(column_type = "Text")]
    pub channel: Option<String>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::record::Entity", from = "Column::Id", to = "super::record::Column::Id")]
    Record,
    /// `speaker_id`.
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::SpeakerId", to = "super::person::Column::Id")]
    Speaker,
    /// `on_behalf_of_id`.
    #[sea_orm(
        belongs_to = "super::organization::Entity",
        from = "Column::OnBehalfOfId",
        to = "super::organization::Column::Id"
    )]
    OnBehalfOf,
    /// `part_of_id`.
    #[sea_orm(belongs_to = "Entity", from = "Column::PartOfId", to = "Column::Id")]
    PartOf,
}

impl ActiveModelBehavior for ActiveModel {}
