//! What a plan's statements give, fetched question by question: those above come before those below.

use std::{collections::HashMap, sync::Arc};

use sea_orm::sqlx::{
    self, Arguments, AssertSqlSafe, Error, PgConnection, Row,
    postgres::{PgArguments, PgRow},
};

use crate::{
    plan::{Answer, Datum, Kind, Page, Param},
    store::{
        ReadError, Request,
        answer::{Cells, Run, Source, With, datum},
        find::{Answers, Found, FoundRow, Links, Question, Search},
        sql::{Given, tsquery},
    },
};

use super::wanted::{Above, Wanted};

/// A statement's rows by what they belong to: the row above, or the number of a group.
type Rows = HashMap<i64, Vec<PgRow>>;

/// The rows of all statements of a plan.
pub struct Fetched {
    statements: Vec<Rows>,
    /// Of the statements of questions about groups: what each group's number is, and how many keys it has.
    groups: Vec<Option<Arc<Groups>>>,
    /// What was found, by level and the value of the row above.
    found: HashMap<(usize, i64), Arc<Found>>,
}

/// Groups by what they are asked with.
struct Groups {
    keys: usize,
    numbers: HashMap<Above, i64>,
}

/// What a statement is asked with.
#[derive(Default)]
struct Asked<'a> {
    above: &'a [Above],
    /// Whether it is asked about groups.
    groups: Option<Arc<Groups>>,
    limit: i64,
    page: Option<&'a Page>,
    edges: &'a [Vec<Datum>],
}

impl Asked<'_> {
    /// What rows are found by.
    fn number(&self, above: &Above) -> i64 {
        self.groups.as_ref().map_or(above.parent, |groups| groups.numbers[above])
    }
}

impl Fetched {
    /// Asks each question of the plan that has something to be asked with, once.
    pub async fn all(connection: &mut PgConnection, request: &Request, public_url: &str) -> Result<Self, ReadError> {
        let mut wanted = Wanted::of(request, public_url);
        let count = request.program.statements.len();
        let statements = (0..count).map(|_| Rows::new()).collect();
        let mut fetched = Self { statements, groups: vec![None; count], found: HashMap::new() };
        let mut links = Links::new(request.max_links);
        // questions below have smaller numbers: from the last to the first, each is asked once
        for (index, level) in request.plan.levels.iter().enumerate().rev() {
            let above = wanted.take(index);
            if above.is_empty() {
                continue;
            }
            if let Answer::Found(_) = &level.answer {
                let parents: Vec<i64> = above.iter().map(|above| above.parent).collect();
                for (parent, found) in search(connection, request, index, &parents, &mut links).await? {
                    let above = Above::row(parent);
                    let mut rows = found.rows.iter().map(|row| FoundRow::<ReadError>::new(row));
                    rows.try_for_each(|row| wanted.below(&level.answer, &row, &above))?;
                    fetched.found.insert((index, parent), Arc::new(found));
                }
                continue;
            }
            let texts = &request.program.levels[index];
            let groups = (!level.groups.is_empty()).then(|| {
                let numbers = above.iter().cloned().zip(1..).collect();
                Arc::new(Groups { keys: level.groups.len(), numbers })
            });
            let mut asked = Asked { above: &above, groups, ..Asked::default() };
            if let Answer::Page(page) = &level.answer {
                let limit = page.size(&request.values) + i64::from(page.looks_ahead());
                asked = Asked { limit, page: Some(page), ..asked };
            }
            for statement in &texts.rows {
                fetched.ask(connection, request, *statement, &asked).await?;
                for one in &above {
                    let shown = fetched.shown(*statement, asked.number(one), asked.page, request);
                    shown.iter().try_for_each(|row| wanted.below(&level.answer, row, one))?;
                }
            }
            if let Some(total) = texts.total {
                fetched.ask(connection, request, total, &asked).await?;
            }
            if let Answer::Page(page) = &level.answer {
                wanted.beside(page, &above);
                fetched.probe(connection, request, index, page, &asked).await?;
            }
        }
        Ok(fetched)
    }

