//! The statements of a plan for SQLite.
//!
//! A list is asked once for each row above it. A page behind a cursor is asked in segments, each a range of the
//! order's index: first the rows that agree with the cursor in all but the last key, and so on outwards.

use crate::{
    plan::{Answer, Cond, Kind, Level, Operand, Page, Param, Plan, Select, Slot, SortKey},
    store::sql::{Dialect, Given, Key, Program, Ranks, Text, Texts, apart, beyond, equal, is_unranked, ranking},
};

/// The statements of `plan`.
pub fn program(plan: &Plan) -> Program {
    let mut program = Program::default();
    for level in &plan.levels {
        let texts = match &level.answer {
            Answer::One(_) => rows(&mut program, level, Some("1")),
            Answer::List(_) | Answer::Suggestion(_) => rows(&mut program, level, None),
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
    program.add(text, |given| !matches!(given, Given::Value(Param::Bind(_), _) | Given::List(..) | Given::Words(_)))
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
        for segment in segments(select, page) {
            let mut text = text(level);
            let conditions: Vec<Cond> = [segment.cond].into_iter().chain(bound.clone()).collect();
            text.ranks = segment.ranks;
            text.push("SELECT ");
            text.columns(&select.columns);
            text.source(select, &conditions);
            text.order(&segment.order, page.backward, false);
            text.push(" LIMIT ");
            text.place(Given::Value(Param::Limit, Kind::Int));
            texts.rows.push(add(program, text));
        }
    }
    if page.wants(|slot| matches!(slot, Slot::Total)) {
        let mut text = text(level);
        text.push("SELECT count(*)");
        text.ranks = Ranks::Without;
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

/// A range of a page's order.
struct Segment {
    /// Which rows.
    cond: Cond,
    /// Their order.
    order: Vec<SortKey>,
    /// How they are ranked.
    ranks: Ranks,
}

/// The ranges in which a page is walked. What is ranked is not walked but looked up by rank, and then what is not.
fn segments(select: &Select, page: &Page) -> Vec<Segment> {
    let behind = |start: Key| beyond(&select.order, page.backward, start);
    let plain = |cond| Segment { cond, order: select.order.clone(), ranks: Ranks::Beside };
    let Some(rank) = ranking(select) else {
        return page.start().map_or(vec![Cond::True], behind).into_iter().map(plain).collect();
    };
    let none = Cond::Null(rank.clone());
    let conds = match page.start() {
        Some(start) => behind(start).into_iter().flat_map(apart).collect(),
        None if page.backward => vec![none, Cond::True],
        None => vec![Cond::True, none],
    };
    // behind a row that is not ranked there is none that is, walked from the beginning
    let place = select.order.iter().position(|key| key.operand == *rank).unwrap_or_default();
    let known = page.start().filter(|_| !page.backward);
    let known = known.map(|start| Cond::Not(Box::new(Cond::Null(Operand::Param(start(place))))));
    let ranked = |cond| {
        if !is_unranked(&cond, rank) {
            let cond = Cond::And(known.iter().cloned().chain([cond]).collect());
            return Segment { ranks: Ranks::First, ..plain(cond) };
        }
        let order = select.order.iter().filter(|key| key.operand != *rank).cloned().collect();
        Segment { order, ..plain(cond) }
    };
    conds.into_iter().map(ranked).collect()
}
