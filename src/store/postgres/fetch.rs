//! What a plan's statements give, fetched question by question: those above come before those below.

use std::collections::HashMap;

use sea_orm::sqlx::{
    self, Arguments, AssertSqlSafe, Error, PgConnection, Row,
    postgres::{PgArguments, PgRow},
};

use crate::{
    plan::{Answer, Datum, Kind, Page, Param},
    store::{
        Request,
        answer::{Cells, Run, Source, With, datum},
        sql::Given,
    },
};

use super::wanted::Wanted;

/// A statement's rows by what they belong to.
type Rows = HashMap<i64, Vec<PgRow>>;

/// The rows of all statements of a plan.
pub struct Fetched(Vec<Rows>);

/// What a statement is asked with.
#[derive(Default)]
struct Asked<'a> {
    parents: &'a [i64],
    limit: i64,
    page: Option<&'a Page>,
    edges: &'a [Vec<Datum>],
}

impl Fetched {
    /// Asks each question of the plan that has something to be asked with, once.
    pub async fn all(connection: &mut PgConnection, request: &Request, public_url: &str) -> Result<Self, Error> {
        let mut wanted = Wanted::of(request, public_url);
        let mut fetched = Self(request.program.statements.iter().map(|_| Rows::new()).collect());
        // questions below have smaller numbers: from the last to the first, each is asked once
        for (index, level) in request.plan.levels.iter().enumerate().rev() {
            let parents = wanted.take(index);
            if parents.is_empty() {
                continue;
            }
            let texts = &request.program.levels[index];
            let mut asked = Asked { parents: &parents, ..Asked::default() };
            if let Answer::Page(page) = &level.answer {
                let limit = page.size(&request.values) + i64::from(page.looks_ahead());
                asked = Asked { limit, page: Some(page), ..asked };
            }
            for statement in &texts.rows {
                fetched.ask(connection, request, *statement, &asked).await?;
                for parent in &parents {
                    let shown = fetched.shown(*statement, *parent, asked.page, request);
                    shown.iter().try_for_each(|row| wanted.below(&level.answer, row))?;
                }
            }
            if let Some(total) = texts.total {
                fetched.ask(connection, request, total, &asked).await?;
            }
            if let Answer::Page(page) = &level.answer {
                fetched.probe(connection, request, index, page, &parents).await?;
            }
        }
        Ok(fetched)
    }

    /// The rows below one above, without what was read only to see whether there is more.
    fn shown(&self, statement: usize, parent: i64, page: Option<&Page>, request: &Request) -> &[PgRow] {
        let rows = self.0[statement].get(&parent).map_or(&[][..], Vec::as_slice);
        let shown = page.map_or(rows.len(), |page| page.size(&request.values) as usize);
        &rows[..shown.min(rows.len())]
    }

    /// Looks which pages have rows beyond their edges. An empty page stands at its cursor.
    async fn probe(
        &mut self,
        connection: &mut PgConnection,
        request: &Request,
        level: usize,
        page: &Page,
        parents: &[i64],
    ) -> Result<(), Error> {
        let texts = &request.program.levels[level];
        for (probes, last, cursor) in
            [(&texts.behind, !page.backward, page.before), (&texts.before, page.backward, page.after)]
        {
            let Some(probe) = probes.first() else { continue };
            let (mut full, mut empty) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
            for parent in parents {
                let rows = self.shown(texts.rows[0], *parent, Some(page), request);
                match if last { rows.last() } else { rows.first() } {
                    Some(row) => {
                        let keys = page.keys.iter().map(|at| row.cell(*at).map(datum)).collect::<Result<_, _>>()?;
                        full.0.push(*parent);
                        full.1.push(keys);
                    }
                    None => {
                        empty.0.push(*parent);
                        empty.1.push(cursor.map_or(Vec::new(), |cursor| request.values[cursor].parts().to_vec()));
                    }
                }
            }
            let parents = [full.0, empty.0.clone()].concat();
            let edges = [full.1, empty.1.clone()].concat();
            let asked = Asked { parents: &parents, page: Some(page), edges: &edges, limit: 0 };
            self.ask(connection, request, *probe, &asked).await?;
            if let Some(at) = texts.at.filter(|_| !empty.0.is_empty()) {
                let asked = Asked { parents: &empty.0, page: Some(page), edges: &empty.1, limit: 0 };
                self.ask(connection, request, at, &asked).await?;
            }
        }
        Ok(())
    }

