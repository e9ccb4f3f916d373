//! How many events began in one month and ended in one in a country, and their numbers. Derived from events and places.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_tally")]
pub struct Model {
    /// First month, last month and country, e.g. `2023-07/2023-07/SE`; the country empty where there is none.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub key: String,
    /// The first day of the month in which their first days lie.
    #[sea_orm(column_type = "Text")]
    pub earliest: String,
    /// The 31st of the month in which their last days lie, however many days that has.
    #[sea_orm(column_type = "Text")]
    pub latest: String,
    /// The country of their places, ISO 3166-1 alpha-2; null where they have no place or that has none.
    #[sea_orm(column_type = "Text")]
    pub country: Option<String>,
    /// How many there are.
    pub events: i64,
    /// How many of them have a score on the Goldstein scale.
    pub goldsteins: i64,
    /// The sum of these, in tenths; null where none has one.
    pub goldstein_tenths: Option<i64>,
    /// How many of them have a low estimate of deaths.
    pub fatalities_lows: i64,
    /// The sum of these; null where none has one.
    pub fatalities_low: Option<i64>,
    /// How many of them have a best estimate of deaths.
    pub fatalities_bests: i64,
    /// The sum of these; null where none has one.
    pub fatalities_best: Option<i64>,
    /// How many of them have a high estimate of deaths.
    pub fatalities_highs: i64,
    /// The sum of these; null where none has one.
    pub fatalities_high: Option<i64>,
}

/// Nothing: it is worked out of other tables, and follows them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
