//! From a validated document to a plan: the root fields, and what rows and columns are to the rest of this room.

use async_graphql::parser::types::{OperationDefinition, SelectionSet};

use crate::{
    catalog::{Catalog, Col, Join, Link, Noun, Target},
    types::{Arg, Args, Limits, arguments},
};

use super::{
    Part, Plan,
    bind::{Conversion, Source},
    fields::Parts,
    input::{Binds, source},
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
    /// How many questions stand above the one under construction.
    pub depth: usize,
}

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
        Self { from: vec![From { table, alias, on: None, inner: false }], ..Self::default() }
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
        self.from.push(From { table, alias, on, inner: false });
        alias
    }
}

/// Compiles one operation, a query whose variables have been coerced.
pub fn compile<'a>(
    selector: Selector<'a>,
    operation: &'a OperationDefinition,
    facts: Facts<'a>,
) -> Result<Plan, Refusal> {
    let mut compiler = Compiler { selector, facts, levels: Vec::new(), binds: Binds::default(), aliases: 0, depth: 0 };
    let root = compiler.root(&operation.selection_set.node)?;
    Ok(Plan { root, levels: compiler.levels, binds: compiler.binds.0 })
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

    /// The root object.
    fn root(&mut self, set: &'a SelectionSet) -> Result<Vec<Part>, Refusal> {
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
                select.order.push(super::SortKey {
                    operand: Operand::Col(alias, "key"),
                    descending: false,
                    nullable: false,
                });
                let mut row =
                    Row { key: Operand::Col(alias, "id"), tables: noun.tables, joined: vec![("dataset", alias)] };
                let parts = self.object(&mut select, &mut row, noun, &sets)?;
                out.push(Part::Level(self.level(select, None, Answer::List(parts))));
            }
            "server" => self.server(&sets, out)?,
            name => {
                let catalog = self.facts.catalog;
                if let Some(noun) = catalog.records().find(|noun| noun.plural == name) {
                    let level = self.list(noun, &args, &sets, name)?;
                    out.push(Part::Level(level));
                } else if let Some(noun) = catalog.records().find(|noun| noun.name.eq_ignore_ascii_case(name)) {
                    let level = self.by(noun, args.get("by").unwrap_or(&Arg::Null), &sets)?;
                    out.push(Part::Level(level));
                }
            }
        }
        Ok(())
    }

    /// Adds a question.
    pub fn level(&mut self, select: Select, parent: Option<usize>, answer: Answer) -> usize {
        self.levels.push(Level { select, parent, answer, depth: self.depth });
        self.levels.len() - 1
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
            select.conditions.push(Cond::Compare(
                Operand::Col(alias, "uid"),
                Op::Eq,
                Operand::Param(super::Param::Parent),
            ));
            if keyed {
                self.tagged(&mut select, &mut row, noun, table);
            }
            let parts = self.object(&mut select, &mut row, noun, sets)?;
            cases.push((prefix, self.level(select, None, Answer::One(parts))));
        }
        Ok(cases)
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
        Ok(self.level(select, None, Answer::One(parts)))
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
                    parts.push(Part::Value(at, crate::catalog::Scalar::Int));
                    parts.literal("\"");
                }
                _ => self.limits(limits, &selected.sets(), &mut parts),
            }
        }
        parts.literal("}");
        let answer = Answer::One(parts.finish());
        out.push(Part::Level(self.level(select, None, answer)));
        Ok(())
    }

    fn limits(&self, limits: &Limits, sets: &[&'a SelectionSet], parts: &mut Parts) {
        parts.literal("{");
        for (index, selected) in self.selector.collect("Limits", sets).into_iter().enumerate() {
            parts.key(index, selected.key);
            let number = match selected.name() {
                "maxRequestBytes" => limits.max_request_bytes as i64,
                "maxDocumentBytes" => limits.max_document_bytes as i64,
                "maxTokens" => limits.max_tokens as i64,
                "maxNesting" => limits.max_nesting as i64,
                "maxErrors" => limits.max_errors as i64,
                "defaultPageSize" => limits.default_page_size,
                "maxPageSize" => limits.max_page_size,
                "timeoutMs" => limits.timeout_ms as i64,
                _ => {
                    parts.text("Limits");
                    continue;
                }
            };
            parts.literal(&number.to_string());
        }
        parts.literal("}");
    }

    /// The status of the sanction whose row this is, on a day.
    pub fn status(&mut self, row: &Row, on: Source) -> Operand {
        let alias = self.alias();
        let mut last = Select::of("status_change", alias);
        let column = |name| Operand::Col(alias, name);
        let on = Operand::Param(self.binds.param(on, Conversion::Plain));
        last.conditions = vec![
            Cond::Compare(column("sanction_id"), Op::Eq, row.key.clone()),
            Cond::Compare(column("changed_earliest"), Op::Le, on),
        ];
        last.columns.push(column("status"));
        let key = |name| super::SortKey { operand: column(name), descending: true, nullable: false };
        last.order = vec![key("changed_earliest"), key("changed_latest"), key("position")];
        Operand::Coalesce(vec![Operand::First(Box::new(last)), Operand::Word("UNKNOWN")])
    }

    /// The nouns a polymorphic target may be, by the word that tells them apart.
    pub fn cases(&self, target: Target) -> Vec<(&'static str, &'a Noun)> {
        self.facts.catalog.possible(target).into_iter().filter_map(|noun| Some((noun.record?, noun))).collect()
    }
}
