//! Lists that are read in pages, compiled: filter, order, window.

use async_graphql::parser::types::SelectionSet;
use sha2::{Digest, Sha256};

use crate::{
    catalog::{Direction, Key, Noun, Order, Page as PageShape, Special, Target},
    types::{Arg, Args},
};

use super::{
    Kind, Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    connection::Entry,
    group::By,
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    page::{Page, Slot},
    refusal::Refusal,
    selection::Selected,
};

/// Which rows a list has, so that more than its page can be asked of them.
#[derive(Clone)]
pub struct Listing<'a, 'r> {
    /// Of what.
    pub noun: &'a Noun,
    /// Behind which link of the row above; `None` at the root.
    pub page: Option<&'a PageShape>,
    /// The list's arguments.
    pub args: &'r Args,
    /// The groups that it has been narrowed to, one within the other.
    pub groups: Vec<Vec<By<'a>>>,
}

impl Listing<'_, '_> {
    /// Its filter, where it takes one.
    pub fn filter(&self) -> Option<&Arg> {
        self.args.some("filter").filter(|_| self.page.is_none_or(|page| page.filtered))
    }

    /// What the keys of its groups hold.
    pub fn kinds(&self) -> Vec<Kind> {
        self.groups.iter().flatten().flat_map(By::kinds).collect()
    }
}

impl<'a> Compiler<'a> {
    /// A list behind a link of the row above.
    pub fn page(
        &mut self,
        page: &'a PageShape,
        args: &Args,
        selected: &Selected<'a>,
        what: &str,
    ) -> Result<usize, Refusal> {
        let Target::Noun(name) = page.target else { unreachable!("lists in pages are of one noun") };
        let listing = Listing { noun: self.noun(name), page: Some(page), args, groups: Vec::new() };
        let orders = if page.filtered { args.some("orderBy") } else { None };
        self.connection(&listing, orders, args, &selected.sets(), what)
    }

    /// A list at the root.
    pub fn list(
        &mut self,
        noun: &'a Noun,
        args: &Args,
        sets: &[&'a SelectionSet],
        name: &str,
    ) -> Result<usize, Refusal> {
        let listing = Listing { noun, page: None, args, groups: Vec::new() };
        self.connection(&listing, args.some("orderBy"), args, sets, &format!("`{name}`"))
    }

    /// The rows of a list, in no order; at the root they come from `table` where that is one of the noun's.
    pub fn rows(&mut self, listing: &Listing<'a, '_>, table: &'static str) -> Result<(Select, Row), Refusal> {
        let Listing { noun, page, args, groups } = listing;
        let (mut select, mut row) = match page {
            Some(page) => {
                let (mut select, mut row) = self.linked(&page.link, Operand::Param(Param::Parent));
                let base = select.from[0].alias;
                for col in &page.only_null {
                    select.conditions.push(Cond::Null(Operand::Col(base, col.name)));
                }
                row.tables = noun.tables;
                self.special(page.special, &mut select, &mut row, args)?;
                (select, row)
            }
            None => {
                let table = if noun.tables.contains(&table) { table } else { noun.tables[0] };
                let alias = self.alias();
                let mut select = Select::of(table, alias);
                let mut row = Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![(table, alias)] };
                self.tagged(&mut select, &mut row, noun, table);
                (select, row)
            }
        };
        if let Some(filter) = listing.filter() {
            self.below = page.is_some() || !groups.is_empty();
            let filters = noun.filters.as_deref().unwrap_or_default();
            let condition = self.filter(&mut select, &mut row, filters, filter, "filter")?;
            select.conditions.push(condition);
        }
        let mut first = 0;
        for by in groups {
            first = self.narrow(&mut select, &mut row, by, first);
        }
        Ok((select, row))
    }

