//! Words that are searched: which of a list's rows match best, where they match, and the search over everything.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Col, Noun, Scalar, Shape, Target},
    types::{Arg, Args},
};

use super::{
    Kind, Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    connection::Entry,
    input::source,
    level::{Answer, Cond, From, NAMES, Op, Operand, Param, Select, SortKey},
    page::Page,
    parts::Parts,
    refusal::Refusal,
    selection::Selected,
};

/// How many matches of each type are ranked: those that were recorded last.
pub const RANKED: usize = 2_000;

/// What is found by words, as a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Searched {
    /// Of each of these types the [`RANKED`] newest records that match: key, and how well it matches in billionths.
    Ranked(Vec<&'static str>, Param),
    /// How many records of each of these types match: type, number.
    Counted(Vec<&'static str>, Param),
    /// The words of all records that begin with one of a list of letters.
    Known(Param),
}

impl Searched {
    /// What its columns hold.
    pub fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::Ranked(..) => &[Kind::Int, Kind::Int],
            Self::Counted(..) => &[Kind::Text, Kind::Int],
            Self::Known(_) => &[Kind::Text],
        }
    }
}

/// What is told of where a row's texts match.
#[derive(Debug)]
pub struct Highlights {
    /// The bind that holds the words.
    pub words: usize,
    /// The column with the row's key.
    pub key: usize,
    /// Questions for the row's texts, asked with its key.
    pub passages: Vec<Passages>,
    /// What is written of each highlight.
    pub shown: Vec<Show>,
}

/// Texts of a row.
#[derive(Debug)]
pub struct Passages {
    /// The question.
    pub level: usize,
    /// The field of each column; `None`: the first column says it of the second.
    pub fields: Option<Vec<&'static str>>,
}

/// A piece of what is written of a highlight.
#[derive(Debug)]
pub enum Show {
    /// Bytes as they are.
    Literal(Vec<u8>),
    /// The field.
    Field,
    /// The passage.
    Snippet,
    /// The list of ranges, and what is written of each.
    Ranges(Vec<Show>),
    /// A range's beginning.
    Start,
    /// A range's end.
    End,
}

