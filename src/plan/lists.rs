//! Lists that are read in pages, compiled: filter, order, window.

use async_graphql::parser::types::SelectionSet;
use sha2::{Digest, Sha256};

use crate::{
    catalog::{Direction, Key, Link, Noun, Order, Page as PageShape, Special, Target},
    types::{Arg, Args},
};

use super::{
    Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    page::{Page, Slot},
    refusal::Refusal,
    selection::Selected,
};

impl<'a> Compiler<'a> {
    /// A list behind a link of the row above.
    pub fn page(
        &mut self,
        page: &'a PageShape,
        args: &Args,
        selected: &Selected<'a>,
        what: &str,
    ) -> Result<usize, Refusal> {
        let (mut select, mut row) = self.linked(&page.link, Operand::Param(Param::Parent));
        let base = select.from[0].alias;
        for col in &page.only_null {
            select.conditions.push(Cond::Null(Operand::Col(base, col.name)));
        }
        let Target::Noun(name) = page.target else { unreachable!("lists in pages are of one noun") };
        let noun = self.noun(name);
        row.tables = noun.tables;
        self.special(page.special, &mut select, &mut row, args)?;
        if page.filtered
            && let Some(filter) = args.some("filter")
        {
            let condition =
                self.filter(&mut select, &mut row, noun.filters.as_deref().unwrap_or_default(), filter, "filter")?;
            select.conditions.push(condition);
        }
        let orders = if page.filtered { args.some("orderBy") } else { None };
        self.connection(select, row, noun, Some(&page.link), orders, args, &selected.sets(), what)
    }

    /// A list at the root.
    pub fn list(
        &mut self,
        noun: &'a Noun,
        args: &Args,
        sets: &[&'a SelectionSet],
        name: &str,
    ) -> Result<usize, Refusal> {
        let orders = args.some("orderBy");
        // begin with the table of the first key, so that its index gives the order
        let table = match self.orders(noun, orders).first().map(|(order, _)| &order.keys[0]) {
            Some(Key::Col(path, col)) if path.is_empty() && noun.tables.contains(&col.table) => col.table,
            _ => noun.tables[0],
        };
        let alias = self.alias();
        let mut select = Select::of(table, alias);
        let mut row = Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![(table, alias)] };
        self.tagged(&mut select, &mut row, noun, table);
        if let Some(filter) = args.some("filter") {
            let condition =
                self.filter(&mut select, &mut row, noun.filters.as_deref().unwrap_or_default(), filter, "filter")?;
            select.conditions.push(condition);
        }
        self.connection(select, row, noun, None, orders, args, sets, &format!("`{name}`"))
    }

