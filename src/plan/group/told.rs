//! What is told of a group: its keys, its size, numbers of its rows, the rows themselves.

use async_graphql::parser::types::SelectionSet;

use crate::{
    catalog::{Col, Dimension, Holds, Of, Scalar, Shape, Target},
    plan::{
        Part,
        compile::{Compiler, Row},
        input::source,
        level::{NAMES, Operand, Select},
        lists::Listing,
        parts::Parts,
        refusal::Refusal,
        selection::Selected,
    },
    types::Args,
};

use super::{By, Grouped, Key};

impl<'a> Compiler<'a> {
    /// What is told of a group.
    pub fn group(
        &mut self,
        select: &mut Select,
        grouped: &mut Grouped<'a, '_>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        let noun = grouped.listing.noun;
        let name = format!("{}Group", noun.name);
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect(&name, sets).into_iter().enumerate() {
            out.key(index, selected.key);
            let args = self.args(&name, &selected)?;
            match selected.name() {
                "__typename" => out.text(&name),
                "count" => {
                    let count = grouped.column(Operand::GroupSize);
                    out.push(Part::Value(select.read(count), Scalar::Int));
                }
                "keys" => self.keys(select, grouped, &selected, &mut out)?,
                "distinctCount" => {
                    let level = self.distinct(&narrowed(grouped), &args)?;
                    out.push(Part::Group(level, asked(select, grouped)));
                }
                other => match noun.groups.measures.iter().find(|measure| measure.name == other) {
                    Some(measure) => self.measure(select, grouped, &measure.of, &selected, &mut out),
                    None => {
                        let what = format!("`{other}` of {name}");
                        let listing = narrowed(grouped);
                        let orders = args.some("orderBy");
                        let level = self.connection(&listing, orders, &args, &selected.sets(), &what)?;
                        out.push(Part::Group(level, asked(select, grouped)));
                    }
                },
            }
        }
        out.literal("}");
        Ok(out.finish())
    }

    /// A number of a group.
    pub fn measure(
        &mut self,
        select: &mut Select,
        grouped: &mut Grouped<'a, '_>,
        of: &Of,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) {
        let mut number = |compiler: &mut Self, select: &mut Select, col: Col, sum: bool| {
            let operand = match grouped.once {
                None => compiler.column(&mut grouped.inner, &mut grouped.row, col),
                Some(alias) => {
                    let rows = grouped.inner.from[0].rows.as_mut().expect("these are rows of a question");
                    let operand = compiler.column(&mut rows.select, &mut grouped.row, col);
                    Operand::Col(alias, NAMES[rows.select.read(operand)])
                }
            };
            let operand = Box::new(operand);
            let column = grouped.column(if sum { Operand::Sum(operand) } else { Operand::Known(operand) });
            select.read(column)
        };
        match of {
            Of::MeanOfTenths(col) => {
                let (sum, known) = (number(self, select, *col, true), number(self, select, *col, false));
                out.push(Part::Mean(sum, known));
            }
            Of::Sums(name, cols) => {
                let catalog = self.facts.catalog;
                let described = catalog.structs.iter().find(|known| known.name == *name);
                let described = described.expect("the catalog's own structs exist");
                out.literal("{");
                for (index, inner) in self.selector.collect(name, &selected.sets()).into_iter().enumerate() {
                    out.key(index, inner.key);
                    match described.fields.iter().position(|field| field.name == inner.name()) {
                        Some(at) => out.push(Part::Value(number(self, select, cols[at], true), Scalar::Int)),
                        None => out.text(name),
                    }
                }
                out.literal("}");
            }
        }
    }

