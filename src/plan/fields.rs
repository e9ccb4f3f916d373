//! The fields of a row as pieces of its answer.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{CiteCols, Computed, Field, Languages, Link, Noun, Page as PageShape, Scalar, Shape, Target},
    domain::cite::Style,
    types::Args,
};

use super::{
    Cite, Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    refusal::Refusal,
    selection::Selected,
};

/// How many tables one question joins before a further row becomes a question of its own.
const MAX_TABLES: usize = 16;

/// Pieces of an answer under construction; neighbouring literals run together.
#[derive(Debug, Default)]
pub struct Parts(Vec<Part>);

impl Parts {
    /// Adds bytes as they are.
    pub fn literal(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Part::Literal(bytes)) => bytes.extend_from_slice(text.as_bytes()),
            _ => self.0.push(Part::Literal(text.as_bytes().to_vec())),
        }
    }

    /// Adds a response key, after a comma unless it is the first.
    pub fn key(&mut self, index: usize, key: &str) {
        if index > 0 {
            self.literal(",");
        }
        self.text(key);
        self.literal(":");
    }

    /// Adds a fixed string value.
    pub fn text(&mut self, text: &str) {
        self.literal(&serde_json::Value::from(text).to_string());
    }

    /// Adds a piece.
    pub fn push(&mut self, part: Part) {
        match part {
            Part::Literal(bytes) => self.literal(std::str::from_utf8(&bytes).expect("literals are made of text")),
            other => self.0.push(other),
        }
    }

    /// Adds pieces.
    pub fn extend(&mut self, parts: Vec<Part>) {
        parts.into_iter().for_each(|part| self.push(part));
    }

    /// The pieces.
    pub fn finish(self) -> Vec<Part> {
        self.0
    }
}

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
                self.depth += 1;
                let parts = self.target(&mut far, &mut far_row, link, *target, &selected.sets())?;
                self.depth -= 1;
                out.push(Part::Level(self.level(far, Some(parent), Answer::List(parts))));
            }
            Shape::Words { link, col, order, .. } => {
                let near = self.column(select, row, link.from);
                let parent = select.read(near);
                let (mut far, _) = self.linked(link, Operand::Param(Param::Parent));
                let base = far.from[0].alias;
                far.order.push(SortKey { operand: Operand::Col(base, order.name), descending: false, nullable: false });
                let at = far.read(Operand::Col(base, col.name));
                out.push(Part::Level(self.level(
                    far,
                    Some(parent),
                    Answer::List(vec![Part::Value(at, Scalar::Word(""))]),
                )));
            }
            Shape::Page(page) => self.nested_page(select, row, noun, field.name, page, args, selected, out)?,
            Shape::Computed(computed) => self.computed(select, row, noun, *computed, args, selected, out),
        }
        Ok(())
    }

    /// The row that `key` names.
    fn one(
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
                    cases.push((
                        tag,
                        self.single(noun.tables, at, |compiler, far, row| compiler.object(far, row, noun, sets))?,
                    ));
                }
                out.push(Part::Dispatch(word, cases));
            }
            Target::Party if crowded => {
                let level = self.single(super::filter::PARTY_TABLES, at, |compiler, far, row| {
                    compiler.party(far, row.key.clone(), sets)
                })?;
                out.push(Part::Level(level));
            }
            Target::Party => out.extend(self.party(select, key, sets)?),
            Target::Noun(name) if crowded => {
                let noun = self.noun(name);
                out.push(Part::Level(
                    self.single(noun.tables, at, |compiler, far, row| compiler.object(far, row, noun, sets))?,
                ));
            }
            Target::Noun(name) => {
                let noun = self.noun(name);
                let parts = self.object(select, &mut Row::bare(key, noun.tables), noun, sets)?;
                if nullable { out.push(Part::Maybe(at, parts)) } else { out.extend(parts) }
            }
        }
        Ok(())
    }

    /// A question for the one row whose key stands in column `at`.
    fn single(
        &mut self,
        tables: &'static [&'static str],
        at: usize,
        object: impl FnOnce(&mut Self, &mut Select, &mut Row) -> Result<Vec<Part>, Refusal>,
    ) -> Result<usize, Refusal> {
        let alias = self.alias();
        let mut far = Select::of(tables[0], alias);
        far.conditions.push(Cond::Compare(Operand::Col(alias, "id"), Op::Eq, Operand::Param(Param::Parent)));
        let mut row = Row { key: Operand::Col(alias, "id"), tables, joined: vec![(tables[0], alias)] };
        self.depth += 1;
        let parts = object(self, &mut far, &mut row)?;
        self.depth -= 1;
        Ok(self.level(far, Some(at), Answer::One(parts)))
    }

    /// An organization or a person.
    fn party(&mut self, select: &mut Select, key: Operand, sets: &[&'a SelectionSet]) -> Result<Vec<Part>, Refusal> {
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

    fn structure(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        name: &str,
        parts: &[crate::catalog::Col],
        selected: &Selected<'a>,
    ) -> Vec<Part> {
        let described = self
            .facts
            .catalog
            .structs
            .iter()
            .find(|known| known.name == name)
            .expect("the catalog's own structs exist");
        let mut out = Parts::default();
        out.literal("{");
        for (index, inner) in self.selector.collect(name, &selected.sets()).into_iter().enumerate() {
            out.key(index, inner.key);
            match described.fields.iter().position(|field| field.name == inner.name()) {
                Some(at) => {
                    let operand = self.column(select, row, parts[at]);
                    out.push(Part::Value(select.read(operand), described.fields[at].scalar));
                }
                None => out.text(name),
            }
        }
        out.literal("}");
        out.finish()
    }

    /// The text in the wanted language, else as it stands.
    fn localized(&mut self, row: &Row, base: Operand, other: Languages, lang: Source) -> Operand {
        let alias = self.alias();
        let column = |name| Operand::Col(alias, name);
        let wanted = self.binds.param(lang, Conversion::Languages);
        let key = |operand, descending| SortKey { operand, descending, nullable: false };
        let (mut select, text) = match other {
            Languages::Translations(field) => {
                let mut select = Select::of("translation", alias);
                select.conditions.push(Cond::Compare(column("field"), Op::Eq, Operand::Word(field)));
                (select, "text")
            }
            Languages::Names => (Select::of("name", alias), "value"),
        };
        select.conditions.push(Cond::Compare(column("record_id"), Op::Eq, row.key.clone()));
        select.conditions.push(Cond::In(Operand::Lower(Box::new(column("language"))), wanted));
        if let Languages::Names = other {
            let former = Cond::Compare(column("kind"), Op::Eq, Operand::Word("PREVIOUS"));
            select.conditions.push(Cond::Not(Box::new(former)));
        }
        // the longest tag is the nearest; of its names the first stands highest
        select.order = vec![key(column("language"), true), key(column("position"), false)];
        select.columns.push(column(text));
        Operand::Coalesce(vec![Operand::First(Box::new(select)), base])
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
        self.depth += 1;
        let level = self.page(page, args, selected, &format!("`{name}` of {}", noun.name), parent)?;
        self.depth -= 1;
        out.push(Part::Level(level));
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "a field of a row and what is asked of it")]
    fn computed(
        &mut self,
        select: &mut Select,
        row: &mut Row,
        noun: &'a Noun,
        computed: Computed,
        args: &Args,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) {
        match computed {
            Computed::Label(col) => {
                let mut operand = self.column(select, row, col);
                if col.nullable {
                    operand = Operand::Coalesce(vec![operand, self.column(select, row, SLUG)]);
                }
                out.push(Part::Label(select.read(operand)));
            }
            Computed::Cite => {
                let cols = noun.cite.as_ref().expect("records say how they are cited");
                out.push(self.cite(select, row, noun, cols, args));
            }
            Computed::Status | Computed::InForce => {
                let status = self.status(row, args.some("on").map_or(Source::Today, source));
                let at = select.read(status);
                out.push(if computed == Computed::Status {
                    Part::Value(at, Scalar::Word(""))
                } else {
                    Part::Is(at, "IN_FORCE")
                });
            }
            Computed::RecordCounts => {
                let parent = select.read(row.key.clone());
                let alias = self.alias();
                let mut far = Select::of("record", alias);
                far.conditions.push(Cond::Compare(
                    Operand::Col(alias, "dataset_id"),
                    Op::Eq,
                    Operand::Param(Param::Parent),
                ));
                far.order.push(SortKey {
                    operand: Operand::Col(alias, "record_type"),
                    descending: false,
                    nullable: false,
                });
                far.grouped = true;
                let (word, count) = (far.read(Operand::Col(alias, "record_type")), far.read(Operand::GroupSize));
                let mut parts = Parts::default();
                parts.literal("{");
                for (index, inner) in self.selector.collect("RecordCount", &selected.sets()).into_iter().enumerate() {
                    parts.key(index, inner.key);
                    match inner.name() {
                        "type" => parts.push(Part::Value(word, Scalar::Word(""))),
                        "count" => parts.push(Part::Value(count, Scalar::Int)),
                        _ => parts.text("RecordCount"),
                    }
                }
                parts.literal("}");
                out.push(Part::Level(self.level(far, Some(parent), Answer::List(parts.finish()))));
            }
        }
    }

    fn cite(&mut self, select: &mut Select, row: &mut Row, noun: &'a Noun, cols: &CiteCols, args: &Args) -> Part {
        let style = match args.get("style").and_then(crate::types::Arg::word) {
            Some("CSL_JSON") => Style::CslJson,
            _ => Style::Plain,
        };
        let mut read = |col| {
            let operand = self.column(select, row, col);
            select.read(operand)
        };
        let (title, slug) = (read(cols.title), read(SLUG));
        let [date, authors, url, quoted] =
            [cols.date, cols.authors, cols.url, cols.quoted].map(|col| col.map(&mut read));
        let publisher = cols.publisher.map(|(join, col)| {
            let operand = self.along(select, row, &[join], col);
            select.read(operand)
        });
        let dataset = crate::catalog::join(sea_orm::RelationTrait::def(&entity::record::Relation::Dataset));
        let [dataset, attribution] = ["title", "attribution"].map(|name| {
            let operand =
                self.along(select, row, &[dataset], crate::catalog::Col { table: "dataset", name, nullable: false });
            select.read(operand)
        });
        Part::Cite(Box::new(Cite {
            style,
            noun: noun.name,
            plural: noun.plural,
            title,
            date,
            authors,
            publisher,
            url,
            quoted,
            slug,
            dataset,
            attribution,
        }))
    }
}

const RECORD_TYPE: crate::catalog::Col = crate::catalog::Col { table: "record", name: "record_type", nullable: false };
const SLUG: crate::catalog::Col = crate::catalog::Col { table: "record", name: "slug", nullable: false };
