//! The fields of a row as pieces of its answer.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Field, Link, Noun, Page as PageShape, Scalar, Shape, Target},
    types::Args,
};

use super::{
    Part,
    compile::{Compiler, Row},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    parts::Parts,
    refusal::Refusal,
    selection::Selected,
};

/// How many tables one question joins before a further row becomes a question of its own.
const MAX_TABLES: usize = 16;

impl<'a> Compiler<'a> {
    /// The object that `sets` ask of a row of `noun`.
    pub fn object(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        noun: &'a Noun,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect(noun.name, sets).into_iter().enumerate() {
            out.key(index, selected.key);
            if selected.name() == "__typename" {
                out.text(noun.name);
                continue;
            }
            let field = noun
                .fields
                .iter()
                .find(|field| field.name == selected.name())
                .expect("validation knows the catalog's fields");
            let args = self.args(noun.name, &selected)?;
            self.field(select, row, noun, field, &args, &selected, &mut out)?;
        }
        out.literal("}");
        Ok(out.finish())
    }

    #[expect(clippy::too_many_arguments, reason = "a field of a row and what is asked of it")]
    fn field(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        noun: &'a Noun,
        field: &'a Field,
        args: &Args,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) -> Result<(), Refusal> {
        match &field.shape {
            Shape::Value(col, scalar) => {
                let operand = self.column(select, row, *col);
                out.push(Part::Value(select.read(operand), *scalar));
            }
            Shape::Text { col, other } => {
                let base = self.column(select, row, *col);
                let operand = match args.some("lang") {
                    Some(lang) => self.localized(row, base, *other, source(lang)),
                    None => base,
                };
                out.push(Part::Value(select.read(operand), Scalar::Text("String")));
            }
            Shape::Struct { name, parts, present } => {
                let object = self.structure(select, row, name, parts, selected);
                if field.nullable {
                    let mut any: Vec<Operand> = present.iter().map(|col| self.column(select, row, *col)).collect();
                    let present = if any.len() == 1 { any.remove(0) } else { Operand::Coalesce(any) };
                    out.push(Part::Maybe(select.read(present), object));
                } else {
                    out.extend(object);
                }
            }
            Shape::One(join, target) => {
                let key = self.column(select, row, join.from);
                self.one(select, key, *target, field.nullable, &selected.sets(), out)?;
            }
            Shape::Nouns { link, target, order, only } => {
                let near = self.column(select, row, link.from);
                let parent = select.read(near);
                let (mut far, mut far_row) = self.linked(link, Operand::Param(Param::Parent));
                let base = far.from[0].alias;
                far.order.extend(order.iter().map(|col| SortKey {
                    operand: Operand::Col(base, col.name),
                    descending: false,
                    nullable: col.nullable,
                }));
                far.conditions.extend(
                    only.iter()
                        .map(|(col, word)| Cond::Compare(Operand::Col(base, col.name), Op::Eq, Operand::Word(word))),
                );
                let parts = self.target(&mut far, &mut far_row, link, *target, &selected.sets())?;
                out.push(Part::Level(self.level(far, Answer::List(parts)), Some(parent)));
            }
            Shape::Words { link, col, order, .. } => {
                let near = self.column(select, row, link.from);
                let parent = select.read(near);
                let (mut far, _) = self.linked(link, Operand::Param(Param::Parent));
                let base = far.from[0].alias;
                far.order.push(SortKey { operand: Operand::Col(base, order.name), descending: false, nullable: false });
                let at = far.read(Operand::Col(base, col.name));
                let answer = Answer::List(vec![Part::Value(at, Scalar::Word(""))]);
                out.push(Part::Level(self.level(far, answer), Some(parent)));
            }
            Shape::Page(page) => self.nested_page(select, row, noun, field.name, page, args, selected, out)?,
            Shape::Chain => self.chain(select, row, args, selected, out)?,
            Shape::Computed(computed) => self.computed(select, row, noun, *computed, args, selected, out),
        }
        Ok(())
    }

    /// The row that `key` names.
    pub fn one(
        &mut self,
        select: &mut Select,
        key: Operand,
        target: Target,
        nullable: bool,
        sets: &[&'a SelectionSet],
        out: &mut Parts,
    ) -> Result<(), Refusal> {
        let at = select.read(key.clone());
        let crowded = select.from.len() >= MAX_TABLES;
        match target {
            Target::Record => {
                let word = self.along(select, &mut Row::bare(key.clone(), &["record"]), &[], RECORD_TYPE);
                let word = select.read(word);
                let mut cases = Vec::new();
                for (tag, noun) in self.cases(target) {
                    cases.push((tag, self.single(noun, sets)?));
                }
                out.push(Part::Dispatch(word, at, cases));
            }
            Target::Party if crowded => {
                let mut cases = Vec::new();
                for (tag, noun) in self.cases(target) {
                    cases.push((tag, self.single(noun, sets)?));
                }
                let alias = select.join("party", "id", key, || self.alias());
                let word = select.read(Operand::Col(alias, "party_type"));
                out.push(Part::Dispatch(word, at, cases));
            }
            Target::Party => out.extend(self.party(select, key, sets)?),
            Target::Noun(name) if crowded => {
                let level = self.single(self.noun(name), sets)?;
                out.push(Part::Level(level, Some(at)));
            }
            Target::Noun(name) => {
                let noun = self.noun(name);
                let parts = self.object(select, &mut Row::bare(key, noun.tables), noun, sets)?;
                if nullable { out.push(Part::Maybe(at, parts)) } else { out.extend(parts) }
            }
        }
        Ok(())
    }

    /// A question for the one row of `noun` whose key it is asked with.
    pub fn single(&mut self, noun: &'a Noun, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let asked = (noun.name, "", sets.iter().map(|set| std::ptr::from_ref(*set)).collect());
        if let Some(level) = self.known.get(&asked) {
            return Ok(*level);
        }
        let (alias, table) = (self.alias(), noun.tables[0]);
        let mut far = Select::of(table, alias);
        far.conditions.push(Cond::Compare(Operand::Col(alias, "id"), Op::Eq, Operand::Param(Param::Parent)));
        let mut row = Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![(table, alias)] };
        let parts = self.object(&mut far, &mut row, noun, sets)?;
        let level = self.level(far, Answer::One(parts));
        self.known.insert(asked, level);
        Ok(level)
    }

    /// An organization or a person.
    pub fn party(
        &mut self,
        select: &mut Select,
        key: Operand,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        let alias = select.join("party", "id", key.clone(), || self.alias());
        let word = select.read(Operand::Col(alias, "party_type"));
        let mut cases = Vec::new();
        for (tag, noun) in self.cases(Target::Party) {
            let mut row = Row { key: key.clone(), tables: noun.tables, joined: vec![("party", alias)] };
            cases.push((tag, self.object(select, &mut row, noun, sets)?));
        }
        Ok(vec![Part::Tagged(word, cases)])
    }

    /// What stands at the far end of a link.
    pub fn target(
        &mut self,
        far: &mut Select,
        row: &mut Row,
        link: &Link,
        target: Target,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        match target {
            Target::Noun(name) => {
                let noun = self.noun(name);
                row.tables = noun.tables;
                self.object(far, row, noun, sets)
            }
            Target::Party => self.party(far, row.key.clone(), sets),
            Target::Record => {
                let mut out = Parts::default();
                debug_assert!(link.then.is_none());
                self.one(far, row.key.clone(), target, false, sets, &mut out)?;
                Ok(out.finish())
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a field of a row and what is asked of it")]
    fn nested_page(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        noun: &'a Noun,
        name: &str,
        page: &'a PageShape,
        args: &Args,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) -> Result<(), Refusal> {
        let near = self.column(select, row, page.link.from);
        let parent = select.read(near);
        let asked =
            (page.link.to.table, page.link.to.name, selected.sets().into_iter().map(std::ptr::from_ref).collect());
        let level = match self.known.get(&asked) {
            Some(level) => *level,
            None => {
                let level = self.page(page, args, selected, &format!("`{name}` of {}", noun.name))?;
                self.known.insert(asked, level);
                level
            }
        };
        out.push(Part::Level(level, Some(parent)));
        Ok(())
    }
}

const RECORD_TYPE: crate::catalog::Col = crate::catalog::Col { table: "record", name: "record_type", nullable: false };
