//! `paths`: how two parties are linked, compiled.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Scalar, Target},
    types::{Args, FOLLOWED, MAX_PATH, MAX_PATHS},
};

use super::{
    Part,
    bind::{Conversion, Source},
    compile::Compiler,
    find::{Find, Paths, Sought, Told, Via, hopped, linked},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    parts::Parts,
    refusal::Refusal,
};

/// Where a party's records of a kind are found: table, the party's column, the record's column, and the key that says
/// which were recorded last.
const RECORDS: [(Via, &str, &str, &str, &str); 7] = [
    (Via::Event, "participation", "party_id", "event_id", "event_id"),
    (Via::Event, "participation", "on_behalf_of_id", "event_id", "id"),
    (Via::Statement, "statement", "speaker_id", "id", "id"),
    (Via::Statement, "statement", "on_behalf_of_id", "id", "id"),
    (Via::Statement, "statement_addressee", "party_id", "statement_id", "statement_id"),
    (Via::Sanction, "sanction_issuer", "party_id", "sanction_id", "sanction_id"),
    (Via::Sanction, "sanction_target", "party_id", "sanction_id", "sanction_id"),
];

impl<'a> Compiler<'a> {
    /// The root field.
    pub fn paths(&mut self, args: &Args, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let given = |name: &str| args.get(name).map_or(Source::Absent, source);
        let mut number = |name: &str, most| {
            self.binds.index(given(name), Conversion::Within(format!("`{name}` of `paths`"), 1, most))
        };
        let (most_hops, most) = (number("maxHops", MAX_PATH), number("limit", MAX_PATHS));
        let ends = ["from", "to"].map(|name| {
            let select = self.party_of(given(name));
            self.level(select, Answer::Asked(None))
        });
        let records = RECORDS.map(|(via, table, party, record, newest)| {
            let alias = self.alias();
            let mut select = asked(table, alias, party, &[record]);
            let newest = Operand::Col(alias, newest);
            select.order.push(SortKey { operand: newest, descending: true, nullable: false });
            (via, self.level(select, Answer::Asked(Some(FOLLOWED))))
        });
        let mut parties = |table, record, columns: &[&'static str]| {
            let alias = self.alias();
            self.level(asked(table, alias, record, columns), Answer::Asked(None))
        };
        let sought = Paths {
            ends,
            most_hops,
            most,
            records,
            participations: parties("participation", "event_id", &["party_id", "on_behalf_of_id", "id", "role"]),
            statements: parties("statement", "id", &["speaker_id", "on_behalf_of_id"]),
            addressees: parties("statement_addressee", "statement_id", &["party_id"]),
            issuers: parties("sanction_issuer", "sanction_id", &["party_id"]),
            targets: parties("sanction_target", "sanction_id", &["party_id"]),
            titles: parties("event", "id", &["title"]),
        };
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect("Path", sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "length" => out.push(Part::Value(linked::LENGTH, Scalar::Int)),
                "hops" => {
                    let hop = self.hop(&selected.sets())?;
                    out.push(Part::Several(linked::HOPS, hop, most_hops));
                }
                _ => out.text("Path"),
            }
        }
        out.literal("}");
        let find = Find { sought: Sought::Paths(Box::new(sought)), told: Told::List(most, out.finish()) };
        Ok(self.level(Select::default(), Answer::Found(Box::new(find))))
    }

    fn hop(&mut self, sets: &[&'a SelectionSet]) -> Result<Vec<Part>, Refusal> {
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect("Hop", sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "label" => out.push(Part::Value(hopped::LABEL, Scalar::Text("String"))),
                "via" => {
                    let mut cases = Vec::new();
                    for (tag, noun) in self.cases(Target::Record) {
                        if Via::of(tag).is_some() {
                            cases.push((tag, self.single(noun, &selected.sets())?));
                        }
                    }
                    out.push(Part::Dispatch(hopped::VIA, hopped::RECORD, cases));
                }
                "__typename" => out.text("Hop"),
                name => {
                    let at = if name == "from" { hopped::FROM } else { hopped::TO };
                    let level = self.any_party(&selected.sets())?;
                    out.push(Part::Level(level, Some(at)));
                }
            }
        }
        out.literal("}");
        Ok(out.finish())
    }

    /// A question for the one party whose key it is asked with.
    fn any_party(&mut self, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let asked = ("party", "", sets.iter().map(|set| std::ptr::from_ref(*set)).collect());
        if let Some(level) = self.known.get(&asked) {
            return Ok(*level);
        }
        let alias = self.alias();
        let key = Operand::Col(alias, "id");
        let mut select = Select::of("party", alias);
        select.conditions.push(Cond::Compare(key.clone(), Op::Eq, Operand::Param(Param::Parent)));
        let parts = self.party(&mut select, key, sets)?;
        let level = self.level(select, Answer::One(parts));
        self.known.insert(asked, level);
        Ok(level)
    }

    /// A question for the key of the party with an id; it has no rows where the id is no party's.
    pub fn party_of(&mut self, id: Source) -> Select {
        // a party's key is its record's, and there the index is
        let alias = self.alias();
        let mut select = Select::of("record", alias);
        let mut any = Vec::new();
        for (tag, noun) in self.cases(Target::Party) {
            let uid = self.binds.param(id.clone(), Conversion::Identity(noun.prefix.into_iter().collect()));
            any.push(Cond::And(vec![
                Cond::Compare(Operand::Col(alias, "uid"), Op::Eq, Operand::Param(uid)),
                Cond::Compare(Operand::Col(alias, "record_type"), Op::Eq, Operand::Word(tag)),
            ]));
        }
        select.conditions.push(Cond::Or(any));
        select.columns.push(Operand::Col(alias, "id"));
        select
    }
}

/// Columns of the rows that hold the value asked with in `near`.
fn asked(table: &'static str, alias: usize, near: &'static str, columns: &[&'static str]) -> Select {
    let mut select = Select::of(table, alias);
    select.conditions.push(Cond::Compare(Operand::Col(alias, near), Op::Eq, Operand::Param(Param::Parent)));
    select.columns = columns.iter().map(|column| Operand::Col(alias, column)).collect();
    select
}
