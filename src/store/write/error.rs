//! What can go wrong when records are written.

use sea_orm::DbErr;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A reader let a reference through that leads nowhere.
    #[error("no {noun} has the key `{key}`")]
    UnknownKey {
        /// The noun referred to; `person` where a party is.
        noun: &'static str,
        /// The key.
        key: String,
    },
    /// Slugs are unique among all data sets.
    #[error("the {noun} `{slug}` is in the database already, from another data set; give yours another key")]
    SlugTaken {
        /// The noun.
        noun: &'static str,
        /// The slug.
        slug: String,
    },
    /// The database refused.
    #[error("could not write to the database")]
    Database(#[from] DbErr),
}