    /// What tells the entries of a list apart.
    pub fn ties(&self, select: &Select, row: &Row, listing: &Listing<'_, '_>) -> Vec<Operand> {
        let mut ties = vec![row.key.clone()];
        if let Some(page) = listing.page {
            // a row that a table of links reaches in several ways stands once for each
            let several = listing.noun.edge.iter().filter(|edge| edge.col.table == page.link.to.table);
            ties.extend(several.map(|edge| Operand::Col(select.from[0].alias, edge.col.name)));
        }
        ties
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

    /// A page of a list, in these orders and with the window that `args` ask for.
    pub fn connection(
        &mut self,
        listing: &Listing<'a, '_>,
        orders: Option<&Arg>,
        args: &Args,
        sets: &[&'a SelectionSet],
        what: &str,
    ) -> Result<usize, Refusal> {
        let noun = listing.noun;
        let mut orders = self.orders(noun, orders);
        // what is not ranked goes on in the list's own order
        if orders.iter().any(|(order, _)| matches!(order.keys[..], [Key::Relevance])) {
            let further = self.orders(noun, None);
            orders.extend(
                further
                    .into_iter()
                    .filter(|(order, _)| !orders.iter().any(|known| known.0.name == order.name))
                    .collect::<Vec<_>>(),
            );
        }
        // begin with the table of the first key, so that its index gives the order
        let table = match orders.first().map(|(order, _)| &order.keys[0]) {
            Some(Key::Col(path, col)) if path.is_empty() => col.table,
            _ => noun.tables[0],
        };
        let (mut select, mut row) = self.rows(listing, table)?;
        let mut signature = noun.name.to_owned();
        let mut last = Direction::Asc;
        for (order, direction) in orders {
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
                    // the filter keeps nothing that has no point
                    Key::Distance(path) => {
                        let centre = self.centre(listing.filter()).ok_or_else(|| {
                            Refusal::BadInput(format!(
                                "{what} is ordered by {}, for which its filter needs `location.near` at its top level or within its `and`s: from there distances are taken",
                                order.name
                            ))
                        })?;
                        (self.distance(&mut select, &mut row, path, centre), false)
                    }
                    Key::Relevance => (self.relevance(&mut select, &row, what)?, true),
                };
                select.order.push(SortKey { operand, descending: direction == Direction::Desc, nullable });
            }
        }
        let ties = self.ties(&select, &row, listing);
        signature.push_str(&format!("/{}", ties.len()));
        select.order.extend(ties.into_iter().map(|operand| SortKey {
            operand,
            descending: last == Direction::Desc,
            nullable: false,
        }));
        let window = self.window(&select, &signature, args, what)?;
        let slots = self.slots(&mut select, &mut Entry::Row(listing, &mut row), sets)?;
        Ok(self.paged(select, Page { slots, ..window }, listing.kinds()))
    }

    /// The window of a page: its size and where it lies in the order that `signature` tells from others.
    pub fn window(&mut self, select: &Select, signature: &str, args: &Args, what: &str) -> Result<Page, Refusal> {
        self.window_of(select.keys(), signature, args, what)
    }

    /// The window of a page in an order whose keys hold `kinds`.
    pub fn window_of(&mut self, kinds: Vec<Kind>, signature: &str, args: &Args, what: &str) -> Result<Page, Refusal> {
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
        let ordering = ordering(signature);
        let mut cursor = |name: &str| {
            args.some(name).map(|arg| {
                self.binds
                    .index(source(arg), Conversion::Cursor(format!("`{name}` on {what}"), ordering, kinds.clone()))
            })
        };
        let (after, before) = (cursor("after"), cursor("before"));
        Ok(Page { backward, size, after, before, ordering, keys: Vec::new(), slots: Vec::new() })
    }

    /// The question for a page, asked about groups whose keys hold `groups`.
    pub fn paged(&mut self, mut select: Select, mut page: Page, groups: Vec<Kind>) -> usize {
        // sorting needs them in any case, but reading them only where they are told
        let told = |slot: &Slot| match slot {
            Slot::Literal(_) | Slot::Total | Slot::Level(_) => false,
            Slot::Rows(parts) => parts.iter().any(|part| matches!(part, Part::Cursor)),
            _ => true,
        };
        if page.wants(told) {
            let operands: Vec<Operand> = select.order.iter().map(|key| key.operand.clone()).collect();
            page.keys = operands.into_iter().map(|operand| select.read(operand)).collect();
        }
        self.group_level(select, Answer::Page(Box::new(page)), groups)
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
