//! A programme under which sanctions are imposed.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction_program")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The public identity, unique among programmes.
    pub uid: i64,
    /// Its key, unique, e.g. `EU-IRQ`.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Where it is described.
    #[sea_orm(column_type = "Text")]
    pub url: Option<String>,
    /// Who runs it.
    pub issuer_id: Option<i64>,
}

/// What it belongs to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `issuer_id`.
    #[sea_orm(
        belongs_to = "super::organization::Entity",
        from = "Column::IssuerId",
        to = "super::organization::Column::Id"
    )]
    Issuer,
}

impl ActiveModelBehavior for ActiveModel {}
