//! Plans as SQL text. The two databases differ in a few words; those are told apart here.

use std::{collections::HashMap, fmt::Write};

use crate::plan::{Cond, From, Kind, Match, Op, Operand, Param, Select, SortKey};

use super::search::Ranks;

/// Which database the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Asked once for each row above.
    Sqlite,
    /// Asked once for all rows above: they stand in a table `p`, their keys as `id`, edges to probe from as `e0`, `e1`, …
    Postgres,
}

/// What is bound to a place in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    /// A value, compared with what holds this.
    Value(Param, Kind),
    /// A list of values, compared with what holds this; of a row above or an edge, those of all of them.
    List(Param, Kind),
    /// Of groups, the list of what is above each.
    Above,
    /// Words, in the language in which the database is asked for them.
    Words(Param),
}

/// SQL under construction.
#[derive(Debug)]
pub struct Text {
    /// Which database it is for.
    pub dialect: Dialect,
    /// The text so far.
    pub sql: String,
    /// What is bound, by place from 1.
    pub given: Vec<Given>,
    places: HashMap<Given, usize>,
    /// The tables by alias, for what their columns hold.
    pub tables: HashMap<usize, From>,
    /// What the keys of cursors hold.
    keys: Vec<Kind>,
    /// What the keys of groups hold that are asked for.
    groups: Vec<Kind>,
    /// Whether something of a row above was named.
    pub asks_parent: bool,
    /// How the table of ranks stands in the question.
    pub ranks: Ranks,
    /// What it ranks: keys, and the words by which they were found.
    pub ranked: Option<(Operand, Param)>,
}

impl Text {
    /// Nothing yet; `keys` is what the keys of cursors hold, `groups` what those of the groups hold that are asked for.
    pub fn new(dialect: Dialect, keys: Vec<Kind>, groups: &[Kind]) -> Self {
        Self {
            dialect,
            sql: String::new(),
            given: Vec::new(),
            places: HashMap::new(),
            tables: HashMap::new(),
            keys,
            groups: groups.to_vec(),
            asks_parent: false,
            ranks: Ranks::default(),
            ranked: None,
        }
    }

