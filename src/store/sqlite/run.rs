//! Runs a plan: asks its questions, row by row and depth first, and writes the answer into one buffer.

use rusqlite::{CachedStatement, Connection, Result, Row, types::ValueRef};

use crate::{
    domain::{
        cite::{self, Reference},
        identity,
    },
    plan::{Answer, Cite, Datum, Level, Page, Param, Part, cursor},
    store::json::{self, Cell},
};

use super::readers::Request;

/// The answer as JSON.
pub fn run(connection: &Connection, request: &Request, public_url: &str) -> Result<Vec<u8>> {
    let statements = request.program.statements.iter().map(|_| None).collect();
    let out = Vec::with_capacity(request.program.expected());
    let mut run = Run { connection, request, public_url, statements, out };
    run.out.extend_from_slice(b"{\"data\":");
    run.root()?;
    run.out.push(b'}');
    request.program.answered(run.out.len());
    Ok(run.out)
}

/// A request being answered.
pub struct Run<'c> {
    connection: &'c Connection,
    /// What is asked.
    pub request: &'c Request,
    public_url: &'c str,
    statements: Vec<Option<CachedStatement<'c>>>,
    /// The answer so far.
    pub out: Vec<u8>,
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

impl<'c> Run<'c> {
    fn root(&mut self) -> Result<()> {
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
                Part::ByUrl(bind, cases) => {
                    let address = match &request.values[*bind] {
                        Datum::Text(url) => crate::plan::permalink(url, self.public_url),
                        _ => None,
                    };
                    match address.and_then(|(word, _)| cases.iter().find(|(plural, _)| *plural == word)) {
                        Some((_, level)) => self.level(*level, 0)?,
                        None => self.out.extend_from_slice(b"null"),
                    }
                }
                other => unreachable!("{other:?} is written of rows, and the root is none"),
            }
        }
        Ok(())
    }

    fn by_id(&mut self, id: &Datum, cases: &[(&'static str, usize)]) -> Result<()> {
        let known = match id {
            Datum::Text(id) => identity::parse(id)
                .and_then(|(prefix, uid)| Some((cases.iter().find(|(known, _)| *known == prefix)?.1, uid))),
            _ => None,
        };
        match known {
            Some((level, uid)) => self.level(level, uid),
            None => {
                self.out.extend_from_slice(b"null");
                Ok(())
            }
        }
    }

    /// Asks a question with the value of the row above and writes its answer.
    pub fn level(&mut self, index: usize, parent: i64) -> Result<()> {
        let request = self.request;
        let level: &Level = &request.plan.levels[index];
        let with = With { parent, ..With::default() };
        let statement = request.program.levels[index].rows.first().copied();
        match &level.answer {
            Answer::One(parts) => {
                let mut found = false;
                self.rows(statement.expect("a question has rows"), &with, |run, row| {
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
                self.rows(statement.expect("a question has rows"), &with, |run, row| {
                    if !std::mem::take(&mut first) {
                        run.out.push(b',');
                    }
                    run.parts(parts, row, None)
                })?;
                self.out.push(b']');
            }
            Answer::Page(page) => self.page(index, page, parent)?,
        }
        Ok(())
    }

    /// Runs a statement and hands over each of its rows; says how many there were.
    pub fn rows(
        &mut self,
        index: usize,
        with: &With<'_>,
        mut each: impl FnMut(&mut Self, &Row<'_>) -> Result<()>,
    ) -> Result<i64> {
        let text = &self.request.program.statements[index];
        let mut statement = match self.statements[index].take() {
            Some(statement) => statement,
            None => {
                let mut statement = self.connection.prepare_cached(&text.sql)?;
                bind(&text.once, &mut statement, self.request, with)?;
                statement
            }
        };
        bind(&text.each, &mut statement, self.request, with)?;
        let mut count = 0;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            count += 1;
            each(self, row)?;
        }
        drop(rows);
        self.statements[index] = Some(statement);
        Ok(count)
    }

    /// Writes pieces of a row.
    pub fn parts(&mut self, parts: &[Part], row: &Row<'_>, page: Option<&Page>) -> Result<()> {
        for part in parts {
            match part {
                Part::Literal(bytes) => self.out.extend_from_slice(bytes),
                Part::Value(at, scalar) => json::value(cell(row, *at)?, *scalar, self.public_url, &mut self.out),
                Part::Level(level, at) => match at.map(|at| cell(row, at)).transpose()? {
                    None => self.level(*level, 0)?,
                    Some(Cell::Int(parent)) => self.level(*level, parent)?,
                    Some(_) => self.out.extend_from_slice(b"null"),
                },
                Part::Maybe(at, parts) => match row.get_ref(*at)? {
                    ValueRef::Null => self.out.extend_from_slice(b"null"),
                    _ => self.parts(parts, row, page)?,
                },
                Part::Tagged(at, cases) => {
                    let word = row.get_ref(*at)?;
                    match cases.iter().find(|(tag, _)| word == ValueRef::Text(tag.as_bytes())) {
                        Some((_, parts)) => self.parts(parts, row, page)?,
                        None => self.out.extend_from_slice(b"null"),
                    }
                }
                Part::Dispatch(at, key, cases) => {
                    let word = cell(row, *at)?;
                    match (cases.iter().find(|(tag, _)| word == Cell::Text(tag)), cell(row, *key)?) {
                        (Some((_, level)), Cell::Int(parent)) => self.level(*level, parent)?,
                        _ => self.out.extend_from_slice(b"null"),
                    }
                }
                Part::Is(at, word) => {
                    self.out.extend_from_slice(if cell(row, *at)? == Cell::Text(word) { b"true" } else { b"false" })
                }
                Part::Label(at) => json::label(cell(row, *at)?, &mut self.out),
                Part::Cite(cite) => self.cite(cite, row)?,
                Part::Cursor => {
                    let page = page.expect("only edges of a page have cursors");
                    let keys = page.keys.iter().map(|at| cell(row, *at).map(datum)).collect::<Result<Vec<_>>>()?;
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

    fn cite(&mut self, columns: &Cite, row: &Row<'_>) -> Result<()> {
        let text = |at: usize| cell(row, at).map(Cell::text);
        let maybe = |at: Option<usize>| at.map_or(Ok(None), text);
        let permalink = json::permalink(self.public_url, columns.plural, text(columns.slug)?.unwrap_or_default());
        let reference = Reference {
            noun: columns.noun,
            title: text(columns.title)?,
            date: maybe(columns.date)?,
            authors: maybe(columns.authors)?,
            publisher: maybe(columns.publisher)?,
            url: maybe(columns.url)?,
            quoted: columns.quoted.map(|at| cell(row, at)).transpose()? == Some(Cell::Int(1)),
            permalink: &permalink,
            dataset: text(columns.dataset)?.unwrap_or_default(),
            attribution: text(columns.attribution)?.unwrap_or_default(),
        };
        json::string(&cite::write(columns.style, &reference), &mut self.out);
        Ok(())
    }
}

fn bind(
    params: &[(usize, Param)],
    statement: &mut CachedStatement<'_>,
    request: &Request,
    with: &With<'_>,
) -> Result<()> {
    let null = Datum::Null;
    for (at, param) in params {
        let datum = match param {
            Param::Parent => {
                statement.raw_bind_parameter(*at, with.parent)?;
                continue;
            }
            Param::Limit => {
                statement.raw_bind_parameter(*at, with.limit)?;
                continue;
            }
            Param::Bind(index) => &request.values[*index],
            Param::After(index) => with.after.get(*index).unwrap_or(&null),
            Param::Before(index) => with.before.get(*index).unwrap_or(&null),
            Param::Edge(index) => with.edge.get(*index).unwrap_or(&null),
        };
        match datum {
            Datum::Null | Datum::Many(_) => statement.raw_bind_parameter(*at, rusqlite::types::Null)?,
            Datum::Int(number) => statement.raw_bind_parameter(*at, number)?,
            Datum::Text(text) => statement.raw_bind_parameter(*at, text)?,
        }
    }
    Ok(())
}

/// A value of a row.
pub fn cell<'r>(row: &'r Row<'_>, at: usize) -> Result<Cell<'r>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(bytes) => Cell::Text(std::str::from_utf8(bytes)?),
        ValueRef::Blob(_) => {
            return Err(rusqlite::Error::InvalidColumnType(at, "blob".to_owned(), rusqlite::types::Type::Blob));
        }
    })
}

/// A value to keep.
pub fn datum(cell: Cell<'_>) -> Datum {
    match cell {
        Cell::Int(number) => Datum::Int(number),
        Cell::Text(text) => Datum::Text(text.to_owned()),
        Cell::Null | Cell::Real(_) => Datum::Null,
    }
}
