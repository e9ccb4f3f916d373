//! The statements of a plan for PostgreSQL: one for each question, asked for all rows above it at once. The first column
//! of each says which of them a row belongs to; 0 where a question has nothing above it.

use crate::{
    plan::{Answer, Cond, Kind, Level, Op, Operand, Page, Param, Plan, Select, Slot},
    store::sql::{Dialect, Given, Key, Program, Ranks, Text, Texts, apart, beyond, equal},
};

use super::segment::{Segment, segments};

/// The statements of `plan`.
pub fn program(plan: &Plan) -> Program {
    let mut program = Program::default();
    for level in &plan.levels {
        let texts = texts(&mut program, level);
        program.levels.push(texts);
    }
    program
}

fn add(program: &mut Program, text: Text) -> usize {
    program.add(text, |_| false)
}

fn texts(program: &mut Program, level: &Level) -> Texts {
    let select = &level.select;
    match &level.answer {
        Answer::One(_) => Texts { rows: vec![add(program, rows(level, true))], ..Texts::default() },
        Answer::List(_) | Answer::Suggestion(_) => {
            Texts { rows: vec![add(program, rows(level, false))], ..Texts::default() }
        }
        Answer::Found(_) => Texts::default(),
        Answer::Asked(most) => Texts { rows: vec![add(program, asked(level, *most))], ..Texts::default() },
        Answer::Page(page) => {
            let mut texts = Texts::default();
            if page.reads() {
                texts.rows = vec![add(program, window(level, page))];
            }
            if page.wants(|slot| matches!(slot, Slot::Total)) {
                let total = |text: &mut Text| {
                    text.push("SELECT count(*)");
                    text.ranks = Ranks::Without;
                    text.source(level.total.as_ref().unwrap_or(select), &[]);
                };
                texts.total = Some(add(program, each(level, total)));
            }
            if page.probes_behind() {
                texts.behind = vec![add(program, probe(level, beyond(&select.order, false, Param::Edge)))];
            }
            if page.probes_before() {
                texts.before = vec![add(program, probe(level, beyond(&select.order, true, Param::Edge)))];
            }
            if page.probes_behind() || page.probes_before() {
                texts.at = Some(add(program, probe(level, vec![equal(&select.order, Param::Edge)])));
            }
            texts
        }
    }
}

/// What a walk asks: of all rows so many at most as it may read.
fn asked(level: &Level, most: Option<i64>) -> Text {
    let mut text = each(level, |text| {
        text.select(&level.select, &[], false);
        if let Some(most) = most {
            text.write(format_args!(" LIMIT {most}"));
        }
    });
    text.push(" LIMIT ");
    text.place(Given::Value(Param::Limit, Kind::Int));
    text
}

/// All rows of a question, or the first for each row above.
fn rows(level: &Level, one: bool) -> Text {
    if let Some(text) = listed(level) {
        return text;
    }
    each(level, |text| {
        text.select(&level.select, &[], false);
        if one {
            text.push(" LIMIT 1");
        }
    })
}

/// A question that asks for rows with a key in one of their columns: all of them with any of the keys, at once.
fn listed(level: &Level) -> Option<Text> {
    let select = &level.select;
    if !level.groups.is_empty() || select.grouped > 0 || select.columns.iter().any(Operand::is_aggregate) {
        return None;
    }
    let (column, rest) = match select.conditions.split_first()? {
        (Cond::Compare(column @ Operand::Col(..), Op::Eq, Operand::Param(Param::Parent)), rest) => (column, rest),
        _ => return None,
    };
    let rest = Select { conditions: rest.to_vec(), ..select.clone() };
    let mut text = Text::new(Dialect::Postgres, select.keys(), &[]);
    text.push("SELECT ");
    text.columns(&[std::slice::from_ref(column), &select.columns].concat());
    text.source(&rest, &[Cond::In(column.clone(), Param::Parent)]);
    text.order(&select.order, false, false);
    (!text.asks_parent).then_some(text)
}

/// A query for each row above, or asked once where it takes nothing of them.
fn each(level: &Level, query: impl Fn(&mut Text)) -> Text {
    let mut inner = Text::new(Dialect::Postgres, level.select.keys(), &level.groups);
    inner.push("SELECT p.id, r.* FROM ");
    inner.parents(false);
    inner.push(" CROSS JOIN LATERAL (");
    query(&mut inner);
    inner.push(") r");
    if inner.asks_parent {
        return inner;
    }
    let mut text = Text::new(Dialect::Postgres, level.select.keys(), &level.groups);
    text.push("SELECT 0::bigint, r.* FROM (");
    query(&mut text);
    text.push(") r");
    text
}

/// The rows of a page: of each range as many as the page may have, then the first of them all.
fn window(level: &Level, page: &Page) -> Text {
    let select = &level.select;
    let end = page.end().map(|end: Key| Cond::Or(beyond(&select.order, !page.backward, end)));
    let mut ranges = segments(select, page.backward, page.start());
    let limit = |text: &mut Text| {
        text.push(" LIMIT ");
        text.place(Given::Value(Param::Limit, Kind::Int));
    };
    if let [Segment { cond, settled }] = &ranges[..] {
        return each(level, |text| {
            let conditions: Vec<Cond> = [cond.clone()].into_iter().chain(end.clone()).collect();
            text.push("SELECT ");
            text.columns(&select.columns);
            text.source(select, &conditions);
            text.order(&select.order, page.backward, *settled);
            limit(text);
        });
    }
    for range in &mut ranges {
        range.cond = Cond::And([range.cond.clone()].into_iter().chain(end.clone()).collect());
    }
    each(level, |text| {
        // what is read and the keys get names here, for the ranges are put in order once more
        let keys: Vec<Operand> = select.order.iter().map(|key| key.operand.clone()).collect();
        text.push("SELECT ");
        for at in 0..select.columns.len() {
            text.write(format_args!("{}c{at}", if at > 0 { ", " } else { "" }));
        }
        text.push(if select.columns.is_empty() { "1 FROM (" } else { " FROM (" });
        for (index, range) in ranges.iter().enumerate() {
            text.push(if index > 0 { " UNION ALL (SELECT " } else { "(SELECT " });
            text.write(format_args!("{index} AS range"));
            for (name, operands) in [("c", &select.columns), ("k", &keys)] {
                for (at, operand) in operands.iter().enumerate() {
                    text.push(", ");
                    text.columns(std::slice::from_ref(operand));
                    text.write(format_args!(" AS {name}{at}"));
                }
            }
            text.source(select, std::slice::from_ref(&range.cond));
            text.order(&select.order, page.backward, range.settled);
            limit(text);
            text.push(")");
        }
        text.push(") s ORDER BY range");
        for (at, key) in select.order.iter().enumerate() {
            text.write(format_args!(", k{at}"));
            text.direction(key, page.backward, false);
        }
        limit(text);
    })
}

/// Which of the pages whose edges are given have rows in one of these ranges beyond them.
fn probe(level: &Level, ranges: Vec<Cond>) -> Text {
    let select = &level.select;
    let mut text = Text::new(Dialect::Postgres, select.keys(), &level.groups);
    text.push("SELECT p.id FROM ");
    text.parents(true);
    for (index, range) in ranges.into_iter().flat_map(apart).enumerate() {
        text.push(if index == 0 { " WHERE EXISTS (SELECT 1" } else { " OR EXISTS (SELECT 1" });
        text.source(select, &[range]);
        text.push(")");
    }
    text
}