    /// Adds text as it is.
    pub fn push(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    /// Adds text with values in it.
    pub fn write(&mut self, text: std::fmt::Arguments<'_>) {
        self.sql.write_fmt(text).expect("a string takes every character");
    }

    /// A place to bind something to; the same thing has one place.
    pub fn place(&mut self, given: Given) {
        let at = *self.places.entry(given).or_insert_with(|| {
            self.given.push(given);
            self.given.len()
        });
        let sign = if self.dialect == Dialect::Sqlite { '?' } else { '$' };
        self.write(format_args!("{sign}{at}"));
    }

    /// The table `p` of rows above; with the keys of their edges or without. For groups they are numbered, and what is
    /// above the groups stands beside as `above`, their keys as `g0`, `g1`, …
    pub fn parents(&mut self, edges: bool) {
        let keys = if edges { self.keys.clone() } else { Vec::new() };
        let groups = self.groups.clone();
        self.push("unnest(");
        self.place(Given::List(Param::Parent, Kind::Int));
        if !groups.is_empty() {
            self.push(", ");
            self.place(Given::Above);
        }
        for (index, kind) in groups.iter().enumerate() {
            self.push(", ");
            self.place(Given::List(Param::Group(index), *kind));
        }
        for (index, kind) in keys.iter().enumerate() {
            self.push(", ");
            self.place(Given::List(Param::Edge(index), *kind));
        }
        self.push(if groups.is_empty() { ") AS p(id" } else { ") AS p(id, above" });
        (0..groups.len()).for_each(|index| self.write(format_args!(", g{index}")));
        (0..keys.len()).for_each(|index| self.write(format_args!(", e{index}")));
        self.push(")");
    }

    /// A parameter, compared with what holds `kind`.
    pub fn param(&mut self, param: Param, kind: Kind) {
        let kind = match param {
            Param::After(index) | Param::Before(index) | Param::Edge(index) => self.keys[index],
            Param::Group(index) => self.groups[index],
            _ => kind,
        };
        match (self.dialect, param) {
            (Dialect::Postgres, Param::Parent) => {
                self.asks_parent = true;
                self.push(if self.groups.is_empty() { "p.id" } else { "p.above" });
            }
            (Dialect::Postgres, Param::Group(index)) => {
                self.asks_parent = true;
                self.write(format_args!("p.g{index}"));
            }
            (Dialect::Postgres, Param::Edge(index)) => self.write(format_args!("p.e{index}")),
            _ => self.place(Given::Value(param, kind)),
        }
    }

    /// A whole query but for its limit; `reversed` walks its order from the end.
    pub fn select(&mut self, select: &Select, more: &[Cond], reversed: bool) {
        self.push("SELECT ");
        self.columns(&select.columns);
        self.source(select, more);
        self.grouping(select);
        self.order(&select.order, reversed, false);
    }

    /// What a query reads.
    pub fn columns(&mut self, columns: &[Operand]) {
        if columns.is_empty() {
            self.push("1");
        }
        for (index, column) in columns.iter().enumerate() {
            self.comma(index);
            self.operand(column);
        }
    }

    /// An order. Of the first key it is not told where NULL stands if that is `settled`: PostgreSQL uses an index only
    /// if NULL stands where the index has it.
    pub fn order(&mut self, keys: &[SortKey], reversed: bool, settled: bool) {
        for (index, key) in keys.iter().enumerate() {
            self.push(if index == 0 { " ORDER BY " } else { ", " });
            self.operand(&key.operand);
            self.direction(key, reversed, settled && index == 0);
        }
    }

    /// Which way a key runs.
    pub fn direction(&mut self, key: &SortKey, reversed: bool, settled: bool) {
        self.push(if key.descending != reversed { " DESC" } else { " ASC" });
        if key.nullable && !settled {
            self.push(if reversed { " NULLS FIRST" } else { " NULLS LAST" });
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.push(", ");
        }
    }

    /// What an operand holds; `None` for a parameter, which holds what it is compared with.
    pub fn kind(&self, operand: &Operand) -> Option<Kind> {
        operand.kind(&|alias, name| self.tables.get(&alias).and_then(|from| from.kind(name)))
    }

    pub fn operand(&mut self, operand: &Operand) {
        self.typed(operand, Kind::Text);
    }

    /// An operand; a parameter is compared with what holds `kind`.
    fn typed(&mut self, operand: &Operand, kind: Kind) {
        match operand {
            Operand::Col(alias, name) => self.write(format_args!("t{alias}.\"{name}\"")),
            Operand::Param(param) => self.param(*param, kind),
            // words come from the catalog and hold letters and underscores only
            Operand::Word(word) => self.write(format_args!("'{word}'")),
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
                self.source(select, &[]);
                self.push(")");
            }
            Operand::First(select) => {
                self.push("(");
                self.select(select, &[], false);
                self.push(" LIMIT 1)");
            }
            Operand::GroupSize => self.push("count(*)"),
            Operand::Distinct(inner) => self.aggregate("count(DISTINCT ", inner),
            Operand::Known(inner) => self.aggregate("count(", inner),
            Operand::Sum(inner) => self.aggregate("sum(", inner),
            Operand::Time(interval, earliest, latest) => self.time(*interval, earliest, latest),
            Operand::Distance(place, centre) => self.distance(&format!("t{place}"), *centre),
            Operand::Prefix(inner, length) => {
                self.push("substr(");
                self.operand(inner);
                // PostgreSQL takes no longer number
                self.push(", 1, CAST(");
                self.param(*length, Kind::Int);
                self.push(" AS integer))");
            }
        }
    }

    fn row(&mut self, operands: &[Operand], kinds: &[Kind]) {
        self.push("(");
        for (index, (operand, kind)) in operands.iter().zip(kinds).enumerate() {
            self.comma(index);
            self.typed(operand, *kind);
        }
        self.push(")");
    }

    /// What both sides of a comparison hold.
    fn compared(&self, left: &Operand, right: &Operand) -> Kind {
        self.kind(left).or_else(|| self.kind(right)).unwrap_or(Kind::Text)
    }