    async fn ask(
        &mut self,
        connection: &mut PgConnection,
        request: &Request,
        index: usize,
        asked: &Asked<'_>,
    ) -> Result<(), Error> {
        let statement = &request.program.statements[index];
        let mut arguments = PgArguments::default();
        for (_, given) in &statement.once {
            add(&mut arguments, *given, request, asked).map_err(Error::Encode)?;
        }
        let rows = sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), arguments).fetch_all(connection).await?;
        for row in rows {
            let parent: i64 = row.try_get(0)?;
            self.0[index].entry(parent).or_default().push(row);
        }
        Ok(())
    }
}

fn add(
    arguments: &mut PgArguments,
    given: Given,
    request: &Request,
    asked: &Asked<'_>,
) -> Result<(), sqlx::error::BoxDynError> {
    let key = |bind: fn(&Page) -> Option<usize>, index: usize| {
        let bind = asked.page.and_then(bind)?;
        request.values[bind].parts().get(index)
    };
    match given {
        Given::Value(param, kind) => {
            let datum = match param {
                Param::Limit => return arguments.add(asked.limit),
                Param::Bind(index) => Some(&request.values[index]),
                Param::After(index) => key(|page| page.after, index),
                Param::Before(index) => key(|page| page.before, index),
                Param::Parent | Param::Edge(_) => unreachable!("of these PostgreSQL takes lists"),
            };
            match kind {
                Kind::Int => arguments.add(datum.and_then(int)),
                Kind::Bool => arguments.add(datum.and_then(int).map(|truth| truth != 0)),
                Kind::Real => arguments.add(datum.and_then(int).map(|number| number as f64)),
                Kind::Text => arguments.add(datum.and_then(text)),
            }
        }
        Given::List(Param::Parent, _) => arguments.add(asked.parents),
        Given::List(param, kind) => {
            let list: Vec<Option<&Datum>> = match param {
                Param::Edge(index) => asked.edges.iter().map(|keys| keys.get(index)).collect(),
                Param::Bind(index) => request.values[index].parts().iter().map(Some).collect(),
                _ => unreachable!("only edges and values of the request are lists"),
            };
            match kind {
                Kind::Int => arguments.add(list.into_iter().map(|item| item.and_then(int)).collect::<Vec<_>>()),
                _ => arguments.add(list.into_iter().map(|item| item.and_then(text)).collect::<Vec<_>>()),
            }
        }
    }
}

fn int(datum: &Datum) -> Option<i64> {
    match datum {
        Datum::Int(number) => Some(*number),
        _ => None,
    }
}

/// A text; PostgreSQL has none with a NUL in it, so none is equal to one that has.
fn text(datum: &Datum) -> Option<&str> {
    match datum {
        Datum::Text(text) if !text.contains('\0') => Some(text),
        _ => None,
    }
}

impl<'f> Source for &'f Fetched {
    type Error = Error;
    type Row<'r> = PgRow;

    fn rows<'c>(
        run: &mut Run<'c, Self>,
        statement: usize,
        with: &With<'_>,
        mut each: impl FnMut(&mut Run<'c, Self>, &PgRow) -> Result<(), Error>,
    ) -> Result<i64, Error> {
        let source: &'f Fetched = run.source;
        let rows = source.0[statement].get(&with.parent).map_or(&[][..], Vec::as_slice);
        rows.iter().try_for_each(|row| each(run, row))?;
        run.rows += rows.len() as u64;
        Ok(rows.len() as i64)
    }
}
