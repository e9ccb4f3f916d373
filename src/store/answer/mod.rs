//! Writes the answer to a plan into one buffer, row by row and depth first, wherever its rows come from.

mod found;
mod group;
mod page;
mod search;

use std::sync::Arc;

use crate::{
    domain::{
        cite::{self, Reference},
        identity,
    },
    plan::{Answer, Cite, Datum, Level, Page, Part, cursor, permalink},
    store::json::{self, Cell},
};

use super::{Request, Response, find::Found};

/// The answer.
pub fn answer<S: Source>(source: S, request: &Request, public_url: &str) -> Result<Response, S::Error> {
    let out = Vec::with_capacity(request.program.expected());
    let mut run = Run { source, request, public_url, out, rows: 0, parent: 0, group: Vec::new() };
    run.out.extend_from_slice(b"{\"data\":");
    run.root()?;
    run.out.push(b'}');
    request.program.answered(run.out.len());
    Ok(Response { json: run.out, rows: run.rows })
}

/// A row, whichever driver read it.
pub trait Cells {
    /// What can go wrong.
    type Error;

    /// A value of the row.
    fn cell(&self, at: usize) -> Result<Cell<'_>, Self::Error>;

    /// Whether a value is NULL.
    fn is_null(&self, at: usize) -> Result<bool, Self::Error> {
        Ok(self.cell(at)? == Cell::Null)
    }

    /// The first of `cases` whose word a value holds.
    fn case<'c, T>(&self, at: usize, cases: &'c [(&'static str, T)]) -> Result<Option<&'c T>, Self::Error> {
        let word = self.cell(at)?;
        Ok(cases.iter().find(|(tag, _)| word == Cell::Text(tag)).map(|(_, case)| case))
    }

    /// The rows that stand in a column; a row of the database has none.
    fn within(&self, _at: usize) -> &[Datum] {
        &[]
    }
}

/// Where the rows of a plan's statements come from.
pub trait Source: Sized {
    /// What can go wrong.
    type Error;
    /// A row.
    type Row<'r>: Cells<Error = Self::Error>;

    /// Hands over each row of a statement; says how many there were, and counts them.
    fn rows<'c>(
        run: &mut Run<'c, Self>,
        statement: usize,
        with: &With<'_>,
        each: impl FnMut(&mut Run<'c, Self>, &Self::Row<'_>) -> Result<(), Self::Error>,
    ) -> Result<i64, Self::Error>;

    /// What is found for a row above a level.
    fn find(run: &mut Run<'_, Self>, level: usize, parent: i64) -> Result<Arc<Found>, Self::Error>;
}

/// A request being answered.
pub struct Run<'c, S> {
    /// Where rows come from.
    pub source: S,
    /// What is asked.
    pub request: &'c Request,
    public_url: &'c str,
    /// The answer so far.
    pub out: Vec<u8>,
    /// The rows that have been read for it.
    pub rows: u64,
    /// What the question under way was asked with.
    parent: i64,
    /// The keys of the groups that are being told of, one within the other.
    pub group: Vec<Datum>,
}

/// What a question is asked with, beyond the request.
#[derive(Clone, Copy, Debug, Default)]
pub struct With<'a> {
    /// The value of the row above.
    pub parent: i64,
    /// How many rows to read.
    pub limit: i64,
    /// The keys of the cursor behind `after`.
    pub after: &'a [Datum],
    /// The keys of the cursor before `before`.
    pub before: &'a [Datum],
    /// The keys of the row that is being probed from.
    pub edge: &'a [Datum],
}

