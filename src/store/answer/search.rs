//! What was found by words: where it stands, and what may have been meant.

use crate::{
    domain::search::{Highlight, Query, Suggest, highlight},
    plan::{Datum, Highlights, Show},
    store::json::{self, Cell},
};

use super::{Cells, Run, Source, With};

/// How well a row matches, of billionths.
pub fn score(cell: Cell<'_>, out: &mut Vec<u8>) {
    match cell {
        Cell::Int(billionths) => {
            let score = serde_json::Number::from_f64(billionths as f64 / 1e9);
            out.extend_from_slice(score.map_or_else(|| "null".to_owned(), |score| score.to_string()).as_bytes());
        }
        _ => out.extend_from_slice(b"null"),
    }
}

fn text(datum: &Datum) -> &str {
    match datum {
        Datum::Text(text) => text,
        _ => "",
    }
}

impl<S: Source> Run<'_, S> {
    /// Writes the passages of a row's texts in which something was found.
    pub fn highlights(&mut self, sought: &Highlights, key: i64) -> Result<(), S::Error> {
        let request = self.request;
        let query = Query::parse(text(&request.values[sought.words]));
        let mut found: Vec<(String, Highlight)> = Vec::new();
        for passages in &sought.passages {
            let statement = request.program.levels[passages.level].rows[0];
            S::rows(self, statement, &With { parent: key, ..With::default() }, |_, row| {
                let mut look = |field: &str, text: &str| {
                    found.extend(highlight(text, &query).map(|highlight| (field.to_owned(), highlight)));
                };
                match &passages.fields {
                    None => {
                        if let (Cell::Text(field), Cell::Text(text)) = (row.cell(0)?, row.cell(1)?) {
                            look(field, text);
                        }
                    }
                    Some(fields) => {
                        for (at, field) in fields.iter().enumerate() {
                            let Cell::Text(text) = row.cell(at)? else { continue };
                            match serde_json::from_str::<Vec<String>>(text) {
                                Ok(list) if text.starts_with('[') => list.iter().for_each(|text| look(field, text)),
                                _ => look(field, text),
                            }
                        }
                    }
                }
                Ok(())
            })?;
        }
        self.out.push(b'[');
        for (index, (field, highlight)) in found.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            show(&sought.shown, field, highlight, 0, &mut self.out);
        }
        self.out.push(b']');
        Ok(())
    }

    /// Writes what may have been meant by the words, of those that a statement gives.
    pub fn suggestion(&mut self, words: usize, statement: usize, with: &With<'_>) -> Result<(), S::Error> {
        let request = self.request;
        let mut suggest = Suggest::new(text(&request.values[words]));
        let mut any = false;
        S::rows(self, statement, with, |_, row| {
            any = true;
            if let Cell::Text(word) = row.cell(0)? {
                suggest.known(word);
            }
            Ok(())
        })?;
        match suggest.suggestion().filter(|_| any) {
            Some(suggestion) => json::string(&suggestion, &mut self.out),
            None => self.out.extend_from_slice(b"null"),
        }
        Ok(())
    }
}

fn show(shown: &[Show], field: &str, highlight: &Highlight, range: usize, out: &mut Vec<u8>) {
    for piece in shown {
        match piece {
            Show::Literal(bytes) => out.extend_from_slice(bytes),
            Show::Field => json::string(field, out),
            Show::Snippet => json::string(&highlight.snippet, out),
            Show::Ranges(each) => {
                out.push(b'[');
                for at in 0..highlight.ranges.len() {
                    if at > 0 {
                        out.push(b',');
                    }
                    show(each, field, highlight, at, out);
                }
                out.push(b']');
            }
            Show::Start => out.extend_from_slice(highlight.ranges[range].start.to_string().as_bytes()),
            Show::End => out.extend_from_slice(highlight.ranges[range].end.to_string().as_bytes()),
        }
    }
}
