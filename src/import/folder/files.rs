//! A data folder's files, from the disk or from the program itself.

use std::fs;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::identity::hexadecimal;
use crate::domain::record::{Origin, Position};
use crate::import::fault::Fault;

/// The largest file that is read, in bytes. Larger ones are refused before they fill the memory.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder's own name.
    pub name: String,
    /// Name and text of each `*.toml` file, in the order of the names.
    pub files: Vec<(String, String)>,
}

impl Folder {
    /// Reads the `*.toml` files of a folder, hidden ones and folders within it excepted.
    ///
    /// # Errors
    /// A fault for the folder, or for each of its files, that cannot be read, is not UTF-8 or is too large.
    pub fn read(path: &Path) -> Result<Self, Vec<Fault>> {
        let name = path.canonicalize().ok().and_then(|full| Some(full.file_name()?.to_string_lossy().into_owned()));
        let name = name.unwrap_or_else(|| path.display().to_string());
        let unreadable = |error| vec![fault(&path.display().to_string(), format!("cannot be read: {error}"))];
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") && !name.starts_with('.') {
                names.push(name);
            }
        }
        names.sort();
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for name in names {
            match read(&path.join(&name)) {
                Ok(text) => files.push((name, text)),
                Err(message) => faults.push(fault(&name, message)),
            }
        }
        if faults.is_empty() { Ok(Self { name, files }) } else { Err(faults) }
    }

    /// Name and fingerprint, for the log of imports.
    pub fn origin(&self) -> Origin {
        let mut hash = Sha256::new();
        for (_, text) in &self.files {
            hash.update(text);
        }
        Origin { name: self.name.clone(), sha256: hexadecimal(&hash.finalize()) }
    }
}

/// A fault of a file as a whole.
pub(crate) fn fault(file: &str, message: impl Into<String>) -> Fault {
    Fault { position: Position { file: file.into(), line: 0, column: 0 }, message: message.into() }
}

/// The text of a file, or what is wrong with the file.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let unreadable = |error| format!("cannot be read: {error}");
    // Asked before opening, for opening a pipe waits until somebody writes.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err("is not a file".to_owned());
    }
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(unreadable)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("is larger than {} MB; split it", LARGEST / 1024 / 1024));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
        format!("is not UTF-8, from line {line} on")
    })
}
