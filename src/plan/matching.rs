//! `matchParties`: the parties that a name could be, compiled.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Scalar, Target},
    types::{Args, MAX_MATCHES, MOST_JUDGED, MOST_NAMES, MOST_SHARING},
};

use super::{
    Part,
    bind::{Conversion, Source},
    compile::Compiler,
    find::{Find, Matching, Sought, Told, matched},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    parts::Parts,
    refusal::Refusal,
};

impl<'a> Compiler<'a> {
    /// The question for the parties.
    pub fn matching(&mut self, args: &Args, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let mut bind =
            |name: &str, conversion| self.binds.index(args.some(name).map_or(Source::Absent, source), conversion);
        let what = |name: &str| format!("`{name}` of `matchParties`");
        let name = bind("name", Conversion::Plain);
        let country = bind("country", Conversion::Plain);
        let most = bind("limit", Conversion::Within(what("limit"), 1, MAX_MATCHES));
        let least = bind("threshold", Conversion::Share(what("threshold")));
        let (keyed, named) = (self.keyed(), self.named());
        let parts = self.match_parts(sets)?;
        let sought = Sought::Matching(Matching { name, country, most, least, keyed, named, judged: MOST_JUDGED });
        let find = Find { sought, told: Told::List(most, parts) };
        Ok(self.level(Select::default(), Answer::Found(Box::new(find))))
    }

    /// Asks for the parties with a key.
    fn keyed(&mut self) -> usize {
        let alias = self.alias();
        let mut select = Select::of("name_key", alias);
        let party = Operand::Col(alias, "party_id");
        select.conditions.push(Cond::Compare(Operand::Col(alias, "key"), Op::Eq, Operand::Param(Param::Parent)));
        select.order.push(SortKey { operand: party.clone(), descending: false, nullable: false });
        select.columns.push(party);
        self.level(select, Answer::Asked(Some(MOST_SHARING)))
    }

    /// Asks for the names of a party: key, value and kind, and with each what the party is: type, country, kind.
    fn named(&mut self) -> usize {
        let alias = self.alias();
        let mut select = Select::of("name", alias);
        let bearer = Operand::Col(alias, "record_id");
        select.conditions.push(Cond::Compare(bearer.clone(), Op::Eq, Operand::Param(Param::Parent)));
        let position = Operand::Col(alias, "position");
        select.order.push(SortKey { operand: position, descending: false, nullable: false });
        let party = select.join("party", "id", bearer.clone(), || self.alias());
        let organization = select.join("organization", "id", bearer, || self.alias());
        select.columns = ["id", "value", "kind"].map(|column| Operand::Col(alias, column)).to_vec();
        select.columns.extend(["party_type", "country"].map(|column| Operand::Col(party, column)));
        select.columns.push(Operand::Col(organization, "kind"));
        self.level(select, Answer::Asked(Some(MOST_NAMES)))
    }

    fn match_parts(&mut self, sets: &[&'a SelectionSet]) -> Result<Vec<Part>, Refusal> {
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect("PartyMatch", sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "party" => {
                    let mut cases = Vec::new();
                    for (tag, noun) in self.cases(Target::Party) {
                        cases.push((tag, self.single(noun, &selected.sets())?));
                    }
                    out.push(Part::Dispatch(matched::TYPE, matched::PARTY, cases));
                }
                "matched" => {
                    let level = self.single(self.noun("Name"), &selected.sets())?;
                    out.push(Part::Level(level, Some(matched::NAME)));
                }
                "score" => out.push(Part::Value(matched::SCORE, Scalar::Json)),
                "reasons" => out.push(Part::Value(matched::REASONS, Scalar::Strings)),
                _ => out.text("PartyMatch"),
            }
        }
        out.literal("}");
        Ok(out.finish())
    }
}
