//! From a validated document to a plan: the root fields, and what rows and columns are to the rest of this room.

use std::collections::HashMap;

use async_graphql::parser::types::{OperationDefinition, SelectionSet};

use crate::{
    catalog::{Catalog, Col, Join, Link, Noun, Target},
    types::{Args, Limits, arguments},
};

use super::{
    Kind, Plan,
    input::Binds,
    level::{Answer, Cond, From, Level, Op, Operand, Select},
    refusal::Refusal,
    selection::{Selected, Selector},
};

/// What a plan says of the server itself.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The nouns.
    pub catalog: &'a Catalog,
    /// Bounds.
    pub limits: &'a Limits,
    /// The server's version.
    pub version: &'a str,
    /// SHA-256 of the schema.
    pub schema_hash: &'a str,
    /// The kind of database.
    pub database: &'a str,
}

/// A plan under construction.
pub struct Compiler<'a> {
    /// What is asked.
    pub selector: Selector<'a>,
    /// Of which server.
    pub facts: Facts<'a>,
    /// Questions so far.
    pub levels: Vec<Level>,
    /// Values so far.
    pub binds: Binds,
    aliases: usize,
    /// Tests in filters so far.
    pub tests: usize,
    /// The events whose relations the filters around the one under construction test.
    pub seen_from: Vec<Operand>,
    /// How many filters on links stand around the one under construction.
    pub nesting: usize,
    /// Whether the list under construction is one of a row's or a group's: a short one, asked for again and again.
    pub below: bool,
    /// Questions by what they ask, so that what is asked in several places is compiled once: else a document that
    /// goes round through interfaces would grow a plan with every round.
    pub known: HashMap<Asked, usize>,
}

/// What a question asks: of which table and column or noun, and for which selections, told by where they stand in the
/// document.
pub type Asked = (&'static str, &'static str, Vec<*const SelectionSet>);

/// A row of a question: its key, and where its tables have been joined.
#[derive(Clone, Debug)]
pub struct Row {
    /// The key that its tables share.
    pub key: Operand,
    /// Its tables.
    pub tables: &'static [&'static str],
    /// Those at hand, with their aliases.
    pub joined: Vec<(&'static str, usize)>,
}

impl Row {
    /// A row of which only the key is known.
    pub fn bare(key: Operand, tables: &'static [&'static str]) -> Self {
        Self { key, tables, joined: Vec::new() }
    }
}

impl Select {
    /// All rows of a table.
    pub fn of(table: &'static str, alias: usize) -> Self {
        Self { from: vec![From { table, rows: None, sought: None, alias, on: None, inner: false }], ..Self::default() }
    }

    /// The position of a column among those read, read once.
    pub fn read(&mut self, operand: Operand) -> usize {
        self.columns.iter().position(|known| *known == operand).unwrap_or_else(|| {
            self.columns.push(operand);
            self.columns.len() - 1
        })
    }

    /// The alias of a joined table, joined once.
    pub fn join(
        &mut self,
        table: &'static str,
        column: &'static str,
        to: Operand,
        alias: impl FnOnce() -> usize,
    ) -> usize {
        let on = Some((column, to));
        if let Some(known) = self.from.iter().find(|known| known.table == table && known.on == on) {
            return known.alias;
        }
        let alias = alias();
        self.from.push(From { table, rows: None, sought: None, alias, on, inner: false });
        alias
    }
}

/// Compiles one operation, a query whose variables have been coerced.
pub fn compile<'a>(
    selector: Selector<'a>,
    operation: &'a OperationDefinition,
    facts: Facts<'a>,
) -> Result<Plan, Refusal> {
    if let Some(name) = selector.unusable_condition(&operation.selection_set.node) {
        return Err(Refusal::BadInput(format!(
            "variable ${name} is asked by @skip or @include and must be true or false"
        )));
    }
    let mut compiler = Compiler {
        selector,
        facts,
        levels: Vec::new(),
        binds: Binds::default(),
        aliases: 0,
        tests: 0,
        nesting: 0,
        below: false,
        seen_from: Vec::new(),
        known: HashMap::new(),
    };
    let root = compiler.root(&operation.selection_set.node)?;
    let mut levels = std::mem::take(&mut compiler.levels);
    levels.iter_mut().for_each(|level| compiler.shorten(level));
    Ok(Plan { root, levels, binds: compiler.binds.0 })
}

