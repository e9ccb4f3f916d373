//! `dyads`: who did what to whom. A dyad is a group of events by two of those that took part: one who did it, and one to
//! whom it was done.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{DOING, Of, RECEIVING, Scalar, Shape, Target},
    plan::{
        Part,
        compile::Compiler,
        connection::Entry,
        input::source,
        level::{Answer, Cond, NAMES, Op, Operand, Param, Select, SortKey},
        lists::Listing,
        page::Page,
        parts::Parts,
        refusal::Refusal,
        selection::Selected,
    },
    types::Args,
};

use super::{
    By, Grouped, table,
    told::{asked, narrowed},
};

/// Where the key of the one who did it stands among the keys of a dyad, and that of the other.
const ENDS: [(&str, usize); 2] = [("source", 0), ("target", 1)];

impl<'a> Compiler<'a> {
    /// The root field.
    pub fn dyads(&mut self, args: &Args, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let listing = Listing { noun: self.noun("Event"), page: None, args, groups: Vec::new() };
        let by = vec![By::Party(&DOING), By::Party(&RECEIVING)];
        // a party may have several parts in an event, which counts once all the same
        let (mut events, mut row) = self.rows(&listing, "")?;
        let keys: Vec<Operand> = by.iter().map(|by| self.key(&mut events, &mut row, by)).collect();
        let same = Cond::Compare(keys[0].clone(), Op::Eq, keys[1].clone());
        events.conditions.push(Cond::Not(Box::new(same)));
        for (name, at) in ENDS {
            if let Some(id) = args.some(name) {
                let party = Operand::First(Box::new(self.party_of(source(id))));
                events.conditions.push(Cond::Compare(keys[at].clone(), Op::Eq, party));
            }
        }
        events.columns = [keys, vec![row.key.clone()]].concat();
        events.distinct = true;
        let (once, alias) = (self.alias(), self.alias());
        let mut inner = Select { from: vec![table(events, once, None)], ..Select::default() };
        inner.columns = ENDS.iter().map(|(_, at)| Operand::Col(once, NAMES[*at])).collect();
        inner.grouped = ENDS.len();
        let mut grouped = Grouped { listing: &listing, by, alias, inner, row, once: Some(once) };
        let count = grouped.column(Operand::GroupSize);

        let mut select = Select { from: vec![table(grouped.inner.clone(), alias, None)], ..Select::default() };
        select.order.push(SortKey { operand: count, descending: true, nullable: false });
        for (_, at) in ENDS {
            select.order.push(SortKey { operand: grouped.key(at), descending: false, nullable: false });
        }
        let window = self.window(&select, "Event/dyads", args, "`dyads`")?;
        let slots = self.slots(&mut select, &mut Entry::Dyad(&mut grouped), sets)?;
        select.from[0] = table(grouped.inner, alias, None);
        Ok(self.paged(select, Page { slots, ..window }, Vec::new()))
    }

    /// What is told of a dyad.
    pub fn dyad(
        &mut self,
        select: &mut Select,
        grouped: &mut Grouped<'a, '_>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect("Dyad", sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "__typename" => out.text("Dyad"),
                "count" => {
                    let count = grouped.column(Operand::GroupSize);
                    out.push(Part::Value(select.read(count), Scalar::Int));
                }
                "averageGoldstein" => {
                    let measures = &grouped.listing.noun.groups.measures;
                    let mean = measures.iter().find(|measure| matches!(measure.of, Of::MeanOfTenths(_)));
                    let mean = mean.expect("events have a mean on the Goldstein scale");
                    self.measure(select, grouped, &mean.of, &selected, &mut out);
                }
                "first" => self.dyad_date(select, grouped, false, &selected, &mut out)?,
                "last" => self.dyad_date(select, grouped, true, &selected, &mut out)?,
                "events" => {
                    let args = self.args("Dyad", &selected)?;
                    let (listing, orders) = (narrowed(grouped), args.some("orderBy"));
                    let level = self.connection(&listing, orders, &args, &selected.sets(), "`events` of Dyad")?;
                    out.push(Part::Group(level, asked(select, grouped)));
                }
                end => {
                    let (_, at) = ENDS.iter().find(|(name, _)| *name == end).expect("validation knows a dyad's fields");
                    self.one(select, grouped.key(*at), Target::Party, false, &selected.sets(), &mut out)?;
                }
            }
        }
        out.literal("}");
        Ok(out.finish())
    }

    /// When its first or last event happened: asked from the parties' parts, which are fewer than the events.
    fn dyad_date(
        &mut self,
        select: &mut Select,
        grouped: &Grouped<'a, '_>,
        last: bool,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) -> Result<(), Refusal> {
        let (mut event, mut row) = self.rows(grouped.listing, "")?;
        for (index, by) in grouped.by.iter().enumerate() {
            let key = self.key(&mut event, &mut row, by);
            event.conditions.push(Cond::Compare(key, Op::Eq, Operand::Param(Param::Group(index))));
        }
        let field = grouped.listing.noun.fields.iter().find(|field| field.name == "occurred");
        let Some(Shape::Struct { name, parts, .. }) = field.map(|field| &field.shape) else {
            unreachable!("events have happened at some time")
        };
        let column = |name| Operand::Col(event.from[0].alias, name);
        let keys = ["occurred_earliest", "occurred_latest", "id"].map(column);
        event.order = keys.map(|operand| SortKey { operand, descending: last, nullable: false }).into();
        let parts = self.structure(&mut event, &mut row, name, parts, selected);
        let kinds = grouped.by.iter().flat_map(By::kinds).collect();
        let level = self.group_level(event, Answer::One(parts), kinds);
        out.push(Part::Group(level, asked(select, grouped)));
        Ok(())
    }
}
