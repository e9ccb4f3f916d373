//! What single values are compared with: ids, texts, words, numbers, dates, keys in other systems.

use crate::{
    catalog::{Col, DateCols, Join},
    types::Arg,
};

use super::{
    bind::{Conversion, Rounding},
    compile::{Compiler, Row},
    input::{no_nulls, source},
    level::{Cond, Match, Op, Operand, Select},
    refusal::Refusal,
};

impl Compiler<'_> {
    pub fn identity(&mut self, select: &mut Select, row: &mut Row, arg: &Arg, what: &str) -> Result<Cond, Refusal> {
        let col = Col { table: "record", name: "uid", nullable: false };
        let uid = self.column(select, row, col);
        let table = row.tables[0];
        // a party's id begins with what it is, and is nothing else's
        let mut kinds = Vec::new();
        for noun in self.facts.catalog.nouns.iter().filter(|noun| noun.tables.contains(&table)) {
            let tag = noun.tags.iter().find(|(tagged, ..)| *tagged == table).map(|(table, name, word)| {
                let tag = self.column(select, row, Col { table, name, nullable: false });
                Cond::Compare(tag, Op::Eq, Operand::Word(word))
            });
            kinds.extend(noun.prefix.map(|prefix| (tag, Conversion::Identity(vec![prefix]))));
        }
        let mut all = Vec::new();
        for (name, value) in no_nulls(arg, what, &["eq"])? {
            if *value == Arg::Null {
                all.push(Cond::False);
                continue;
            }
            let any = kinds.iter().map(|(tag, one)| {
                let one = one.clone();
                let equal = match name.as_str() {
                    "eq" => Cond::Compare(uid.clone(), Op::Eq, Operand::Param(self.binds.param(source(value), one))),
                    _ => Cond::In(uid.clone(), self.binds.param(source(value), Conversion::List(Box::new(one)))),
                };
                tag.iter().cloned().chain([equal]).collect()
            });
            let any = Cond::Or(any.map(Cond::And).collect());
            all.push(if name == "notIn" { Cond::Not(Box::new(any)) } else { any });
        }
        Ok(Cond::And(all))
    }

    #[expect(clippy::too_many_arguments, reason = "a text has a column and its folded twin")]
    pub fn text(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        path: &[Join],
        col: Col,
        folded: Option<Col>,
        arg: &Arg,
        what: &str,
    ) -> Result<Cond, Refusal> {
        let fields = no_nulls(arg, what, &["eq", "ne"])?;
        let sensitive = arg.get("caseSensitive").and_then(Arg::truth) == Some(true);
        let (operand, conversion) = match (sensitive, folded) {
            (true, _) => (self.along(select, row, path, col), Conversion::Plain),
            (false, Some(folded)) => (self.along(select, row, path, folded), Conversion::Folded),
            (false, None) => (Operand::Lower(Box::new(self.along(select, row, path, col))), Conversion::Lower),
        };
        let mut all = Vec::new();
        for (name, value) in fields.iter().filter(|(name, _)| name != "caseSensitive") {
            let matched = match name.as_str() {
                "contains" => Some(Match::Contains),
                "startsWith" => Some(Match::Starts),
                "endsWith" => Some(Match::Ends),
                _ => None,
            };
            all.push(match matched {
                Some(how) => Cond::Like(operand.clone(), how, self.binds.param(source(value), conversion.clone())),
                None => self.equality(&operand, name, value, &conversion),
            });
        }
        Ok(Cond::And(all))
    }

    /// eq, ne, in, notIn of a word or code.
    pub fn word(&mut self, operand: &Operand, arg: &Arg, what: &str) -> Result<Cond, Refusal> {
        let fields = no_nulls(arg, what, &["eq", "ne"])?;
        Ok(Cond::And(
            fields.iter().map(|(name, value)| self.equality(operand, name, value, &Conversion::Plain)).collect(),
        ))
    }

    pub fn equality(&mut self, operand: &Operand, name: &str, value: &Arg, conversion: &Conversion) -> Cond {
        let holds = match (name, value) {
            ("eq" | "ne", Arg::Null) => Cond::Null(operand.clone()),
            ("eq" | "ne", value) => Cond::Compare(
                operand.clone(),
                Op::Eq,
                Operand::Param(self.binds.param(source(value), conversion.clone())),
            ),
            (_, value) => Cond::In(
                operand.clone(),
                self.binds.param(source(value), Conversion::List(Box::new(conversion.clone()))),
            ),
        };
        if name == "ne" || name == "notIn" { Cond::Not(Box::new(holds)) } else { holds }
    }

    /// eq, ne, in, gt, gte, lt, lte; `conversion` is what a value becomes, by how it is rounded.
    pub fn range(
        &mut self,
        operand: &Operand,
        arg: &Arg,
        what: &str,
        conversion: fn(Rounding) -> Conversion,
    ) -> Result<Cond, Refusal> {
        let mut all = Vec::new();
        for (name, value) in no_nulls(arg, what, &["eq", "ne"])? {
            let (op, rounding) = match name.as_str() {
                "gt" => (Op::Gt, Rounding::Down),
                "gte" => (Op::Ge, Rounding::Up),
                "lt" => (Op::Lt, Rounding::Up),
                "lte" => (Op::Le, Rounding::Down),
                _ => {
                    all.push(self.equality(operand, name, value, &conversion(Rounding::Exact)));
                    continue;
                }
            };
            let bound = self.binds.param(source(value), conversion(rounding));
            all.push(Cond::Compare(operand.clone(), op, Operand::Param(bound)));
        }
        Ok(Cond::And(all))
    }

    /// A whole number.
    pub fn integer(&mut self, operand: &Operand, arg: &Arg, what: &str) -> Result<Cond, Refusal> {
        self.range(operand, arg, what, |_| Conversion::Plain)
    }

    pub fn date(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        cols: &DateCols,
        arg: &Arg,
        what: &str,
    ) -> Result<Cond, Refusal> {
        let [edtf, earliest, latest, precision, approximate, uncertain] =
            [cols.edtf, cols.earliest, cols.latest, cols.precision, cols.approximate, cols.uncertain]
                .map(|col| self.column(select, row, col));
        let missing = if cols.edtf.nullable { Cond::Null(edtf) } else { Cond::False };
        let mut all = Vec::new();
        for (name, value) in no_nulls(arg, what, &[])? {
            let here = format!("{what}.{name}");
            match name.as_str() {
                "isNull" if value.truth() == Some(true) => all.push(missing.clone()),
                "isNull" => all.push(Cond::Not(Box::new(missing.clone()))),
                "precision" => all.push(Cond::In(
                    precision.clone(),
                    self.binds.param(source(value), Conversion::List(Box::new(Conversion::Plain))),
                )),
                within => {
                    no_nulls(value, &here, &["from", "to"])?;
                    let mut bound = |end: &str, conversion| {
                        let given = value.get(end).filter(|arg| **arg != Arg::Null)?;
                        Some(Operand::Param(self.binds.param(source(given), conversion)))
                    };
                    let (from, to) = (bound("from", Conversion::Earliest), bound("to", Conversion::Latest));
                    if cols.edtf.nullable {
                        all.push(Cond::Not(Box::new(missing.clone())));
                    }
                    // a range that ends before it begins holds nothing
                    all.extend(from.iter().zip(&to).map(|(from, to)| Cond::Compare(from.clone(), Op::Le, to.clone())));
                    // what overlaps is compared by its far ends, what lies within by its near ones
                    let (low, high) = if within == "within" { (&earliest, &latest) } else { (&latest, &earliest) };
                    all.extend(from.map(|from| Cond::Compare(low.clone(), Op::Ge, from)));
                    all.extend(to.map(|to| Cond::Compare(high.clone(), Op::Le, to)));
                    if within == "within" {
                        all.push(Cond::Not(Box::new(Cond::Or(vec![
                            Cond::Truth(approximate.clone()),
                            Cond::Truth(uncertain.clone()),
                        ]))));
                    }
                }
            }
        }
        Ok(Cond::And(all))
    }

    pub fn external_id(&mut self, row: &mut Row, arg: &Arg, what: &str) -> Result<Cond, Refusal> {
        let fields = no_nulls(arg, what, &[])?;
        if fields.is_empty() {
            return Ok(Cond::True);
        }
        let alias = self.alias();
        let mut select = Select::of("external_id", alias);
        select.conditions.push(Cond::Compare(Operand::Col(alias, "record_id"), Op::Eq, row.key.clone()));
        for (name, value) in fields {
            let operand = Operand::Col(alias, if name == "scheme" { "scheme" } else { "value" });
            let name = if name == "in" { "in" } else { "eq" };
            select.conditions.push(self.equality(&operand, name, value, &Conversion::Plain));
        }
        Ok(Cond::Exists(Box::new(select)))
    }
}
