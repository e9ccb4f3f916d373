//! One server per file: a lock beside the database, in which the holder's process id stands.
//!
//! The file stays when the server goes. It is the system's lock on it that counts, and that goes with the process,
//! however it ends; removing the file would let two servers lock two files of one name.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process,
};

use crate::store::StoreError;

/// Held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Takes the lock of `database`, or says at once who has it.
pub fn take(database: &Path) -> Result<Lock, StoreError> {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let path = PathBuf::from(name);
    let not_writable = |source: io::Error| StoreError::NotWritable { path: path.clone(), source };
    // Not truncated: until the lock is ours the number in it is another's.
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(not_writable)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(StoreError::Locked { path: database.to_owned(), holder: holder(&mut file) });
        }
        Err(TryLockError::Error(source)) => return Err(not_writable(source)),
    }
    file.set_len(0).and_then(|()| write!(file, "{}", process::id())).map_err(not_writable)?;
    Ok(Lock { _file: file })
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
