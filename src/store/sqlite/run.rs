//! Runs a plan's statements where the rows are: one after the other, each as often as there are rows above it.

use std::{collections::HashMap, sync::Arc};

use rusqlite::{CachedStatement, Connection, Error, Row, types::ValueRef};

use crate::{
    plan::{Datum, Param},
    store::{
        ReadError, Request,
        answer::{Cells, Run, Source, With},
        find::{Answers, Found, Links, Question, Search},
        json::Cell,
        sql::{Given, fts5},
    },
};

/// A connection and the statements that a request runs on it.
pub struct Statements<'c> {
    connection: &'c Connection,
    prepared: Vec<Option<CachedStatement<'c>>>,
    /// What has been found, by level and the value of the row above.
    found: HashMap<(usize, i64), Arc<Found>>,
    links: Links,
}

impl<'c> Statements<'c> {
    /// None of a request's statements yet.
    pub fn new(connection: &'c Connection, request: &Request) -> Self {
        let prepared = request.program.statements.iter().map(|_| None).collect();
        Self { connection, prepared, found: HashMap::new(), links: Links::new(request.max_links) }
    }
}

impl Source for Statements<'_> {
    type Error = ReadError;
    type Row<'r> = Row<'r>;

    fn rows<'c>(
        run: &mut Run<'c, Self>,
        index: usize,
        with: &With<'_>,
        mut each: impl FnMut(&mut Run<'c, Self>, &Row<'_>) -> Result<(), ReadError>,
    ) -> Result<i64, ReadError> {
        let text = &run.request.program.statements[index];
        let mut statement = match run.source.prepared[index].take() {
            Some(statement) => statement,
            None => {
                let mut statement = run.source.connection.prepare_cached(&text.sql)?;
                bind(&text.once, &mut statement, run.request, with, &run.group)?;
                statement
            }
        };
        bind(&text.each, &mut statement, run.request, with, &run.group)?;
        let mut count = 0;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            count += 1;
            each(run, row)?;
        }
        drop(rows);
        run.source.prepared[index] = Some(statement);
        run.rows += count as u64;
        Ok(count)
    }

    fn find(run: &mut Run<'_, Self>, level: usize, parent: i64) -> Result<Arc<Found>, ReadError> {
        if let Some(found) = run.source.found.get(&(level, parent)) {
            return Ok(Arc::clone(found));
        }
        let request = run.request;
        let (mut search, mut answers) = (Search::new(request, level, &[parent]), Answers::default());
        loop {
            let questions = search.step(&answers);
            if questions.is_empty() {
                break;
            }
            answers = Answers::default();
            for Question { level, keys } in questions {
                let columns = request.plan.levels[level].select.columns.len();
                for parent in keys {
                    let with = With { parent, limit: run.source.links.room(), ..With::default() };
                    let statement = request.program.levels[level].rows[0];
                    let read = Self::rows(run, statement, &with, |_, row| answers.add(level, parent, row, columns))?;
                    run.source.links.read(read as usize)?;
                }
            }
        }
        let found = search.found().next().map(|(_, found)| Arc::new(found)).unwrap_or_default();
        run.source.found.insert((level, parent), Arc::clone(&found));
        Ok(found)
    }
}

fn bind(
    given: &[(usize, Given)],
    statement: &mut CachedStatement<'_>,
    request: &Request,
    with: &With<'_>,
    group: &[Datum],
) -> Result<(), Error> {
    let null = Datum::Null;
    for (at, given) in given {
        let param = match given {
            Given::Value(param, _) | Given::List(param, _) => param,
            Given::Words(Param::Bind(index)) => {
                let Datum::Text(text) = &request.values[*index] else { continue };
                statement.raw_bind_parameter(*at, fts5(text))?;
                continue;
            }
            Given::Words(_) | Given::Above => {
                unreachable!(
                    "words are values of the request, and only PostgreSQL is asked about several groups at once"
                )
            }
        };
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
            Param::Group(index) => group.get(*index).unwrap_or(&null),
            Param::Edge(index) => with.edge.get(*index).unwrap_or(&null),
        };
        match datum {
            Datum::Null => statement.raw_bind_parameter(*at, rusqlite::types::Null)?,
            Datum::Int(number) => statement.raw_bind_parameter(*at, number)?,
            Datum::Text(text) => statement.raw_bind_parameter(*at, text)?,
            Datum::Many(list) => statement.raw_bind_parameter(*at, json(list))?,
        }
    }
    Ok(())
}

/// A list as JSON, which is how SQLite takes one.
fn json(list: &[Datum]) -> String {
    let items = list.iter().map(|item| match item {
        Datum::Int(number) => (*number).into(),
        Datum::Text(text) => text.as_str().into(),
        Datum::Null | Datum::Many(_) => serde_json::Value::Null,
    });
    serde_json::Value::Array(items.collect()).to_string()
}

impl Cells for Row<'_> {
    type Error = ReadError;

    // these two look at a cell as it is, without a look at whether its text is UTF-8
    fn is_null(&self, at: usize) -> Result<bool, ReadError> {
        Ok(self.get_ref(at)? == ValueRef::Null)
    }

    fn case<'c, T>(&self, at: usize, cases: &'c [(&'static str, T)]) -> Result<Option<&'c T>, ReadError> {
        let word = self.get_ref(at)?;
        Ok(cases.iter().find(|(tag, _)| word == ValueRef::Text(tag.as_bytes())).map(|(_, case)| case))
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>, ReadError> {
        Ok(match self.get_ref(at)? {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Int(number),
            ValueRef::Real(number) => Cell::Real(number),
            ValueRef::Text(bytes) => Cell::Text(std::str::from_utf8(bytes).map_err(Error::from)?),
            ValueRef::Blob(_) => {
                return Err(Error::InvalidColumnType(at, "blob".to_owned(), rusqlite::types::Type::Blob).into());
            }
        })
    }
}
