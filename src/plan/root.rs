//! The fields of the root: records by key, lists, what is found, data sets, the server itself.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Noun, Scalar},
    types::{Arg, LIMITS, Limits},
};

use super::{
    Part,
    bind::{Conversion, Source},
    compile::{Compiler, Facts, Row},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    parts::Parts,
    refusal::Refusal,
    selection::Selected,
};

impl<'a> Compiler<'a> {
    /// The root object.
    pub fn root(&mut self, set: &'a SelectionSet) -> Result<Vec<Part>, Refusal> {
        let mut out = Parts::default();
        let mut introspected = 0;
        out.literal("{");
        for (index, selected) in self.selector.collect("Query", &[set]).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "__typename" => out.literal("\"Query\""),
                "__schema" | "__type" => {
                    out.push(Part::Introspected(introspected));
                    introspected += 1;
                }
                name => self.root_field(name, &selected, &mut out)?,
            }
        }
        out.literal("}");
        Ok(out.finish())
    }

    fn root_field(&mut self, name: &str, selected: &Selected<'a>, out: &mut Parts) -> Result<(), Refusal> {
        let args = self.args("Query", selected)?;
        let sets = selected.sets();
        let given = |name: &str| args.get(name).map_or(Source::Absent, source);
        match name {
            "node" => {
                let id = self.binds.index(given("id"), Conversion::Plain);
                out.push(Part::ById(id, self.by_identity(&sets)?));
            }
            "nodes" => {
                let ids = self.binds.index(given("ids"), Conversion::Texts("`ids` of `nodes`".to_owned()));
                out.push(Part::ByIds(ids, self.by_identity(&sets)?));
            }
            "resource" => {
                let url = self.binds.index(given("url"), Conversion::Plain);
                let mut cases = Vec::new();
                for noun in self.facts.catalog.records() {
                    let by = Arg::Object(vec![("url".to_owned(), args.get("url").cloned().unwrap_or(Arg::Null))]);
                    cases.push((noun.plural, self.by(noun, &by, &sets)?));
                }
                out.push(Part::ByUrl(url, cases));
            }
            "datasets" => {
                let noun = self.noun("Dataset");
                let alias = self.alias();
                let mut select = Select::of("dataset", alias);
                select.order.push(SortKey { operand: Operand::Col(alias, "key"), descending: false, nullable: false });
                let mut row =
                    Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![("dataset", alias)] };
                let parts = self.object(&mut select, &mut row, noun, &sets)?;
                out.push(Part::Level(self.level(select, Answer::List(parts)), None));
            }
            "matchParties" => out.push(Part::Level(self.matching(&args, &sets)?, None)),
            "server" => self.server(&sets, out)?,
            "search" => {
                let level = self.search(&args, &sets)?;
                out.push(Part::Level(level, None));
            }
            "paths" => {
                let level = self.paths(&args, &sets)?;
                out.push(Part::Level(level, None));
            }
            "dyads" => {
                let level = self.dyads(&args, &sets)?;
                out.push(Part::Level(level, None));
            }
            name => {
                let catalog = self.facts.catalog;
                if let Some(noun) = catalog.records().find(|noun| noun.plural == name) {
                    let level = self.list(noun, &args, &sets, name)?;
                    out.push(Part::Level(level, None));
                } else if let Some(noun) = catalog.records().find(|noun| noun.name.eq_ignore_ascii_case(name)) {
                    let level = self.by(noun, args.get("by").unwrap_or(&Arg::Null), &sets)?;
                    out.push(Part::Level(level, None));
                }
            }
        }
        Ok(())
    }

    /// For each noun with ids, the question for the row whose identity is asked with.
    fn by_identity(&mut self, sets: &[&'a SelectionSet]) -> Result<Vec<(&'static str, usize)>, Refusal> {
        let mut cases = Vec::new();
        for noun in &self.facts.catalog.nouns {
            let Some(prefix) = noun.prefix else { continue };
            let alias = self.alias();
            let base = noun.tables.last().copied().unwrap_or_default();
            let (table, keyed) = if noun.tables.len() > 1 { (base, true) } else { (noun.tables[0], false) };
            let mut select = Select::of(table, alias);
            let mut row = Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![(table, alias)] };
            select.conditions.push(Cond::Compare(Operand::Col(alias, "uid"), Op::Eq, Operand::Param(Param::Parent)));
            if keyed {
                self.tagged(&mut select, &mut row, noun, table);
            }
            let parts = self.object(&mut select, &mut row, noun, sets)?;
            cases.push((prefix, self.level(select, Answer::One(parts))));
        }
        Ok(cases)
    }

    /// The question for one record by id, slug, permalink or key in another system.
    fn by(&mut self, noun: &'a Noun, by: &Arg, sets: &[&'a SelectionSet]) -> Result<usize, Refusal> {
        let (alias, word) = (self.alias(), noun.record.expect("only records are read by key"));
        let mut select = Select::of("record", alias);
        let mut row = Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![("record", alias)] };
        self.tagged(&mut select, &mut row, noun, "record");
        let Arg::Object(fields) = by else { return Err(Refusal::BadInput("`by` must not be null".to_owned())) };
        for (name, value) in fields {
            let mut equals = |column, source, conversion| {
                Cond::Compare(Operand::Col(alias, column), Op::Eq, Operand::Param(self.binds.param(source, conversion)))
            };
            let condition = match name.as_str() {
                "id" => equals("uid", source(value), Conversion::Identity(noun.prefix.into_iter().collect())),
                "slug" => equals("slug", source(value), Conversion::Plain),
                "url" => equals("slug", source(value), Conversion::Slug(noun.plural)),
                _ => {
                    let (key, inner) = (row.key.clone(), self.alias());
                    let mut known = Select::of("external_id", inner);
                    let of = |name: &str| value.get(name).map_or(Source::Absent, source);
                    known.conditions = vec![
                        Cond::Compare(Operand::Col(inner, "record_type"), Op::Eq, Operand::Word(word)),
                        Cond::Compare(
                            Operand::Col(inner, "scheme"),
                            Op::Eq,
                            Operand::Param(self.binds.param(of("scheme"), Conversion::Plain)),
                        ),
                        Cond::Compare(
                            Operand::Col(inner, "value"),
                            Op::Eq,
                            Operand::Param(self.binds.param(of("value"), Conversion::Plain)),
                        ),
                    ];
                    known.columns.push(Operand::Col(inner, "record_id"));
                    Cond::Compare(key, Op::Eq, Operand::First(Box::new(known)))
                }
            };
            select.conditions.push(condition);
        }
        let parts = self.object(&mut select, &mut row, noun, sets)?;
        Ok(self.level(select, Answer::One(parts)))
    }

    /// The server: mostly constants, and the version of the data.
    fn server(&mut self, sets: &[&'a SelectionSet], out: &mut Parts) -> Result<(), Refusal> {
        let Facts { limits, version, schema_hash, database, .. } = self.facts;
        let alias = self.alias();
        let mut select = Select::of("sequence", alias);
        select.conditions.push(Cond::Compare(Operand::Col(alias, "name"), Op::Eq, Operand::Word("change")));
        let mut parts = Parts::default();
        parts.literal("{");
        for (index, selected) in self.selector.collect("ServerInfo", sets).into_iter().enumerate() {
            parts.key(index, selected.key);
            match selected.name() {
                "__typename" => parts.text("ServerInfo"),
                "version" => parts.text(version),
                "schemaHash" => parts.text(schema_hash),
                "database" => parts.text(database),
                "dataVersion" => {
                    let at = select.read(Operand::Col(alias, "value"));
                    parts.literal("\"");
                    parts.push(Part::Value(at, Scalar::Int));
                    parts.literal("\"");
                }
                _ => self.limits(limits, &selected.sets(), &mut parts),
            }
        }
        parts.literal("}");
        let answer = Answer::One(parts.finish());
        out.push(Part::Level(self.level(select, answer), None));
        Ok(())
    }

    fn limits(&self, limits: &Limits, sets: &[&'a SelectionSet], parts: &mut Parts) {
        parts.literal("{");
        for (index, selected) in self.selector.collect("Limits", sets).into_iter().enumerate() {
            parts.key(index, selected.key);
            match LIMITS.iter().find(|limit| limit.field == selected.name()) {
                Some(limit) => parts.literal(&limit.get(limits).to_string()),
                None => parts.text("Limits"),
            }
        }
        parts.literal("}");
    }
}
