//! Values that are more than one column: structs, texts in other languages, what is worked out.

use crate::{
    catalog::{CiteCols, Computed, Languages, Noun, Scalar},
    domain::cite::Style,
    types::Args,
};

use super::{
    Cite, Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    input::source,
    level::{Answer, Cond, Op, Operand, Param, Select, SortKey},
    parts::Parts,
    selection::Selected,
};

impl<'a> Compiler<'a> {
    pub fn structure(
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
    pub fn localized(&mut self, row: &Row, base: Operand, other: Languages, lang: Source) -> Operand {
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
    pub fn computed(
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
                far.grouped = 1;
                let word = Operand::Col(alias, "record_type");
                far.columns = vec![word.clone(), Operand::GroupSize];
                let parts = self.record_count(&mut far, word, Operand::GroupSize, &selected.sets());
                out.push(Part::Level(self.level(far, Answer::List(parts)), Some(parent)));
            }
        }
    }

    pub fn cite(&mut self, select: &mut Select, row: &mut Row, noun: &'a Noun, cols: &CiteCols, args: &Args) -> Part {
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
        let key = |name| SortKey { operand: column(name), descending: true, nullable: false };
        last.order = vec![key("changed_earliest"), key("changed_latest"), key("position")];
        Operand::Coalesce(vec![Operand::First(Box::new(last)), Operand::Word("UNKNOWN")])
    }
}

const SLUG: crate::catalog::Col = crate::catalog::Col { table: "record", name: "slug", nullable: false };
