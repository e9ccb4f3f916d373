//! Lists of GraphQL documents for a server to trust: a folder of .graphql files, or a manifest as the compilers of
//! clients write them. What the documents say is not looked at here.

use std::{collections::HashMap, fmt, fs, path::Path};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{
    fault::Fault,
    folder::files::{fault, read as read_file},
};
use crate::domain::{identity::hexadecimal, record::Position};

/// The word by which Apollo's manifest is known.
const APOLLO: &str = "apollo-persisted-query-manifest";

/// A document and what it may be called beside its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its ids.
    pub ids: Vec<String>,
    /// Its text.
    pub text: String,
    /// Where it stands; the beginning of the file where it is one of its own.
    position: Position,
}

impl Document {
    /// What is wrong with it, at a line and column of its text.
    pub fn fault(&self, at: Option<(usize, usize)>, message: &str) -> Fault {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        match (self.position.line, at) {
            (0, Some((line, column))) => {
                let position = Position { line: number(line), column: number(column), ..self.position.clone() };
                Fault { position, message: message.to_owned() }
            }
            (0, None) => Fault { position: self.position.clone(), message: message.to_owned() },
            (_, at) => {
                let within = at.map(|(line, column)| format!(" (line {line}, column {column} of the document)"));
                let message = format!("`{}`: {message}{}", self.ids.concat(), within.unwrap_or_default());
                Fault { position: self.position.clone(), message }
            }
        }
    }
}

/// Reads a folder's .graphql files, those of its folders too, or a manifest.
///
/// # Errors
/// Everything that is wrong with the list.
pub fn read(path: &Path) -> Result<Vec<Document>, Vec<Fault>> {
    let name = path.display().to_string();
    let documents = if path.is_dir() { folder(path)? } else { manifest(&name, path)? };
    if documents.is_empty() {
        return Err(vec![fault(&name, "there is no document in it")]);
    }
    let mut faults: Vec<Fault> = Vec::new();
    let mut known: HashMap<&str, &str> = HashMap::new();
    for document in &documents {
        for id in &document.ids {
            match known.insert(id, &document.text) {
                Some(text) if text != document.text => {
                    faults.push(document.fault(None, &format!("the id `{id}` has another document already")));
                }
                _ => {}
            }
            let hash = hexadecimal(&Sha256::digest(&document.text));
            if id.strip_prefix("sha256:").is_some_and(|said| said != hash) {
                faults.push(document.fault(None, &format!("the document's SHA-256 is {hash}")));
            }
        }
    }
    if faults.is_empty() { Ok(documents) } else { Err(faults) }
}

/// Each .graphql or .gql file is a document, called by its name without that ending.
fn folder(path: &Path) -> Result<Vec<Document>, Vec<Fault>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    let unreadable = |error| vec![fault(&path.display().to_string(), format!("cannot be read: {error}"))];
    let mut entries = fs::read_dir(path).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.path().display().to_string());
        if path.is_dir() {
            match folder(&path) {
                Ok(inner) => documents.extend(inner),
                Err(inner) => faults.extend(inner),
            }
        } else if path.extension().is_some_and(|ending| ending == "graphql" || ending == "gql") {
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            match read_file(&path) {
                Ok(text) => documents.push(Document { ids: vec![id], text, position: fault(&name, "").position }),
                Err(message) => faults.push(fault(&name, message)),
            }
        }
    }
    if faults.is_empty() { Ok(documents) } else { Err(faults) }
}

/// Apollo's manifest has a list of operations; Relay's and GraphQL Code Generator's are objects of texts by id.
fn manifest(name: &str, path: &Path) -> Result<Vec<Document>, Vec<Fault>> {
    let text = read_file(path).map_err(|message| vec![fault(name, message)])?;
    let place = |part: &str| place(name, &text, part);
    let fields: Fields<'_> = serde_json::from_str(&text).map_err(|error| {
        let position = Position { file: name.into(), line: error.line() as u32, column: error.column() as u32 };
        vec![Fault { position, message: format!("is not a manifest: {error}") }]
    })?;
    let at = |part: &RawValue, message: String| Fault { position: place(part.get()), message };
    let Some((_, format)) = fields.0.iter().find(|(name, _)| name == "format") else {
        let texts = fields.0.iter().map(|(id, value)| match serde_json::from_str(value.get()) {
            Ok(text) => Ok(Document { ids: vec![id.clone()], text, position: place(value.get()) }),
            Err(_) => Err(at(value, format!("`{id}` must be a document as string"))),
        });
        return sorted(texts);
    };
    let field = |wanted: &str| fields.0.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value);
    if serde_json::from_str::<String>(format.get()).ok().as_deref() != Some(APOLLO) {
        return Err(vec![at(format, format!("this format is not known; `{APOLLO}` is"))]);
    }
    match field("version") {
        Some(version) if version.get() == "1" => {}
        version => {
            let message = "the manifest's version must be 1".to_owned();
            return Err(vec![at(version.unwrap_or(format), message)]);
        }
    }
    let operations = field("operations").map(|value| serde_json::from_str::<Vec<&RawValue>>(value.get()));
    let Some(Ok(operations)) = operations else {
        return Err(vec![at(field("operations").unwrap_or(format), "`operations` must be a list".to_owned())]);
    };
    sorted(operations.into_iter().map(|value| match serde_json::from_str::<Operation>(value.get()) {
        Ok(Operation { id, body }) => Ok(Document { ids: vec![id], text: body, position: place(value.get()) }),
        Err(error) => Err(at(value, format!("an operation must have `id` and `body`, two strings: {error}"))),
    }))
}

/// An operation of Apollo's manifest. Its name and type stand in its body too.
#[derive(Deserialize)]
struct Operation {
    id: String,
    body: String,
}

/// All documents, or all faults.
fn sorted(found: impl Iterator<Item = Result<Document, Fault>>) -> Result<Vec<Document>, Vec<Fault>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for item in found {
        match item {
            Ok(document) => documents.push(document),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(documents) } else { Err(faults) }
}

/// Where `part` of `text` begins.
fn place(file: &str, text: &str, part: &str) -> Position {
    let before = &text[..part.as_ptr() as usize - text.as_ptr() as usize];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let column = number(before[line..].chars().count() + 1);
    Position { file: file.into(), line: number(before.matches('\n').count() + 1), column }
}

/// The fields of an object as they stand, also those that stand twice.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Fields<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(All)
    }
}