    /// The keys of a group.
    fn keys(
        &mut self,
        select: &mut Select,
        grouped: &Grouped<'a, '_>,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) -> Result<(), Refusal> {
        out.literal("[");
        for (index, by) in grouped.by.iter().enumerate() {
            out.literal(if index > 0 { ",{" } else { "{" });
            let key = grouped.key(index);
            let at = select.read(key.clone());
            for (index, inner) in self.selector.collect("GroupKey", &selected.sets()).into_iter().enumerate() {
                out.key(index, inner.key);
                let target = match by {
                    By::Dimension(Dimension { holds: Holds::Key(target), .. }) => Some(*target),
                    _ => None,
                };
                let word = || vec![Part::Value(at, Scalar::Text("String"))];
                match (inner.name(), by, target) {
                    ("__typename", ..) => out.text("GroupKey"),
                    ("value", By::Time(interval, _), _) => out.push(Part::Maybe(at, vec![Part::Time(at, *interval)])),
                    ("value", _, Some(target)) => out.extend(self.key_id(select, &key, at, target)),
                    ("value", ..) => out.extend(word()),
                    ("label", By::Time(interval, _), _) => {
                        out.push(Part::Else(at, vec![Part::Time(at, *interval)], "\"unknown\""));
                    }
                    ("label", _, Some(target)) => {
                        let args = self.args("GroupKey", &inner)?;
                        let name = self.key_name(select, &key, target, &args);
                        out.push(Part::Else(at, vec![name], "\"none\""));
                    }
                    ("label", ..) => out.push(Part::Else(at, word(), "\"none\"")),
                    ("node", _, Some(target)) => self.one(select, key.clone(), target, true, &inner.sets(), out)?,
                    ("from", By::Time(..), _) => out.push(Part::Value(at, Scalar::Text("Date"))),
                    ("to", By::Time(interval, _), _) => out.push(Part::Maybe(at, vec![Part::TimeEnd(at, *interval)])),
                    _ => out.literal("null"),
                }
            }
            out.literal("}");
        }
        out.literal("]");
        Ok(())
    }

    /// The id of the row that a key names.
    fn key_id(&mut self, select: &mut Select, key: &Operand, at: usize, target: Target) -> Vec<Part> {
        let mut cases = Vec::new();
        for noun in self.facts.catalog.possible(target) {
            let id = noun.fields.iter().find(|field| field.name == "id").map(|field| &field.shape);
            let Some(Shape::Value(col, scalar)) = id else { unreachable!("rows that are keys have ids") };
            let uid = self.column(select, &mut Row::bare(key.clone(), noun.tables), *col);
            cases.push((noun.record.unwrap_or_default(), vec![Part::Value(select.read(uid), *scalar)]));
        }
        match target {
            Target::Noun(_) => vec![Part::Maybe(at, cases.remove(0).1)],
            Target::Party | Target::Record => {
                let col = Col { table: "party", name: "party_type", nullable: false };
                let word = self.along(select, &mut Row::bare(key.clone(), &["party"]), &[], col);
                vec![Part::Tagged(select.read(word), cases)]
            }
        }
    }

    /// What to call the row that a key names.
    fn key_name(&mut self, select: &mut Select, key: &Operand, target: Target, args: &Args) -> Part {
        let noun = self.facts.catalog.possible(target)[0];
        let mut row = Row::bare(key.clone(), noun.tables);
        let shape = |name: &str| noun.fields.iter().find(|field| field.name == name).map(|field| &field.shape);
        let shapes = ["name", "title", "text"].map(shape);
        let (col, other) = match shapes.into_iter().flatten().next() {
            Some(Shape::Text { col, other }) => (*col, Some(*other)),
            Some(Shape::Value(col, _)) => (*col, None),
            _ => unreachable!("rows that are keys have a name, a title or a text"),
        };
        let mut name = self.column(select, &mut row, col);
        if let (Some(other), Some(lang)) = (other, args.some("lang")) {
            name = self.localized(&row, name, other, source(lang));
        }
        if col.nullable {
            let slug = Col { table: "record", name: "slug", nullable: false };
            name = Operand::Coalesce(vec![name, self.column(select, &mut row, slug)]);
        }
        Part::Label(select.read(name))
    }
}

/// The list of a group's entries.
pub fn narrowed<'a, 'r>(grouped: &Grouped<'a, 'r>) -> Listing<'a, 'r> {
    let mut listing = grouped.listing.clone();
    listing.groups.push(grouped.by.clone());
    listing
}

/// What a question about a group is asked with.
pub fn asked(select: &mut Select, grouped: &Grouped<'_, '_>) -> Vec<Key> {
    let keys = grouped.by.iter().enumerate().map(|(index, by)| {
        let at = select.read(grouped.key(index));
        match by {
            By::Time(interval, _) => Key::Time(at, *interval),
            By::Dimension(_) | By::Area(..) | By::Party(_) => Key::Value(at),
        }
    });
    keys.collect()
}