impl<'a> Compiler<'a> {
    /// A new alias.
    pub fn alias(&mut self) -> usize {
        self.aliases += 1;
        self.aliases - 1
    }

    /// A noun that the catalog is known to have.
    pub fn noun(&self, name: &str) -> &'a Noun {
        self.facts.catalog.noun(name).expect("the catalog's own targets exist")
    }

    /// The arguments of a field of type `parent`.
    pub fn args(&self, parent: &str, selected: &Selected<'_>) -> Result<Args, Refusal> {
        let Some(field) = self.selector.model.field(parent, selected.name()) else { return Ok(Args::default()) };
        arguments(self.selector.model, &field.args, selected.field(), self.selector.variables)
            .map_err(|reason| Refusal::BadInput(format!("{parent}.{}: {reason}", selected.name())))
    }

    /// A column of a row, its table joined if need be.
    pub fn column(&mut self, select: &mut Select, row: &mut Row, col: Col) -> Operand {
        if col.name == "id" && row.tables.contains(&col.table) {
            return row.key.clone();
        }
        Operand::Col(self.table(select, row, col.table), col.name)
    }

    /// The alias of one of a row's tables, joined if need be.
    pub fn table(&mut self, select: &mut Select, row: &mut Row, table: &'static str) -> usize {
        if let Some((_, alias)) = row.joined.iter().find(|(known, _)| *known == table) {
            return *alias;
        }
        let alias = select.join(table, "id", row.key.clone(), || self.alias());
        row.joined.push((table, alias));
        alias
    }

    /// A column behind steps along foreign keys.
    pub fn along(&mut self, select: &mut Select, row: &mut Row, path: &[Join], col: Col) -> Operand {
        let Some((first, rest)) = path.split_first() else { return self.column(select, row, col) };
        let mut key = self.column(select, row, first.from);
        let mut at = first.to;
        for join in rest {
            let alias = select.join(at.table, at.name, key, || self.alias());
            key = Operand::Col(alias, join.from.name);
            at = join.to;
        }
        if col.name == at.name && col.table == at.table {
            return key;
        }
        // a party's tables share its key, so any of them is joined directly
        let alias = select.join(col.table, "id", key, || self.alias());
        Operand::Col(alias, col.name)
    }

    /// The rows a link leads to from `near`, without what lies behind the table of links.
    pub fn linked(&mut self, link: &Link, near: Operand) -> (Select, Row) {
        let alias = self.alias();
        let mut select = Select::of(link.to.table, alias);
        select.conditions.push(Cond::Compare(Operand::Col(alias, link.to.name), Op::Eq, near));
        let row = match link.then {
            Some(join) => Row::bare(Operand::Col(alias, join.from.name), &[]),
            None => Row { key: Operand::Col(alias, "id"), tables: &[], joined: vec![(link.to.table, alias)] },
        };
        (select, row)
    }

    /// Adds a question. Those below it are there already: a question's number is greater than theirs.
    pub fn level(&mut self, select: Select, answer: Answer) -> usize {
        self.group_level(select, answer, Vec::new())
    }

    /// Adds a question that is asked about groups, whose keys hold `groups`.
    pub fn group_level(&mut self, select: Select, answer: Answer, groups: Vec<Kind>) -> usize {
        self.levels.push(Level { select, answer, groups, total: None });
        self.levels.len() - 1
    }

    /// The condition that a row of a shared table is one of `noun`'s.
    pub fn tagged(&mut self, select: &mut Select, row: &mut Row, noun: &Noun, table: &'static str) {
        match noun.tags.iter().find(|(tagged, ..)| *tagged == table) {
            Some((_, column, word)) => {
                let alias = self.table(select, row, table);
                select.conditions.push(Cond::Compare(Operand::Col(alias, column), Op::Eq, Operand::Word(word)));
            }
            // a link's key space has no words of its own here: its own table decides
            None if table != noun.tables[0] => {
                let alias = self.table(select, row, noun.tables[0]);
                select.from.iter_mut().filter(|from| from.alias == alias).for_each(|from| from.inner = true);
            }
            None => {}
        }
    }

    /// The nouns a polymorphic target may be, by the word that tells them apart.
    pub fn cases(&self, target: Target) -> Vec<(&'static str, &'a Noun)> {
        self.facts.catalog.possible(target).into_iter().filter_map(|noun| Some((noun.record?, noun))).collect()
    }
}
