//! From what people write to records that can be loaded: reading, checking, verifying quotations.
//!
//! Writing them into a database is the store's. Documents for a server to trust are read here too.

pub mod documents;
pub mod fault;
pub mod folder;
pub mod shipped;
pub mod verification;

use std::path::Path;

use self::fault::Fault;
use self::folder::Folder;
use crate::domain::record::Records;
use crate::store::{self, Database, Report, StoreError};

/// Reads and checks a data folder.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(path: &Path) -> Result<Records, Vec<Fault>> {
    folder::read(&Folder::read(path)?)
}

/// Writes records into a database, stamped with the time that it is.
///
/// # Errors
/// What the database reports; then nothing was written.
pub async fn load(database: &Database, records: &Records) -> Result<Report, StoreError> {
    let now = format!("{:.3}", jiff::Timestamp::now());
    store::load(&database.writer, records, &now).await
}
