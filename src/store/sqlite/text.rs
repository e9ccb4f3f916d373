//! The SQL of a plan, for SQLite: made once for each plan, the same whatever rows there are.
//!
//! A list is asked once for each row above it. A page behind a cursor is asked in segments, each a range of the
//! order's index: first the rows that agree with the cursor in all but the last key, and so on outwards.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use crate::plan::{Answer, Cond, From, Match, Op, Operand, Page, Param, Plan, Select, Slot};

use super::keyset::{Key, beyond, equal};

/// A statement and what is bound to it, with positions from 1.
#[derive(Debug)]
pub struct Statement {
    /// Its text.
    pub sql: String,
    /// What is the same as long as the request is, and stays bound.
    pub once: Vec<(usize, Param)>,
    /// What is bound for each run.
    pub each: Vec<(usize, Param)>,
}

/// The statements of one question, as positions in [`Program::statements`].
#[derive(Debug, Default)]
pub struct Texts {
    /// The rows; of a page the segments, in order.
    pub rows: Vec<usize>,
    /// How many rows there are in all.
    pub total: Option<usize>,
    /// Whether there are rows behind an edge, in segments.
    pub behind: Vec<usize>,
    /// Whether there are rows before an edge, in segments.
    pub before: Vec<usize>,
    /// Whether the row at an edge is there.
    pub at: Option<usize>,
}

/// All statements of a plan.
#[derive(Debug, Default)]
pub struct Program {
    /// The statements.
    pub statements: Vec<Statement>,
    /// Those of each question.
    pub levels: Vec<Texts>,
    /// The bytes of the last answer: the next will be about as long.
    last: AtomicUsize,
    /// Whether the last run took more than a moment.
    long: AtomicBool,
}

impl Program {
    /// The statements of `plan`.
    pub fn of(plan: &Plan) -> Self {
        let mut program = Self::default();
        for level in &plan.levels {
            let texts = match &level.answer {
                Answer::One(_) => program.rows(&level.select, &[], Some("1")),
                Answer::List(_) => program.rows(&level.select, &[], None),
                Answer::Page(page) => program.page(&level.select, page),
            };
            program.levels.push(texts);
        }
        program
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let statements: usize = self.statements.iter().map(|statement| statement.sql.len() + 256).sum();
        statements + self.levels.len() * size_of::<Texts>()
    }

    /// How much room the next answer should be given, so that it need not move while it grows.
    pub fn expected(&self) -> usize {
        self.last.load(Ordering::Relaxed) / 4 * 5 + 1_024
    }

    /// Takes down how long an answer was.
    pub fn answered(&self, bytes: usize) {
        self.last.store(bytes, Ordering::Relaxed);
    }

    /// Whether the last run took more than a moment: the next probably will.
    pub fn takes_long(&self) -> bool {
        self.long.load(Ordering::Relaxed)
    }

    /// Takes down whether a run took more than a moment.
    pub fn took_long(&self, long: bool) {
        self.long.store(long, Ordering::Relaxed);
    }

    fn add(&mut self, text: Text) -> usize {
        let params = (1..).zip(text.params);
        let (once, each) = params.partition(|(_, param)| matches!(param, Param::Bind(_)));
        self.statements.push(Statement { sql: text.sql, once, each });
        self.statements.len() - 1
    }

    fn rows(&mut self, select: &Select, more: &[Cond], limit: Option<&str>) -> Texts {
        let mut text = Text::default();
        text.select(select, more, false);
        if let Some(limit) = limit {
            text.push(" LIMIT ");
            text.push(limit);
        }
        Texts { rows: vec![self.add(text)], ..Texts::default() }
    }

