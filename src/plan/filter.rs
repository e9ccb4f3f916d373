//! Filters as conditions.

use crate::{
    catalog::{Filter, Link, Target, Test, party},
    types::Arg,
};

use super::{
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    input::{no_nulls, source},
    level::{Cond, Op, Operand, Select},
    refusal::Refusal,
};

/// Tests that the filters of one request may have.
const MAX_TESTS: usize = 1_000;
/// Filters on links that may stand within each other.
const MAX_NESTING: usize = 8;

/// The tables of a party's row, whichever kind it is.
pub const PARTY_TABLES: &[&str] = &["party", "record"];

impl<'a> Compiler<'a> {
    /// What `arg`, a filter with these tests, asks of `row`.
    pub fn filter(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        filters: &[Filter],
        arg: &Arg,
        what: &str,
    ) -> Result<Cond, Refusal> {
        let mut all = Vec::new();
        for (name, value) in no_nulls(arg, what, &["and", "or", "not"])? {
            let here = format!("{what}.{name}");
            match (name.as_str(), value) {
                ("and" | "or" | "not", Arg::Null) => {}
                ("and", Arg::List(items, _)) => all.push(Cond::And(self.each(select, row, filters, items, &here)?)),
                ("or", Arg::List(items, _)) => all.push(Cond::Or(self.each(select, row, filters, items, &here)?)),
                ("not", inner) => all.push(Cond::Not(Box::new(self.filter(select, row, filters, inner, &here)?))),
                (name, value) => {
                    self.tests += 1;
                    if self.tests > MAX_TESTS {
                        return Err(Refusal::FilterSize { field: here, what: "tests", limit: MAX_TESTS });
                    }
                    let filter = filters
                        .iter()
                        .find(|filter| filter.name == name)
                        .expect("arguments are checked against the catalog");
                    all.push(self.test(select, row, &filter.test, value, &here)?);
                }
            }
        }
        Ok(Cond::And(all))
    }

    fn each(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        filters: &[Filter],
        items: &[Arg],
        what: &str,
    ) -> Result<Vec<Cond>, Refusal> {
        items
            .iter()
            .enumerate()
            .map(|(index, item)| self.filter(select, row, filters, item, &format!("{what}[{index}]")))
            .collect()
    }

    fn test(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        test: &Test,
        arg: &Arg,
        what: &str,
    ) -> Result<Cond, Refusal> {
        match test {
            Test::Id => self.identity(select, row, arg, what),
            Test::Text { path, col, folded } => self.text(select, row, path, *col, *folded, arg, what),
            Test::Word { path, col, .. } => {
                let operand = self.along(select, row, path, *col);
                self.word(&operand, arg, what)
            }
            Test::Country { path, col } => {
                let operand = self.along(select, row, path, *col);
                self.word(&operand, arg, what)
            }
            Test::Words { link, col, .. } => {
                self.many(select, row, link, arg, what, |compiler, inner, _, value, what| {
                    let operand = Operand::Col(inner.from[0].alias, col.name);
                    compiler.word(&operand, value, what)
                })
            }
            Test::Date(cols) => self.date(select, row, cols, arg, what),
            Test::Bool(col) => {
                let truth = Cond::Truth(self.column(select, row, *col));
                Ok(if arg.truth() == Some(true) { truth } else { Cond::Not(Box::new(truth)) })
            }
            Test::Number(col) => {
                let operand = self.column(select, row, *col);
                self.integer(&operand, arg, what)
            }
            Test::Tenths(col) => {
                let operand = self.column(select, row, *col);
                self.range(&operand, arg, what, Conversion::Tenths)
            }
            Test::Instant(col) => {
                let operand = self.column(select, row, *col);
                self.range(&operand, arg, what, Conversion::Instant)
            }
            Test::Within => {
                let top = self.binds.param(source(arg), Conversion::Identity(vec!["org"]));
                Ok(Cond::Within(row.key.clone(), top))
            }
            Test::Location(path) => {
                let place = self.place(select, row, path);
                self.located(place, arg, what)
            }
            Test::Search => Ok(self.search_filter(row, arg)),
            Test::Relations => self.relations(row, arg, what),
            Test::Direction => {
                let here = self.seen_from.last().expect("directions stand in filters of relations").clone();
                let base = row.joined[0].1;
                let end = |name| Cond::Compare(Operand::Col(base, name), Op::Eq, here.clone());
                Ok(match arg.word() {
                    Some("OUT") => end("from_id"),
                    Some("IN") => end("to_id"),
                    _ => Cond::True,
                })
            }
            Test::ExternalId => self.external_id(row, arg, what),
            Test::Status => {
                let fields = no_nulls(arg, what, &["on", "eq"])?;
                let on = arg.get("on").filter(|on| **on != Arg::Null).map_or(Source::Today, source);
                let status = self.status(row, on);
                let fields: Vec<_> = fields.iter().filter(|(name, _)| name != "on").cloned().collect();
                self.word(&status, &Arg::Object(fields), what)
            }
            Test::One(join, target) => {
                let key = self.column(select, row, join.from);
                let present = Cond::Not(Box::new(Cond::Null(key.clone())));
                let matches = self.target_filter(select, key, *target, arg, what)?;
                Ok(if matches.is_trivial() { Cond::True } else { Cond::And(vec![present, matches]) })
            }
            Test::Many(link, target) => {
                let target = *target;
                let then = link.then;
                self.many(select, row, link, arg, what, move |compiler, inner, inner_row, value, what| {
                    let key = match then {
                        Some(join) => Operand::Col(inner.from[0].alias, join.from.name),
                        None => inner_row.key.clone(),
                    };
                    compiler.target_filter_from(inner, key, inner_row.clone(), then.is_none(), target, value, what)
                })
            }
        }
    }

