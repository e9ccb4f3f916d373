//! Where the texts of a row match the words it was found by.

use async_graphql::parser::types::SelectionSet;

use crate::catalog::{Noun, Shape};

use super::super::{
    Part,
    compile::{Compiler, Row},
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
};

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

impl<'a> Compiler<'a> {
    /// The highlights of a row.
    pub(super) fn highlights(
        &mut self,
        select: &mut Select,
        key: Operand,
        noun: &'a Noun,
        words: Param,
        sets: &[&'a SelectionSet],
    ) -> Part {
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
}