    fn page(&mut self, select: &Select, page: &Page) -> Texts {
        let mut texts = Texts::default();
        // where the rows begin, and where they must end, as the page is walked
        let (start, end) = if page.backward { (page.before, page.after) } else { (page.after, page.before) };
        let (start_key, end_key): (Key, Key) =
            if page.backward { (Param::Before, Param::After) } else { (Param::After, Param::Before) };
        let bound = end.map(|_| Cond::Or(beyond(&select.order, !page.backward, end_key)));
        let segments = match start {
            Some(_) => beyond(&select.order, page.backward, start_key),
            None => vec![Cond::True],
        };
        let needed = page.wants(|slot| !matches!(slot, Slot::Literal(_) | Slot::Total));
        for segment in segments.into_iter().filter(|_| needed) {
            let mut text = Text::default();
            let conditions: Vec<Cond> = [segment].into_iter().chain(bound.clone()).collect();
            text.select(select, &conditions, page.backward);
            text.push(" LIMIT ");
            text.param(Param::Limit);
            texts.rows.push(self.add(text));
        }
        if page.wants(|slot| matches!(slot, Slot::Total)) {
            let mut text = Text::default();
            text.push("SELECT count(*)");
            text.source(&select.from, &select.conditions, &[]);
            texts.total = Some(self.add(text));
        }
        let mut probes = |cond: Cond| {
            let mut text = Text::default();
            text.push("SELECT 1");
            text.source(&select.from, &select.conditions, &[cond]);
            text.push(" LIMIT 1");
            self.add(text)
        };
        let (next, previous) =
            (page.wants(|slot| matches!(slot, Slot::HasNext)), page.wants(|slot| matches!(slot, Slot::HasPrevious)));
        if next && page.before.is_some() {
            texts.behind = beyond(&select.order, false, Param::Edge).into_iter().map(&mut probes).collect();
        }
        if previous && page.after.is_some() {
            texts.before = beyond(&select.order, true, Param::Edge).into_iter().map(&mut probes).collect();
        }
        if !texts.behind.is_empty() || !texts.before.is_empty() {
            texts.at = Some(probes(equal(&select.order, Param::Edge)));
        }
        texts
    }
}

/// SQL under construction.
#[derive(Debug, Default)]
struct Text {
    sql: String,
    params: Vec<Param>,
    places: HashMap<Param, usize>,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    fn param(&mut self, param: Param) {
        let at = *self.places.entry(param).or_insert_with(|| {
            self.params.push(param);
            self.params.len()
        });
        write!(self.sql, "?{at}").expect("a string takes every character");
    }

    /// A whole query but for its limit; `reversed` walks its order from the end.
    fn select(&mut self, select: &Select, more: &[Cond], reversed: bool) {
        self.push("SELECT ");
        if select.columns.is_empty() {
            self.push("1");
        }
        for (index, column) in select.columns.iter().enumerate() {
            self.comma(index);
            self.operand(column);
        }
        self.source(&select.from, &select.conditions, more);
        if select.grouped {
            self.push(" GROUP BY 1");
        }
        for (index, key) in select.order.iter().enumerate() {
            self.push(if index == 0 { " ORDER BY " } else { ", " });
            self.operand(&key.operand);
            self.push(if key.descending != reversed { " DESC" } else { " ASC" });
            if key.nullable {
                self.push(if reversed { " NULLS FIRST" } else { " NULLS LAST" });
            }
        }
    }

