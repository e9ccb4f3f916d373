//! The search over records of all types.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Col, Scalar, Target},
    types::Args,
};

use super::{
    super::{
        Part,
        bind::{Conversion, Source},
        compile::{Compiler, Row},
        connection::Entry,
        input::source,
        level::{Answer, Cond, From, NAMES, Operand, Param, Select, SortKey},
        page::Page,
        parts::Parts,
        refusal::Refusal,
        selection::Selected,
    },
    Searched,
};

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

impl<'a> Compiler<'a> {
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
    pub fn found(
        &mut self,
        select: &mut Select,
        found: &Found,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
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
