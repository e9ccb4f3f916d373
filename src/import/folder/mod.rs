//! Reads a folder of TOML files, the project's own format (data/FORMAT.md), into records.
//!
//! All faults of all files come out at once. Nothing is read from or written to a database here.

mod block;
mod common;
mod event;
mod field;
pub(crate) mod files;
mod party;
mod reader;
mod references;
mod rule;
mod sanction;
mod statement;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use self::block::{Block, Value, wrong_type};
pub use self::files::Folder;
use self::reader::{Findings, Reader};
use super::fault::{Fault, did_you_mean};
use super::verification::{self, Recorded};
use crate::domain::record::{Dataset, Noun, Position, Records};

/// The file that describes the data set.
const DATASET_FILE: &str = "dataset.toml";

/// Where each key was defined.
type Keys = BTreeMap<(Noun, String), Position>;

/// Reads all files of a folder.
///
/// # Errors
/// Every fault, in the order of files and lines.
pub fn read(folder: &Folder) -> Result<Records, Vec<Fault>> {
    let mut draft = Draft::new(folder);
    let mut whole = true;
    for (name, text) in &folder.files {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader::new(name, text, &mut draft.findings);
        for error in &errors {
            reader.fault(&error.span().unwrap_or_default(), error.message());
        }
        if !errors.is_empty() {
            whole = false;
        } else if name == verification::FILE {
            draft.recorded = read_verification(&mut reader, table.get_ref());
        } else {
            read_file(&mut draft, name, text, table.get_ref());
        }
    }
    if draft.dataset.is_none() && whole {
        let message = format!("the folder has no {DATASET_FILE} with a [dataset]");
        draft.findings.faults.push(files::fault(DATASET_FILE, message));
    }
    let Draft { mut records, keys, mut findings, recorded, .. } = draft;
    // What a file that cannot be read defines is not known, so nothing is said of references then.
    if whole {
        references::check(&records, &keys, &mut findings);
    }
    if findings.faults.is_empty() {
        verification::take_recorded(&mut records, &recorded);
        return Ok(records);
    }
    findings.faults.sort();
    // A field that two readers ask for is refused twice.
    findings.faults.dedup();
    Err(findings.faults)
}

/// What has been read so far.
struct Draft {
    records: Records,
    dataset: Option<()>,
    keys: Keys,
    findings: Findings,
    recorded: Recorded,
}

impl Draft {
    fn new(folder: &Folder) -> Self {
        let records = Records { origin: folder.origin(), ..Records::default() };
        Self { records, dataset: None, keys: Keys::new(), findings: Findings::default(), recorded: Recorded::default() }
    }
}

fn read_file(draft: &mut Draft, name: &str, text: &str, table: &DeTable<'_>) {
    let mut reader = Reader::new(name, text, &mut draft.findings);
    for (word, value) in table.iter() {
        let noun = Noun::ALL.into_iter().find(|noun| noun.word() == word.get_ref());
        match (noun, name == DATASET_FILE) {
            (None, true) if word.get_ref() == "dataset" => {
                draft.dataset = Some(());
                if let Some(dataset) = read_dataset(&mut reader, value) {
                    draft.records.dataset = dataset;
                }
            }
            (Some(noun), _) => match value.get_ref() {
                DeValue::Table(blocks) => {
                    for (key, value) in blocks.iter() {
                        read_record(&mut reader, &mut draft.records, &mut draft.keys, noun, key, value);
                    }
                }
                other => reader.fault(&value.span(), wrong_type(noun.word(), "tables, [noun.KEY]", other)),
            },
            (None, false) if word.get_ref() == "dataset" => {
                reader.fault(&word.span(), format!("[dataset] belongs into {DATASET_FILE}"));
            }
            (None, _) => {
                let near = did_you_mean(word.get_ref(), Noun::ALL.map(Noun::word));
                reader.fault(&word.span(), format!("unknown noun `{}`{near}", word.get_ref()));
            }
        }
    }
}

fn read_dataset(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Dataset> {
    let DeValue::Table(table) = value.get_ref() else {
        reader.fault(&value.span(), wrong_type("dataset", "a table", value.get_ref()));
        return None;
    };
    Block::new(reader, "the data set".to_owned(), value.span(), table).read(|block| {
        let key = block.need("key", |block, field| block.matching(field, rule::key));
        let (title, license) = (block.need("title", Block::text), block.need("license", Block::text));
        let attribution = block.need("attribution", Block::text);
        Some(Dataset {
            url: block.matching("url", rule::url),
            key: key?,
            title: title?,
            license: license?,
            attribution: attribution?,
        })
    })
}

fn read_record<'t>(
    reader: &mut Reader<'_>,
    records: &mut Records,
    keys: &mut Keys,
    noun: Noun,
    key: &Spanned<DeString<'t>>,
    value: &'t Value<'t>,
) {
    define(reader, keys, noun, key.get_ref(), &key.span());
    let DeValue::Table(table) = value.get_ref() else {
        reader.fault(&value.span(), wrong_type(key.get_ref(), "a table", value.get_ref()));
        return;
    };
    let key_text = key.get_ref().as_ref();
    Block::new(reader, format!("{} `{key_text}`", noun.word()), key.span(), table).read(|block| match noun {
        Noun::Place => records.places.extend(party::place(block, key_text)),
        Noun::Organization => records.organizations.extend(party::organization(block, key_text)),
        Noun::Person => records.persons.extend(party::person(block, key_text)),
        Noun::Event => records.events.extend(event::event(block, key_text)),
        Noun::Statement => records.statements.extend(statement::statement(block, key_text)),
        Noun::Sanction => records.sanctions.extend(sanction::sanction(block, key_text)),
        Noun::Source => records.sources.extend(statement::source(block, key_text)),
        Noun::Program => records.programs.extend(sanction::program(block, key_text)),
    });
}

/// Notes that `key` is defined, unless it is misspelled or taken; organizations and persons share their keys.
fn define(reader: &mut Reader<'_>, keys: &mut Keys, noun: Noun, key: &str, span: &Range<usize>) {
    if let Err(wanted) = rule::key(key) {
        reader.fault(span, format!("a key must be {wanted}, not `{key}`"));
    }
    let sharing: &[Noun] = if common::PARTY.contains(&noun) { common::PARTY } else { &[noun] };
    for other in sharing {
        if let Some(first) = keys.get(&(*other, key.to_owned())) {
            reader.fault(span, format!("`{key}` is already the key of the {} at {first}", other.word()));
            return;
        }
    }
    keys.insert((noun, key.to_owned()), reader.position(span));
}

fn read_verification<'t>(reader: &mut Reader<'_>, table: &'t DeTable<'t>) -> Recorded {
    let mut recorded = Recorded::default();
    let Some(sources) = table.get("source").and_then(|value| value.get_ref().as_table()) else { return recorded };
    for (key, value) in sources.iter() {
        let Some(table) = value.get_ref().as_table() else { continue };
        Block::new(reader, format!("source `{}`", key.get_ref()), value.span(), table).read(|block| {
            let hash = block.need("content_hash", |block, field| block.matching(field, rule::sha256));
            let found = block.value("citations").and_then(|value| value.get_ref().as_table());
            let found = found.into_iter().flat_map(|table| table.iter());
            let found = found.filter_map(|(hash, word)| Some((hash.get_ref().to_string(), word.get_ref().as_str()?)));
            let found = found.map(|(hash, word)| (hash, word.to_owned())).collect();
            recorded.extend(hash.map(|content_hash| (key.get_ref().to_string(), (content_hash, found))));
        });
    }
    recorded
}
