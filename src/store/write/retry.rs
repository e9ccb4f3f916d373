//! Transactions that a database gave up in favour of others, tried again.

use std::time::Duration;

use sea_orm::{DbErr, RuntimeErr};

use crate::store::StoreError;

/// How often a transaction is tried.
const TRIES: u32 = 6;
/// The wait before the second try; it doubles each time.
const WAIT: Duration = Duration::from_millis(10);
/// What PostgreSQL says then: transactions that cannot be put in a row, and a deadlock.
const CONFLICTS: [&str; 2] = ["40001", "40P01"];

/// Runs `write`, a whole transaction, until it ends otherwise than in a conflict.
pub async fn when_in_conflict<T>(write: impl AsyncFn() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let mut wait = WAIT;
    for _ in 1..TRIES {
        match write().await {
            Err(error) if in_conflict(&error) => {
                tracing::info!(error = &error as &dyn std::error::Error, "writing met other writers; trying again");
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            outcome => return outcome,
        }
    }
    write().await
}

fn in_conflict(error: &StoreError) -> bool {
    let StoreError::Write(DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) =
        error
    else {
        return false;
    };
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| CONFLICTS.contains(&&*code))
}