    fn target_filter(
        &mut self,
        select: &mut Select,
        key: Operand,
        target: Target,
        arg: &Arg,
        what: &str,
    ) -> Result<Cond, Refusal> {
        let row = Row::bare(key.clone(), PARTY_TABLES);
        self.target_filter_from(select, key, row, false, target, arg, what)
    }

    /// A filter on what `key` names; `row` is used as it stands where the target's own table is already at hand.
    #[expect(clippy::too_many_arguments, reason = "the pieces of one row")]
    fn target_filter_from(
        &mut self,
        select: &mut Select,
        key: Operand,
        row: Row,
        at_hand: bool,
        target: Target,
        arg: &Arg,
        what: &str,
    ) -> Result<Cond, Refusal> {
        let as_party = matches!(target, Target::Party | Target::Noun("Person" | "Organization"));
        if as_party {
            return self.filter(select, &mut Row::bare(key, PARTY_TABLES), &party::filters(), arg, what);
        }
        let Target::Noun(name) = target else { return Ok(Cond::True) };
        let noun = self.noun(name);
        let mut row = if at_hand { row } else { Row::bare(key, noun.tables) };
        row.tables = noun.tables;
        self.filter(select, &mut row, noun.filters.as_deref().unwrap_or_default(), arg, what)
    }

    /// some, every, none and count over the relations of an event, whichever end it stands at.
    fn relations(&mut self, row: &Row, arg: &Arg, what: &str) -> Result<Cond, Refusal> {
        let noun = self.noun("EventRelation");
        let tests = noun.filters.as_deref().unwrap_or_default();
        let near = row.key.clone();
        self.seen_from.push(near.clone());
        let either = move |compiler: &mut Self| {
            let alias = compiler.alias();
            let mut far = Select::of("event_relation", alias);
            let end = |name| Cond::Compare(Operand::Col(alias, name), Op::Eq, near.clone());
            far.conditions.push(Cond::Or(vec![end("from_id"), end("to_id")]));
            let key = Operand::Col(alias, "id");
            (far, Row { key, tables: noun.tables, joined: vec![("event_relation", alias)] })
        };
        let cond = self.quantified(arg, what, either, |compiler, far, far_row, value, what| {
            compiler.filter(far, far_row, tests, value, what)
        });
        self.seen_from.pop();
        cond
    }

    /// some, every, none and count over a link; `inner` makes the condition on a linked row.
    fn many(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        link: &Link,
        arg: &Arg,
        what: &str,
        inner: impl FnMut(&mut Self, &mut Select, &mut Row, &Arg, &str) -> Result<Cond, Refusal>,
    ) -> Result<Cond, Refusal> {
        let near = self.column(select, row, link.from);
        self.quantified(arg, what, |compiler| compiler.linked(link, near.clone()), inner)
    }

    /// some, every, none and count over the rows that `linked` gives; `inner` makes the condition on one of them.
    fn quantified(
        &mut self,
        arg: &Arg,
        what: &str,
        linked: impl Fn(&mut Self) -> (Select, Row),
        mut inner: impl FnMut(&mut Self, &mut Select, &mut Row, &Arg, &str) -> Result<Cond, Refusal>,
    ) -> Result<Cond, Refusal> {
        let mut all = Vec::new();
        for (name, value) in no_nulls(arg, what, &[])? {
            let here = format!("{what}.{name}");
            let (mut far, mut far_row) = linked(self);
            if name == "count" {
                let count = Operand::Count(Box::new(far));
                all.push(self.integer(&count, value, &here)?);
                continue;
            }
            if self.nesting == MAX_NESTING {
                return Err(Refusal::FilterSize { field: here, what: "links within links", limit: MAX_NESTING });
            }
            self.nesting += 1;
            let condition = inner(self, &mut far, &mut far_row, value, &here)?;
            self.nesting -= 1;
            let (condition, negated) = match name.as_str() {
                "some" => (condition, false),
                "every" => (Cond::Not(Box::new(condition)), true),
                _ => (condition, true),
            };
            far.conditions.push(condition);
            let exists = Cond::Exists(Box::new(far));
            all.push(if negated { Cond::Not(Box::new(exists)) } else { exists });
        }
        Ok(Cond::And(all))
    }
}
