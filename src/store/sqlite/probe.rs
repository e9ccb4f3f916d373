//! Asks whether the database can still be opened and read, as a server that starts now would.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio::{sync::Mutex, task};

use crate::store::ReadError;

use super::reader::Reader;

/// Opens the database anew each time, for what is open answers on when its file is gone.
#[derive(Debug)]
pub struct Probe {
    path: PathBuf,
    /// One asks at a time, so that one thread at most waits for what does not answer.
    turn: Arc<Mutex<()>>,
}

impl Probe {
    /// Of the database at `path`.
    pub fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), turn: Arc::default() }
    }

    /// Opens it and looks two rows up. May take as long as the file is locked; leaving early leaves that behind.
    pub async fn ask(&self) -> Result<(), ReadError> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let path = self.path.clone();
        let asked = task::spawn_blocking(move || {
            let _turn = turn;
            Reader::open(&path, "")?.version()
        });
        asked.await.unwrap_or(Err(ReadError::Panicked)).map(drop)
    }
}