    /// A condition.
    pub fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::True => self.push("TRUE"),
            Cond::False => self.push("FALSE"),
            Cond::And(all) => self.joined(all, " AND ", "TRUE"),
            Cond::Or(any) => self.joined(any, " OR ", "FALSE"),
            Cond::Not(inner) => {
                self.push("(");
                self.cond(inner);
                self.push(") IS NOT TRUE");
            }
            Cond::Compare(left, op, right) => {
                let kind = self.compared(left, right);
                self.typed(left, kind);
                self.sign(*op);
                self.typed(right, kind);
            }
            Cond::Rows(left, op, right) => {
                let kinds: Vec<Kind> = left.iter().zip(right).map(|(left, right)| self.compared(left, right)).collect();
                self.row(left, &kinds);
                self.sign(*op);
                self.row(right, &kinds);
            }
            Cond::Null(operand) => {
                self.operand(operand);
                self.push(" IS NULL");
            }
            Cond::Truth(operand) => {
                self.operand(operand);
                self.push(if self.dialect == Dialect::Sqlite { " = 1" } else { " IS TRUE" });
            }
            Cond::In(operand, list) => {
                let kind = self.kind(operand).unwrap_or(Kind::Text);
                self.operand(operand);
                let (open, close) = match self.dialect {
                    Dialect::Sqlite => (" IN (SELECT value FROM json_each(", "))"),
                    Dialect::Postgres => (" = ANY(", ")"),
                };
                self.push(open);
                self.place(Given::List(*list, kind));
                self.push(close);
            }
            Cond::Within(operand, top) => {
                self.operand(operand);
                self.push(
                    " IN (WITH RECURSIVE within(id) AS (\
                     SELECT id FROM party WHERE party_type = 'ORGANIZATION' AND uid = ",
                );
                self.param(*top, Kind::Int);
                self.push(
                    " UNION SELECT o.id FROM organization o JOIN within ON o.parent_id = within.id) \
                     SELECT id FROM within)",
                );
            }
            Cond::Located(place, area, alone) => self.located(place, area, *alone),
            Cond::Like(operand, how, param) => self.like(operand, *how, *param),
            Cond::Search(operand, types, words) => self.search(operand, types, *words),
            Cond::Exists(select) => {
                self.push("EXISTS (SELECT 1");
                self.source(select, &[]);
                // SQLite 3.51.3 makes of a subquery without a limit a join, and loses rows where that is read by two
                // indexes for an OR
                self.push(if self.dialect == Dialect::Sqlite { " LIMIT 1)" } else { ")" });
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

    /// Without LIKE, whose wildcards and case differ between databases. In these forms `$` stands for what is searched
    /// and `#` for what is looked for.
    fn like(&mut self, operand: &Operand, how: Match, param: Param) {
        let form = match (how, self.dialect) {
            (Match::Contains, Dialect::Sqlite) => "instr($, #) > 0",
            (Match::Contains, Dialect::Postgres) => "strpos($, #) > 0",
            (Match::Starts, Dialect::Sqlite) => "substr($, 1, length(#)) = #",
            (Match::Starts, Dialect::Postgres) => "starts_with($, #)",
            (Match::Ends, Dialect::Sqlite) => "(length($) >= length(#) AND substr($, length($) - length(#) + 1) = #)",
            (Match::Ends, Dialect::Postgres) => "right($, length(#)) = #",
        };
        for piece in form.split_inclusive(['$', '#']) {
            self.push(piece.trim_end_matches(['$', '#']));
            match piece.chars().next_back() {
                Some('$') => self.operand(operand),
                Some('#') => self.param(param, Kind::Text),
                _ => {}
            }
        }
    }

    fn sign(&mut self, op: Op) {
        self.push(match op {
            Op::Eq => " = ",
            Op::Same if self.dialect == Dialect::Sqlite => " IS ",
            Op::Same => " IS NOT DISTINCT FROM ",
            Op::Lt => " < ",
            Op::Le => " <= ",
            Op::Gt => " > ",
            Op::Ge => " >= ",
        });
    }
}