/// The words that the rows of a list must match: the types of the records, and where the words are bound.
type Words = (Vec<&'static str>, Param);

impl<'a> Compiler<'a> {
    /// Records that match words.
    pub fn search_filter(&mut self, row: &Row, arg: &Arg) -> Cond {
        let table = row.tables[0];
        let nouns = self.facts.catalog.nouns.iter().filter(|noun| noun.tables.contains(&table));
        let types = nouns.filter_map(|noun| noun.record).collect();
        let words = arg.get("matches").map_or(Source::Absent, source);
        Cond::Search(row.key.clone(), types, self.binds.param(words, Conversion::Plain))
    }

    /// How well the rows of a list match its `text`.
    pub fn relevance(&mut self, select: &mut Select, row: &Row, what: &str) -> Result<Operand, Refusal> {
        let Some(words) = sought(select, row) else {
            return Err(Refusal::BadInput(format!(
                "{what} is ordered by RELEVANCE, which takes a `text` in its filter, outside of `or` and `not`; add one or choose another order"
            )));
        };
        Ok(self.ranked(select, row, words))
    }

    /// The column with how well rows match, its table joined if need be.
    fn ranked(&mut self, select: &mut Select, row: &Row, (types, words): Words) -> Operand {
        let sought = Some(Searched::Ranked(types, words));
        let known = select.from.iter().find(|from| from.sought == sought).map(|from| from.alias);
        let alias = known.unwrap_or_else(|| {
            let (alias, on) = (self.alias(), Some((NAMES[0], row.key.clone())));
            select.from.push(From { table: "", rows: None, sought, alias, on, inner: false });
            alias
        });
        Operand::Col(alias, NAMES[1])
    }

    /// `score` and `highlights` of an entry; null and nothing where the list is not filtered by `text`.
    pub fn matched(
        &mut self,
        select: &mut Select,
        row: &Row,
        noun: &'a Noun,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) {
        let Some(words) = sought(select, row) else {
            return out.literal(if selected.name() == "score" { "null" } else { "[]" });
        };
        if selected.name() == "score" {
            let score = self.ranked(select, row, words);
            out.push(Part::Score(select.read(score)));
        } else {
            out.push(self.highlights(select, row.key.clone(), noun, words.1, &selected.sets()));
        }
    }

    fn highlights(&mut self, select: &mut Select, key: Operand, noun: &'a Noun, words: Param, sets: &[&'a SelectionSet]) -> Part {
        let Param::Bind(words) = words else { unreachable!("words are bound from the request") };
        let key = select.read(key);
        let shown = self.shown("Highlight", sets);
        Part::Highlights(Box::new(Highlights { words, key, passages: self.passages(noun), shown }))
    }

    /// Questions for the texts by which a noun is found.
    fn passages(&mut self, noun: &'a Noun) -> Vec<Passages> {
        let mut all = Vec::new();
        let (alias, table) = (self.alias(), noun.tables[0]);
        let mut own = Select::of(table, alias);
        own.conditions.push(Cond::Compare(Operand::Col(alias, "id"), Op::Eq, Operand::Param(Param::Parent)));
        let mut row = Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![(table, alias)] };
        let mut fields = Vec::new();
        for name in noun.searched {
            let shape = noun.fields.iter().find(|field| field.name == *name).map(|field| &field.shape);
            match shape {
                Some(Shape::Value(col, _) | Shape::Text { col, .. }) => {
                    let operand = self.column(&mut own, &mut row, *col);
                    own.columns.push(operand);
                    fields.push(*name);
                }
                _ => {
                    let names = self.beside("name", &["value"]);
                    all.push(Passages { level: names, fields: Some(vec![*name]) });
                }
            }
        }
        if !fields.is_empty() {
            let level = self.level(own, Answer::List(Vec::new()));
            all.insert(0, Passages { level, fields: Some(fields) });
        }
        let level = self.beside("translation", &["field", "text"]);
        all.push(Passages { level, fields: None });
        all
    }

    /// The rows of `table` that belong to the record asked with, in the order of their positions.
    fn beside(&mut self, table: &'static str, columns: &[&'static str]) -> usize {
        let alias = self.alias();
        let mut select = Select::of(table, alias);
        select.conditions.push(Cond::Compare(Operand::Col(alias, "record_id"), Op::Eq, Operand::Param(Param::Parent)));
        select.columns = columns.iter().map(|name| Operand::Col(alias, name)).collect();
        let key = |name| SortKey { operand: Operand::Col(alias, name), descending: false, nullable: false };
        if table == "translation" {
            select.order.push(key("field"));
        }
        select.order.push(key("position"));
        self.level(select, Answer::List(Vec::new()))
    }

    /// What is asked of a highlight or a range.
    fn shown(&self, ty: &str, sets: &[&'a SelectionSet]) -> Vec<Show> {
        let mut out = Vec::new();
        for (index, selected) in self.selector.collect(ty, sets).into_iter().enumerate() {
            let key = serde_json::Value::from(selected.key);
            let comma = if index == 0 { "{" } else { "," };
            out.push(Show::Literal(format!("{comma}{key}:").into_bytes()));
            out.push(match selected.name() {
                "field" => Show::Field,
                "snippet" => Show::Snippet,
                "ranges" => Show::Ranges(self.shown("TextRange", &selected.sets())),
                "start" => Show::Start,
                "end" => Show::End,
                _ => Show::Literal(format!("\"{ty}\"").into_bytes()),
            });
        }
        out.push(Show::Literal(b"}".to_vec()));
        out
    }

    /// The search over everything: a page of records that match, the best first.
    pub fn search(&mut self, args: &Args, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let text = args.get("query").map_or(Source::Absent, source);
        let words = self.binds.param(text.clone(), Conversion::Plain);
        let types: Vec<&'static str> = self.facts.catalog.records().filter_map(|noun| noun.record).collect();
        let list = |arg| self.binds.param(source(arg), Conversion::List(Box::new(Conversion::Plain)));
        let only = args.some("types").map(list);

        let alias = self.alias();
        let mut select = Select::of("document", alias);
        let row = Row::bare(Operand::Col(alias, "record_id"), &["record"]);
        select.conditions.push(Cond::Search(row.key.clone(), types.clone(), words));
        select.conditions.extend(only.map(|only| Cond::In(Operand::Col(alias, "record_type"), only)));
        let score = self.ranked(&mut select, &row, (types.clone(), words));
        let key = |operand, nullable| SortKey { operand, descending: true, nullable };
        select.order = vec![key(score.clone(), true), key(row.key.clone(), false)];
        let window = self.window(&select, "search", args, "`search`")?;
        let mut found = Found { row, score, text, words, types, only };
        let slots = self.slots(&mut select, &mut Entry::Found(&mut found), sets)?;
        Ok(self.paged(select, Page { slots, ..window }, Vec::new()))
    }

    /// A record that was found.
    pub fn found(&mut self, select: &mut Select, found: &Found, sets: &[&'a SelectionSet]) -> Result<Vec<Part>, Refusal> {
        let mut out = Parts::default();
        self.one(select, found.row.key.clone(), Target::Record, false, sets, &mut out)?;
        Ok(out.finish())
    }

    /// `score` and `highlights` of what was found.
    pub fn found_match(&mut self, select: &mut Select, found: &mut Found, selected: &Selected<'a>, out: &mut Parts) {
        if selected.name() == "score" {
            let at = select.read(found.score.clone());
            return out.push(Part::Else(at, vec![Part::Score(at)], "0"));
        }
        let col = Col { table: "record", name: "record_type", nullable: false };
        let word = self.column(select, &mut found.row, col);
        let mut cases = Vec::new();
        for (tag, noun) in self.cases(Target::Record) {
            let key = found.row.key.clone();
            cases.push((tag, vec![self.highlights(select, key, noun, found.words, &selected.sets())]));
        }
        out.push(Part::Tagged(select.read(word), cases));
    }

    /// What is asked of all that was found: how many there are, of which types, what else may have been meant.
    pub fn found_in_all(&mut self, found: &Found, selected: &Selected<'a>) -> usize {
        let alias = self.alias();
        let sought = Some(Searched::Counted(found.types.clone(), found.words));
        let from = From { table: "", rows: None, sought, alias, on: None, inner: false };
        let mut counted = Select { from: vec![from], ..Select::default() };
        let (word, number) = (Operand::Col(alias, NAMES[0]), Operand::Col(alias, NAMES[1]));
        counted.conditions.extend(found.only.map(|only| Cond::In(word.clone(), only)));
        match selected.name() {
            "totalCount" => {
                counted.columns.push(Operand::Sum(Box::new(number)));
                let total = Part::Else(0, vec![Part::Value(0, Scalar::Int)], "0");
                self.level(counted, Answer::One(vec![total]))
            }
            "typeCounts" => {
                counted.order.push(SortKey { operand: word.clone(), descending: false, nullable: false });
                let parts = self.record_count(&mut counted, word, number, &selected.sets());
                self.level(counted, Answer::List(parts))
            }
            _ => {
                let words = self.binds.index(found.text.clone(), Conversion::Plain);
                let letters = self.binds.param(found.text.clone(), Conversion::Beginnings);
                let (alias, sought) = (self.alias(), Some(Searched::Known(letters)));
                let from = From { table: "", rows: None, sought, alias, on: None, inner: false };
                let mut known = Select { from: vec![from], ..Select::default() };
                known.columns.push(Operand::Col(alias, NAMES[0]));
                known.conditions.push(Cond::Not(Box::new(Cond::Exists(Box::new(counted)))));
                self.level(known, Answer::Suggestion(words))
            }
        }
    }

    /// A type of records and how many there are.
    pub fn record_count(
        &mut self,
        select: &mut Select,
        word: Operand,
        number: Operand,
        sets: &[&'a SelectionSet],
    ) -> Vec<Part> {
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect("RecordCount", sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "type" => out.push(Part::Value(select.read(word.clone()), Scalar::Word("RecordType"))),
                "count" => out.push(Part::Value(select.read(number.clone()), Scalar::Int)),
                _ => out.text("RecordCount"),
            }
        }
        out.literal("}");
        out.finish()
    }
}

/// A search over everything under construction.
pub struct Found {
    /// A record that was found.
    row: Row,
    /// How well it matches.
    score: Operand,
    /// What was typed.
    text: Source,
    /// Where it is bound.
    words: Param,
    types: Vec<&'static str>,
    /// The list of types that is asked for.
    only: Option<Param>,
}

/// The words by which every row of a list was found.
fn sought(select: &Select, row: &Row) -> Option<Words> {
    fn within(cond: &Cond, key: &Operand) -> Option<Words> {
        match cond {
            Cond::And(all) => all.iter().find_map(|cond| within(cond, key)),
            Cond::Search(of, types, words) if of == key => Some((types.clone(), *words)),
            _ => None,
        }
    }
    select.conditions.iter().find_map(|cond| within(cond, &row.key))
}