    /// The rows below one above, without what was read only to see whether there is more.
    fn shown(&self, statement: usize, number: i64, page: Option<&Page>, request: &Request) -> &[PgRow] {
        let rows = self.statements[statement].get(&number).map_or(&[][..], Vec::as_slice);
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
        paged: &Asked<'_>,
    ) -> Result<(), ReadError> {
        let texts = &request.program.levels[level];
        for (probes, last, cursor) in
            [(&texts.behind, !page.backward, page.before), (&texts.before, page.backward, page.after)]
        {
            let Some(probe) = probes.first() else { continue };
            let (mut full, mut empty) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
            for above in paged.above {
                let rows = self.shown(texts.rows[0], paged.number(above), Some(page), request);
                match if last { rows.last() } else { rows.first() } {
                    Some(row) => {
                        let keys = page.keys.iter().map(|at| row.cell(*at).map(datum)).collect::<Result<_, _>>()?;
                        full.0.push(above.clone());
                        full.1.push(keys);
                    }
                    None => {
                        empty.0.push(above.clone());
                        empty.1.push(cursor.map_or(Vec::new(), |cursor| request.values[cursor].parts().to_vec()));
                    }
                }
            }
            let above = [full.0, empty.0.clone()].concat();
            let edges = [full.1, empty.1.clone()].concat();
            let groups = || paged.groups.clone();
            let asked = Asked { above: &above, groups: groups(), page: Some(page), edges: &edges, limit: 0 };
            self.ask(connection, request, *probe, &asked).await?;
            if let Some(at) = texts.at.filter(|_| !empty.0.is_empty()) {
                let asked = Asked { above: &empty.0, groups: groups(), page: Some(page), edges: &empty.1, limit: 0 };
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
    ) -> Result<(), ReadError> {
        let rows = rows(connection, request, index, asked).await?;
        self.groups[index].clone_from(&asked.groups);
        for row in rows {
            let number: i64 = row.try_get(0)?;
            self.statements[index].entry(number).or_default().push(row);
        }
        Ok(())
    }
}

/// The rows of a statement.
async fn rows(
    connection: &mut PgConnection,
    request: &Request,
    index: usize,
    asked: &Asked<'_>,
) -> Result<Vec<PgRow>, ReadError> {
    let statement = &request.program.statements[index];
    let mut arguments = PgArguments::default();
    for (_, given) in &statement.once {
        add(&mut arguments, *given, request, asked).map_err(Error::Encode)?;
    }
    Ok(sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), arguments).fetch_all(connection).await?)
}

/// Finds the rows of a level for all rows above it: what their walks ask next is one statement for each question.
async fn search(
    connection: &mut PgConnection,
    request: &Request,
    level: usize,
    parents: &[i64],
    links: &mut Links,
) -> Result<impl Iterator<Item = (i64, Found)>, ReadError> {
    let (mut search, mut answers) = (Search::new(request, level, parents), Answers::default());
    loop {
        let questions = search.step(&answers);
        if questions.is_empty() {
            return Ok(search.found());
        }
        answers = Answers::default();
        for Question { level, keys } in questions {
            let above: Vec<Above> = keys.into_iter().map(Above::row).collect();
            let asked = Asked { above: &above, limit: links.room(), ..Asked::default() };
            let read = rows(connection, request, request.program.levels[level].rows[0], &asked).await?;
            links.read(read.len())?;
            let columns = request.plan.levels[level].select.columns.len();
            for row in read {
                answers.add(level, row.try_get(0)?, &row, columns)?;
            }
        }
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
                Param::Parent | Param::Edge(_) | Param::Group(_) => unreachable!("of these PostgreSQL takes lists"),
            };
            match kind {
                Kind::Int => arguments.add(datum.and_then(int)),
                Kind::Bool => arguments.add(datum.and_then(int).map(|truth| truth != 0)),
                Kind::Real => arguments.add(datum.and_then(int).map(|number| number as f64)),
                Kind::Text => arguments.add(datum.and_then(text)),
            }
        }
        Given::List(Param::Parent, _) => {
            arguments.add(asked.above.iter().map(|above| asked.number(above)).collect::<Vec<_>>())
        }
        Given::Words(param) => {
            let Param::Bind(index) = param else { unreachable!("words are values of the request") };
            arguments.add(text(&request.values[index]).map(tsquery))
        }
        Given::Above => arguments.add(asked.above.iter().map(|above| above.parent).collect::<Vec<_>>()),
        Given::List(param, kind) => {
            let list: Vec<Option<&Datum>> = match param {
                Param::Edge(index) => asked.edges.iter().map(|keys| keys.get(index)).collect(),
                Param::Group(index) => asked.above.iter().map(|above| above.group.get(index)).collect(),
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
    type Error = ReadError;
    type Row<'r> = PgRow;

    fn rows<'c>(
        run: &mut Run<'c, Self>,
        statement: usize,
        with: &With<'_>,
        mut each: impl FnMut(&mut Run<'c, Self>, &PgRow) -> Result<(), ReadError>,
    ) -> Result<i64, ReadError> {
        let source: &'f Fetched = run.source;
        let number = match &source.groups[statement] {
            None => Some(with.parent),
            Some(groups) => {
                let group = run.group[..groups.keys].to_vec();
                groups.numbers.get(&Above { parent: with.parent, group }).copied()
            }
        };
        let rows = number.and_then(|number| source.statements[statement].get(&number)).map_or(&[][..], Vec::as_slice);
        rows.iter().try_for_each(|row| each(run, row))?;
        run.rows += rows.len() as u64;
        Ok(rows.len() as i64)
    }

    fn find(run: &mut Run<'_, Self>, level: usize, parent: i64) -> Result<Arc<Found>, ReadError> {
        let source: &'f Fetched = run.source;
        Ok(source.found.get(&(level, parent)).map(Arc::clone).unwrap_or_default())
    }
}