    fn source(&mut self, from: &[From], conditions: &[Cond], more: &[Cond]) {
        for table in from {
            match &table.on {
                None => self.push(" FROM "),
                Some(_) => self.push(if table.inner { " JOIN " } else { " LEFT JOIN " }),
            }
            write!(self.sql, "\"{}\" t{}", table.table, table.alias).expect("a string takes every character");
            if let Some((column, to)) = &table.on {
                write!(self.sql, " ON t{}.\"{column}\" = ", table.alias).expect("a string takes every character");
                self.operand(to);
            }
        }
        let all: Vec<&Cond> = conditions.iter().chain(more).filter(|cond| !cond.is_trivial()).collect();
        for (index, cond) in all.into_iter().enumerate() {
            self.push(if index == 0 { " WHERE " } else { " AND " });
            self.cond(cond);
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.push(", ");
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Col(alias, name) => {
                write!(self.sql, "t{alias}.\"{name}\"").expect("a string takes every character")
            }
            Operand::Param(param) => self.param(*param),
            // words come from the catalog and hold letters and underscores only
            Operand::Word(word) => write!(self.sql, "'{word}'").expect("a string takes every character"),
            Operand::Lower(inner) => {
                self.push("lower(");
                self.operand(inner);
                self.push(")");
            }
            Operand::Coalesce(items) => {
                self.push("coalesce(");
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.operand(item);
                }
                self.push(")");
            }
            Operand::Count(select) => {
                self.push("(SELECT count(*)");
                self.source(&select.from, &select.conditions, &[]);
                self.push(")");
            }
            Operand::First(select) => {
                self.push("(");
                self.select(select, &[], false);
                self.push(" LIMIT 1)");
            }
            Operand::GroupSize => self.push("count(*)"),
        }
    }

    fn row(&mut self, operands: &[Operand]) {
        self.push("(");
        for (index, operand) in operands.iter().enumerate() {
            self.comma(index);
            self.operand(operand);
        }
        self.push(")");
    }

    fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::True => self.push("1"),
            Cond::False => self.push("0"),
            Cond::And(all) => self.joined(all, " AND ", "1"),
            Cond::Or(any) => self.joined(any, " OR ", "0"),
            Cond::Not(inner) => {
                self.push("(");
                self.cond(inner);
                self.push(") IS NOT TRUE");
            }
            Cond::Compare(left, op, right) => {
                self.operand(left);
                self.push(sign(*op));
                self.operand(right);
            }
            Cond::Rows(left, op, right) => {
                self.row(left);
                self.push(sign(*op));
                self.row(right);
            }
            Cond::Null(operand) => {
                self.operand(operand);
                self.push(" IS NULL");
            }
            Cond::Truth(operand) => {
                self.operand(operand);
                self.push(" = 1");
            }
            Cond::In(operand, list) => {
                self.operand(operand);
                self.push(" IN (SELECT value FROM json_each(");
                self.param(*list);
                self.push("))");
            }
            Cond::Like(operand, how, param) => self.like(operand, *how, *param),
            Cond::Exists(select) => {
                self.push("EXISTS (SELECT 1");
                self.source(&select.from, &select.conditions, &[]);
                self.push(")");
            }
        }
    }

    /// Conditions joined as a balanced tree: SQLite bounds the depth of an expression, and a row of a thousand is as deep
    /// as it is long.
    fn joined(&mut self, conds: &[Cond], word: &str, empty: &str) {
        match conds {
            [] => self.push(empty),
            [only] => self.cond(only),
            many => {
                let (left, right) = many.split_at(many.len() / 2);
                self.push("(");
                self.joined(left, word, empty);
                self.push(word);
                self.joined(right, word, empty);
                self.push(")");
            }
        }
    }

    /// Without LIKE, whose wildcards and case differ between databases.
    fn like(&mut self, operand: &Operand, how: Match, param: Param) {
        match how {
            Match::Contains => {
                self.push("instr(");
                self.operand(operand);
                self.push(", ");
                self.param(param);
                self.push(") > 0");
            }
            Match::Starts => {
                self.push("substr(");
                self.operand(operand);
                self.push(", 1, length(");
                self.param(param);
                self.push(")) = ");
                self.param(param);
            }
            Match::Ends => {
                self.push("(length(");
                self.operand(operand);
                self.push(") >= length(");
                self.param(param);
                self.push(") AND substr(");
                self.operand(operand);
                self.push(", length(");
                self.operand(operand);
                self.push(") - length(");
                self.param(param);
                self.push(") + 1) = ");
                self.param(param);
                self.push(")");
            }
        }
    }
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Eq => " = ",
        Op::Same => " IS ",
        Op::Lt => " < ",
        Op::Le => " <= ",
        Op::Gt => " > ",
        Op::Ge => " >= ",
    }
}
