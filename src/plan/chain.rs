//! `chain`: the events that an event is linked to over relations, compiled.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::Scalar,
    types::{Arg, Args, MAX_CHAIN},
};

use super::{
    Kind, Part,
    bind::Conversion,
    compile::{Compiler, Row},
    connection::Entry,
    find::{Chain, Find, Sought, Told, chained},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select},
    page::Page,
    parts::Parts,
    refusal::Refusal,
    selection::Selected,
};

impl<'a> Compiler<'a> {
    /// The field.
    pub fn chain(
        &mut self,
        select: &mut Select,
        row: &Row,
        args: &Args,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) -> Result<(), Refusal> {
        let parent = select.read(row.key.clone());
        let asked = ("event_relation", "chain", selected.sets().into_iter().map(std::ptr::from_ref).collect());
        let level = match self.known.get(&asked) {
            Some(level) => *level,
            None => {
                let level = self.chained(args, &selected.sets())?;
                self.known.insert(asked, level);
                level
            }
        };
        out.push(Part::Level(level, Some(parent)));
        Ok(())
    }

    fn chained(&mut self, args: &Args, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let what = "`chain` of Event";
        let given = |name: &str| args.get(name).map_or(super::bind::Source::Absent, source);
        let range = Conversion::Within(format!("`maxHops` on {what}"), 1, MAX_CHAIN);
        let most_hops = self.binds.index(given("maxHops"), range);
        let kinds = args.some("kinds");
        let kinds = kinds.map(|arg| self.binds.param(source(arg), Conversion::List(Box::new(Conversion::Plain))));
        let mut relations = |near, far| {
            let alias = self.alias();
            let mut select = Select::of("event_relation", alias);
            select.conditions.push(Cond::Compare(Operand::Col(alias, near), Op::Eq, Operand::Param(Param::Parent)));
            select.conditions.extend(kinds.map(|kinds| Cond::In(Operand::Col(alias, "kind"), kinds)));
            select.columns = vec![Operand::Col(alias, "id"), Operand::Col(alias, far)];
            self.level(select, Answer::Asked(None))
        };
        let direction = args.get("direction").and_then(Arg::word);
        let out = (direction != Some("IN")).then(|| relations("from_id", "to_id"));
        let into = (direction != Some("OUT")).then(|| relations("to_id", "from_id"));
        let window = self.window_of(vec![Kind::Int, Kind::Int], "Event/chain", args, what)?;
        let slots = self.slots(&mut Select::default(), &mut Entry::Chain(most_hops), sets)?;
        let page = Page { slots, keys: vec![chained::HOPS, chained::EVENT], ..window };
        let sought = Sought::Chain(Chain { out, into, most_hops });
        let find = Find { sought, told: Told::Page(page) };
        Ok(self.level(Select::default(), Answer::Found(Box::new(find))))
    }

    /// An event of a chain.
    pub fn chain_node(&mut self, sets: &[&'a SelectionSet]) -> Result<Vec<Part>, Refusal> {
        let level = self.single(self.noun("Event"), sets)?;
        Ok(vec![Part::Level(level, Some(chained::EVENT))])
    }

    /// What is told of how it was reached.
    pub fn chain_edge(&mut self, most_hops: usize, selected: &Selected<'a>, out: &mut Parts) -> Result<(), Refusal> {
        match selected.name() {
            "hops" => out.push(Part::Value(chained::HOPS, Scalar::Int)),
            "direction" => out.push(Part::Value(chained::DIRECTION, Scalar::Word("RelationDirection"))),
            _ => {
                let level = self.single(self.noun("EventRelation"), &selected.sets())?;
                out.push(Part::Several(chained::PATH, vec![Part::Level(level, Some(0))], most_hops));
            }
        }
        Ok(())
    }
}
