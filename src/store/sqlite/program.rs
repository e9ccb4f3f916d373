//! The statements of a plan for SQLite.
//!
//! A list is asked once for each row above it. A page behind a cursor is asked in segments, each a range of the
//! order's index: first the rows that agree with the cursor in all but the last key, and so on outwards.

use crate::{
    plan::{Answer, Cond, Kind, Level, Page, Param, Plan, Slot},
    store::sql::{Dialect, Given, Key, Program, Text, Texts, beyond, equal},
};

/// The statements of `plan`.
pub fn program(plan: &Plan) -> Program {
    let mut program = Program::default();
    for level in &plan.levels {
        let texts = match &level.answer {
            Answer::One(_) => rows(&mut program, level, Some("1")),
            Answer::List(_) => rows(&mut program, level, None),
            Answer::Page(page) => paged(&mut program, level, page),
            Answer::Found(_) => Texts::default(),
            Answer::Asked(most) => asked(&mut program, level, *most),
        };
        program.levels.push(texts);
    }
    program
}

/// What is bound from the request stays bound.
fn add(program: &mut Program, text: Text) -> usize {
    program.add(text, |given| !matches!(given, Given::Value(Param::Bind(_), _) | Given::List(..)))
}

fn rows(program: &mut Program, level: &Level, limit: Option<&str>) -> Texts {
    let mut text = text(level);
    text.select(&level.select, &[], false);
    if let Some(limit) = limit {
        text.push(" LIMIT ");
        text.push(limit);
    }
    Texts { rows: vec![add(program, text)], ..Texts::default() }
}

/// What a walk asks: of the rows so many at most as it may read.
fn asked(program: &mut Program, level: &Level, most: Option<i64>) -> Texts {
    let mut text = text(level);
    text.select(&level.select, &[], false);
    text.push(" LIMIT ");
    if let Some(most) = most {
        text.write(format_args!("min({most}, "));
    }
    text.place(Given::Value(Param::Limit, Kind::Int));
    text.push(if most.is_some() { ")" } else { "" });
    Texts { rows: vec![add(program, text)], ..Texts::default() }
}

/// No text yet, for a question.
fn text(level: &Level) -> Text {
    Text::new(Dialect::Sqlite, level.select.keys(), &level.groups)
}

fn paged(program: &mut Program, level: &Level, page: &Page) -> Texts {
    let select = &level.select;
    let mut texts = Texts::default();
    if page.reads() {
        let bound = page.end().map(|end| Cond::Or(beyond(&select.order, !page.backward, end)));
        let segments = page.start().map_or(vec![Cond::True], |start: Key| beyond(&select.order, page.backward, start));
        for segment in segments {
            let mut text = text(level);
            let conditions: Vec<Cond> = [segment].into_iter().chain(bound.clone()).collect();
            text.select(select, &conditions, page.backward);
            text.push(" LIMIT ");
            text.place(Given::Value(Param::Limit, Kind::Int));
            texts.rows.push(add(program, text));
        }
    }
    if page.wants(|slot| matches!(slot, Slot::Total)) {
        let mut text = text(level);
        text.push("SELECT count(*)");
        text.source(level.total.as_ref().unwrap_or(select), &[]);
        texts.total = Some(add(program, text));
    }
    let mut probes = |cond: Cond| {
        let mut text = text(level);
        text.push("SELECT 1");
        text.source(select, &[cond]);
        text.push(" LIMIT 1");
        add(program, text)
    };
    if page.probes_behind() {
        texts.behind = beyond(&select.order, false, Param::Edge).into_iter().map(&mut probes).collect();
    }
    if page.probes_before() {
        texts.before = beyond(&select.order, true, Param::Edge).into_iter().map(&mut probes).collect();
    }
    if page.probes_behind() || page.probes_before() {
        texts.at = Some(probes(equal(&select.order, Param::Edge)));
    }
    texts
}