impl<S: Source> Run<'_, S> {
    fn root(&mut self) -> Result<(), S::Error> {
        let request = self.request;
        for part in &request.plan.root {
            match part {
                Part::Literal(bytes) => self.out.extend_from_slice(bytes),
                Part::Level(level, _) => self.level(*level, 0)?,
                Part::Introspected(index) => self.out.extend_from_slice(&request.introspected[*index]),
                Part::ById(bind, cases) => self.by_id(&request.values[*bind], cases)?,
                Part::ByIds(bind, cases) => {
                    self.out.push(b'[');
                    for (index, id) in request.values[*bind].parts().iter().enumerate() {
                        if index > 0 {
                            self.out.push(b',');
                        }
                        self.by_id(id, cases)?;
                    }
                    self.out.push(b']');
                }
                Part::ByUrl(bind, cases) => match addressed(&request.values[*bind], self.public_url, cases) {
                    Some(level) => self.level(level, 0)?,
                    None => self.out.extend_from_slice(b"null"),
                },
                other => unreachable!("{other:?} is written of rows, and the root is none"),
            }
        }
        Ok(())
    }

    fn by_id(&mut self, id: &Datum, cases: &[(&'static str, usize)]) -> Result<(), S::Error> {
        match identified(id, cases) {
            Some((level, uid)) => self.level(level, uid),
            None => {
                self.out.extend_from_slice(b"null");
                Ok(())
            }
        }
    }

    /// Asks a question with the value of the row above and writes its answer.
    pub fn level(&mut self, index: usize, parent: i64) -> Result<(), S::Error> {
        let above = std::mem::replace(&mut self.parent, parent);
        let asked = self.ask(index, parent);
        self.parent = above;
        asked
    }

    fn ask(&mut self, index: usize, parent: i64) -> Result<(), S::Error> {
        let request = self.request;
        let level: &Level = &request.plan.levels[index];
        let with = With { parent, ..With::default() };
        let statement = request.program.levels[index].rows.first().copied();
        match &level.answer {
            Answer::One(parts) => {
                let mut found = false;
                S::rows(self, statement.expect("a question has rows"), &with, |run, row| {
                    found = true;
                    run.parts(parts, row, None)
                })?;
                if !found {
                    self.out.extend_from_slice(b"null");
                }
            }
            Answer::List(parts) => {
                self.out.push(b'[');
                let mut first = true;
                S::rows(self, statement.expect("a question has rows"), &with, |run, row| {
                    if !std::mem::take(&mut first) {
                        run.out.push(b',');
                    }
                    run.parts(parts, row, None)
                })?;
                self.out.push(b']');
            }
            Answer::Page(page) => self.page(index, page, parent)?,
            Answer::Found(find) => {
                let found = S::find(self, index, parent)?;
                self.found(find, &found)?;
            }
            Answer::Asked(_) => unreachable!("only what finds rows asks it"),
            Answer::Suggestion(words) => {
                self.suggestion(*words, statement.expect("a question has rows"), &with)?;
            }
        }
        Ok(())
    }

    /// Writes pieces of a row.
    pub fn parts<R: Cells<Error = S::Error>>(
        &mut self,
        parts: &[Part],
        row: &R,
        page: Option<&Page>,
    ) -> Result<(), S::Error> {
        for part in parts {
            match part {
                Part::Literal(bytes) => self.out.extend_from_slice(bytes),
                Part::Value(at, scalar) => json::value(row.cell(*at)?, *scalar, self.public_url, &mut self.out),
                Part::Level(level, at) => match at.map(|at| row.cell(at)).transpose()? {
                    None => self.level(*level, 0)?,
                    Some(Cell::Int(parent)) => self.level(*level, parent)?,
                    Some(_) => self.out.extend_from_slice(b"null"),
                },
                Part::Maybe(at, _) if row.is_null(*at)? => self.out.extend_from_slice(b"null"),
                Part::Maybe(_, parts) => self.parts(parts, row, page)?,
                Part::Tagged(at, cases) => match row.case(*at, cases)? {
                    Some(parts) => self.parts(parts, row, page)?,
                    None => self.out.extend_from_slice(b"null"),
                },
                Part::Dispatch(at, key, cases) => match (row.case(*at, cases)?, row.cell(*key)?) {
                    (Some(level), Cell::Int(parent)) => self.level(*level, parent)?,
                    _ => self.out.extend_from_slice(b"null"),
                },
                Part::Is(at, word) => {
                    self.out.extend_from_slice(if row.cell(*at)? == Cell::Text(word) { b"true" } else { b"false" })
                }
                Part::Label(at) => json::label(row.cell(*at)?, &mut self.out),
                Part::Group(level, keys) => {
                    let around = self.group.len();
                    add_keys(row, keys, &mut self.group)?;
                    self.level(*level, self.parent)?;
                    self.group.truncate(around);
                }
                Part::Else(at, _, bytes) if row.is_null(*at)? => self.out.extend_from_slice(bytes.as_bytes()),
                Part::Else(_, parts, _) => self.parts(parts, row, page)?,
                Part::Time(at, interval) => group::time(row.cell(*at)?, *interval, &mut self.out),
                Part::TimeEnd(at, interval) => group::time_end(row.cell(*at)?, *interval, &mut self.out),
                Part::Mean(sum, count) => group::mean(row.cell(*sum)?, row.cell(*count)?, &mut self.out),
                Part::Score(at) => search::score(row.cell(*at)?, &mut self.out),
                Part::Highlights(sought) => match row.cell(sought.key)? {
                    Cell::Int(key) => self.highlights(sought, key)?,
                    _ => self.out.extend_from_slice(b"[]"),
                },
                Part::Cite(cite) => self.cite(cite, row)?,
                Part::Several(at, parts, _) => self.each(parts, row.within(*at).iter().map(Datum::parts), None)?,
                Part::Cursor => {
                    let page = page.expect("only edges of a page have cursors");
                    let keys = page.keys.iter().map(|at| row.cell(*at).map(datum)).collect::<Result<Vec<_>, _>>()?;
                    self.cursor(page.ordering, &keys);
                }
                Part::ById(..) | Part::ByIds(..) | Part::ByUrl(..) | Part::Introspected(_) => {
                    unreachable!("only the root has these")
                }
            }
        }
        Ok(())
    }

    /// Writes a cursor.
    pub fn cursor(&mut self, ordering: u32, keys: &[Datum]) {
        let mut bytes = Vec::with_capacity(48);
        cursor::begin(ordering, &mut bytes);
        for key in keys {
            match key {
                Datum::Int(number) => cursor::integer(*number, &mut bytes),
                Datum::Text(text) => cursor::text(text.as_bytes(), &mut bytes),
                Datum::Null | Datum::Many(_) => cursor::null(&mut bytes),
            }
        }
        self.out.push(b'"');
        cursor::write(&bytes, &mut self.out);
        self.out.push(b'"');
    }

    fn cite<R: Cells<Error = S::Error>>(&mut self, columns: &Cite, row: &R) -> Result<(), S::Error> {
        let text = |at: usize| row.cell(at).map(Cell::text);
        let maybe = |at: Option<usize>| at.map_or(Ok(None), text);
        let permalink = json::permalink(self.public_url, columns.plural, text(columns.slug)?.unwrap_or_default());
        let reference = Reference {
            noun: columns.noun,
            title: text(columns.title)?,
            date: maybe(columns.date)?,
            authors: maybe(columns.authors)?,
            publisher: maybe(columns.publisher)?,
            url: maybe(columns.url)?,
            quoted: columns.quoted.map(|at| row.cell(at)).transpose()? == Some(Cell::Int(1)),
            permalink: &permalink,
            dataset: text(columns.dataset)?.unwrap_or_default(),
            attribution: text(columns.attribution)?.unwrap_or_default(),
        };
        json::string(&cite::write(columns.style, &reference), &mut self.out);
        Ok(())
    }
}

/// The question for the row with an id, and its identity.
pub fn identified(id: &Datum, cases: &[(&'static str, usize)]) -> Option<(usize, i64)> {
    let Datum::Text(id) = id else { return None };
    let (prefix, uid) = identity::parse(id)?;
    cases.iter().find(|(known, _)| *known == prefix).map(|(_, level)| (*level, uid))
}

/// The question for the record with a permalink.
pub fn addressed(url: &Datum, public_url: &str, cases: &[(&'static str, usize)]) -> Option<usize> {
    let Datum::Text(url) = url else { return None };
    let (word, _) = permalink(url, public_url)?;
    cases.iter().find(|(plural, _)| *plural == word).map(|(_, level)| *level)
}

pub use group::add_keys;

/// A value to keep.
pub fn datum(cell: Cell<'_>) -> Datum {
    match cell {
        Cell::Int(number) => Datum::Int(number),
        Cell::Text(text) => Datum::Text(text.to_owned()),
        Cell::Null | Cell::Real(_) => Datum::Null,
    }
}
