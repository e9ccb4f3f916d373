//! A person's post or membership in an organization.

use sea_orm::entity::prelude::*;

use crate::value::DatePrecision;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "affiliation")]
pub struct Model {
    /// The key it shares with its row in `link`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The public identity, as in `link`; repeated here so that reading an id needs no join.
    pub uid: i64,
    /// The person.
    pub person_id: i64,
    /// The organization.
    pub organization_id: i64,
    /// The post as the source words it.
    #[sea_orm(column_type = "Text")]
    pub title: Option<String>,
    /// When it began, as EDTF text; the other `began_` columns are derived from it. Null when not known.
    #[sea_orm(column_type = "Text")]
    pub began_edtf: Option<String>,
    /// Its first possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub began_earliest: Option<String>,
    /// Its last possible day, ISO 8601.
    #[sea_orm(column_type = "Text")]
    pub began_latest: Option<String>,
    /// How well it is known.
    pub began_precision: Option<DatePrecision>,
    /// EDTF `~` or `%`: the bounds are approximate.
    pub began_approximate: Option<bool>,
    /// EDTF `?` or `%`: the source is not sure.
    pub began_uncertain: Option<bool>,
    /// As the source words it.
    #[sea_orm(column_type = "Text")]
    pub began_text: Option<String>,
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
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `id`.
    #[sea_orm(belongs_to = "super::link::Entity", from = "Column::Id", to = "super::link::Column::Id")]
    Link,
    /// `person_id`.
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::PersonId", to = "super::person::Column::Id")]
    Person,
    /// `organization_id`.
    #[sea_orm(
        belongs_to = "super::organization::Entity",
        from = "Column::OrganizationId",
        to = "super::organization::Column::Id"
    )]
    Organization,
}

impl ActiveModelBehavior for ActiveModel {}
