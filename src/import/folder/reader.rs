//! One file while it is read: from byte offsets to lines, and where faults and references are collected.

use std::ops::Range;
use std::sync::Arc;

use crate::domain::record::{Noun, Position};
use crate::import::fault::Fault;

/// What was found in the files so far, besides records.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Everything wrong.
    pub faults: Vec<Fault>,
    /// Every reference; whether it leads anywhere is known only when all files are read.
    pub references: Vec<Reference>,
}

/// A place where a record is named by its key.
#[derive(Debug)]
pub(super) struct Reference {
    /// Where.
    pub position: Position,
    /// The field that refers.
    pub field: &'static str,
    /// The nouns that may stand there.
    pub wanted: &'static [Noun],
    /// The key.
    pub key: String,
}

/// A file and the findings it adds to.
pub(super) struct Reader<'f> {
    file: Arc<str>,
    text: &'f str,
    /// Offset of the first byte of each line.
    lines: Vec<usize>,
    /// What was found in this file and those before it.
    pub findings: &'f mut Findings,
}

impl<'f> Reader<'f> {
    /// Prepares to read `text`, the content of `file`.
    pub fn new(file: &str, text: &'f str, findings: &'f mut Findings) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect();
        Self { file: file.into(), text, lines, findings }
    }

    /// Line and column of what begins at `span`.
    pub fn position(&self, span: &Range<usize>) -> Position {
        let line = self.lines.partition_point(|start| *start <= span.start).saturating_sub(1);
        let before = self.text.get(self.lines[line]..span.start).unwrap_or_default();
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        Position { file: self.file.clone(), line: number(line), column: number(before.chars().count()) }
    }

    /// Notes a fault in what begins at `span`.
    pub fn fault(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let fault = Fault { position: self.position(span), message: in_one_line(&message.into()) };
        self.findings.faults.push(fault);
    }
}

/// A message on one line of bearable length, whatever the file has brought into it.
fn in_one_line(message: &str) -> String {
    const LIMIT: usize = 400;
    let mut line = String::with_capacity(message.len().min(LIMIT));
    for letter in message.chars() {
        if line.len() > LIMIT {
            line.push('…');
            break;
        }
        match letter.is_control() {
            true => line.extend(letter.escape_default()),
            false => line.push(letter),
        }
    }
    line
}