    /// The orders asked for, or the noun's own.
    fn orders(&self, noun: &'a Noun, asked: Option<&Arg>) -> Vec<(&'a Order, Direction)> {
        let find = |name: &str| {
            noun.orders.iter().find(|order| order.name == name).expect("words are checked against the catalog")
        };
        match asked {
            Some(Arg::List(items, _)) if !items.is_empty() => {
                let mut orders: Vec<(&Order, Direction)> = Vec::new();
                for item in items {
                    let word = |name| item.get(name).and_then(Arg::word).unwrap_or_default();
                    let direction = if word("direction") == "ASC" { Direction::Asc } else { Direction::Desc };
                    // once ordered by something, nothing is left for it to order
                    if !orders.iter().any(|(known, _)| known.name == word("field")) {
                        orders.push((find(word("field")), direction));
                    }
                }
                orders
            }
            _ => noun.default_order.iter().map(|(name, direction)| (find(name), *direction)).collect(),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "everything a list depends on")]
    fn connection(
        &mut self,
        mut select: Select,
        mut row: Row,
        noun: &'a Noun,
        link: Option<&Link>,
        orders: Option<&Arg>,
        args: &Args,
        sets: &[&'a SelectionSet],
        what: &str,
    ) -> Result<usize, Refusal> {
        let mut signature = noun.name.to_owned();
        let mut last = Direction::Asc;
        for (order, direction) in self.orders(noun, orders) {
            signature.push_str(&format!("/{} {direction:?}", order.name));
            last = direction;
            for key in &order.keys {
                let (operand, nullable) = match key {
                    Key::Col(path, col) => {
                        (self.along(&mut select, &mut row, path, *col), col.nullable || !path.is_empty())
                    }
                    Key::Count(link) => {
                        let near = self.column(&mut select, &mut row, link.from);
                        (Operand::Count(Box::new(self.linked(link, near).0)), false)
                    }
                };
                select.order.push(SortKey { operand, descending: direction == Direction::Desc, nullable });
            }
        }
        let mut ties = vec![row.key.clone()];
        if let Some(link) = link {
            // a row that a table of links reaches in several ways stands once for each
            let several = noun.edge.iter().filter(|edge| edge.col.table == link.to.table);
            ties.extend(several.map(|edge| Operand::Col(select.from[0].alias, edge.col.name)));
        }
        signature.push_str(&format!("/{}", ties.len()));
        select.order.extend(ties.into_iter().map(|operand| SortKey {
            operand,
            descending: last == Direction::Desc,
            nullable: false,
        }));

        let (backward, size) = match (args.some("first"), args.some("last")) {
            (Some(_), Some(_)) => {
                return Err(Refusal::BadInput(format!(
                    "{what} is asked for both `first` and `last`; ask for one of them"
                )));
            }
            (None, Some(last)) => {
                (true, self.binds.index(source(last), Conversion::PageSize(format!("`last` on {what}"))))
            }
            (first, None) => (
                false,
                self.binds
                    .index(first.map_or(Source::Absent, source), Conversion::PageSize(format!("`first` on {what}"))),
            ),
        };
        let ordering = ordering(&signature);
        let kinds = select.keys();
        let mut cursor = |name: &str| {
            args.some(name).map(|arg| {
                self.binds
                    .index(source(arg), Conversion::Cursor(format!("`{name}` on {what}"), ordering, kinds.clone()))
            })
        };
        let (after, before) = (cursor("after"), cursor("before"));

        let slots = self.slots(&mut select, &mut row, noun, link, sets)?;
        let mut page = Page { backward, size, after, before, ordering, keys: Vec::new(), slots };
        // sorting needs them in any case, but reading them only where they are told
        let told = |slot: &Slot| match slot {
            Slot::Literal(_) | Slot::Total => false,
            Slot::Rows(parts) => parts.iter().any(|part| matches!(part, Part::Cursor)),
            _ => true,
        };
        if page.wants(told) {
            let operands: Vec<Operand> = select.order.iter().map(|key| key.operand.clone()).collect();
            page.keys = operands.into_iter().map(|operand| select.read(operand)).collect();
        }
        Ok(self.level(select, Answer::Page(Box::new(page))))
    }

    /// The arguments that only one list has.
    fn special(&mut self, special: Special, select: &mut Select, row: &mut Row, args: &Args) -> Result<(), Refusal> {
        let list = |compiler: &mut Self, name: &str| {
            args.some(name).map(|arg| compiler.binds.param(source(arg), Conversion::List(Box::new(Conversion::Plain))))
        };
        match special {
            Special::Nothing => {}
            Special::RecordTypes => {
                if let Some(types) = list(self, "types") {
                    let base = select.from[0].alias;
                    let alias = select.join("record", "id", Operand::Col(base, "record_id"), || self.alias());
                    select.conditions.push(Cond::In(Operand::Col(alias, "record_type"), types));
                }
            }
            Special::Relations => {
                let base = row.joined[0].1;
                if let Some(kinds) = list(self, "kinds") {
                    select.conditions.push(Cond::In(Operand::Col(base, "kind"), kinds));
                }
                let end = |name| Cond::Compare(Operand::Col(base, name), Op::Eq, Operand::Param(Param::Parent));
                select.conditions[0] = match args.get("direction").and_then(Arg::word) {
                    Some("OUT") => end("from_id"),
                    Some("IN") => end("to_id"),
                    _ => Cond::Or(vec![end("from_id"), end("to_id")]),
                };
            }
        }
        Ok(())
    }
}

/// A hash of an order, the same in every build.
fn ordering(signature: &str) -> u32 {
    let digest = Sha256::digest(signature);
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}
