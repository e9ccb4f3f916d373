//! Groups of a list's rows: which there are.

mod dyads;
mod narrow;
mod told;

use crate::{
    catalog::{Col, DateCols, Dimension, Holds, Interval, Join, Noun, Scalar, interval},
    types::{Arg, Args, MAX_GEOHASH, MAX_KEYS, rows_field},
};

use super::{
    Kind, Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    connection::Entry,
    input::source,
    level::{Answer, Cond, From, NAMES, Op, Operand, Param, Rows, Select, SortKey},
    lists::Listing,
    page::Page,
    refusal::Refusal,
    selection::Selected,
};

/// One thing that rows are grouped by.
#[derive(Clone, Debug)]
pub enum By<'a> {
    /// A dimension.
    Dimension(&'a Dimension),
    /// Times of a date.
    Time(Interval, &'a DateCols),
    /// Areas of a point: its geohash, after steps, cut to so many characters.
    Area(&'a [Join], Col, Param),
    /// Those that took part in one of these roles.
    Party(&'static [&'static str]),
}

impl By<'_> {
    /// What the values hold by which a group is asked for: of a time its first and its last day.
    pub fn kinds(&self) -> Vec<Kind> {
        match self {
            Self::Dimension(Dimension { holds: Holds::Key(_), .. }) | Self::Party(_) => vec![Kind::Int],
            Self::Time(..) => vec![Kind::Text, Kind::Text],
            Self::Dimension(_) | Self::Area(..) => vec![Kind::Text],
        }
    }

    fn nullable(&self) -> bool {
        match self {
            Self::Dimension(dimension) => {
                dimension.link.is_some() || !dimension.path.is_empty() || dimension.col.nullable
            }
            Self::Time(..) | Self::Area(..) => true,
            Self::Party(_) => false,
        }
    }

    fn signature(&self) -> String {
        match self {
            Self::Dimension(dimension) => dimension.name.to_owned(),
            Self::Time(interval, cols) => format!("{interval:?} {}", cols.earliest.name),
            Self::Area(..) => "geohash".to_owned(),
            Self::Party(roles) => roles.join(" "),
        }
    }
}

/// Where in a group's row a value stands by which it is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// As it is.
    Value(usize),
    /// The first day of a time so long: that day and the last one.
    Time(usize, Interval),
}

/// Groups under construction.
pub struct Grouped<'a, 'r> {
    /// The list.
    pub listing: &'r Listing<'a, 'r>,
    by: Vec<By<'a>>,
    /// The alias of the groups' rows.
    alias: usize,
    /// What is read of each group: keys, count, numbers.
    inner: Select,
    /// A row of the list, where its rows are grouped as they are.
    row: Row,
    /// The alias of the list's rows, where a row has several of a dimension: each once for each key.
    once: Option<usize>,
}

impl Grouped<'_, '_> {
    fn column(&mut self, operand: Operand) -> Operand {
        Operand::Col(self.alias, NAMES[self.inner.read(operand)])
    }

    fn key(&self, at: usize) -> Operand {
        Operand::Col(self.alias, NAMES[at])
    }
}

/// The rows of a question as a table.
fn table(select: Select, alias: usize, filled: Option<Interval>) -> From {
    From { table: "", rows: Some(Box::new(Rows { select, filled })), sought: None, alias, on: None, inner: false }
}

impl<'a> Compiler<'a> {
    /// How many different things a list's entries have.
    pub fn distinct(&mut self, listing: &Listing<'a, '_>, args: &Args) -> Result<usize, Refusal> {
        let word = args.get("of").and_then(Arg::word).unwrap_or_default();
        let by = By::Dimension(dimension(listing.noun, word));
        let (mut select, mut row) = self.rows(listing, "")?;
        let key = self.key(&mut select, &mut row, &by);
        select.columns = vec![Operand::Distinct(Box::new(key))];
        let answer = Answer::One(vec![Part::Value(0, Scalar::Int)]);
        Ok(self.group_level(select, answer, listing.kinds()))
    }

    /// A page of a list's groups.
    pub fn groups(&mut self, listing: &Listing<'a, '_>, selected: &Selected<'a>) -> Result<usize, Refusal> {
        let noun = listing.noun;
        let what = format!("`groups` of {}", rows_field(noun));
        let args = self.args(&format!("{}Connection", noun.name), selected)?;
        let by = self.group_keys(noun, args.get("by"), &what)?;
        let (mut inner, mut row) = self.rows(listing, "")?;
        let mut keys = Vec::new();
        for by in &by {
            let key = self.key(&mut inner, &mut row, by);
            self.only(&mut inner, &row, by, &key);
            keys.push(key);
        }
        let several = by.iter().any(|by| matches!(by, By::Dimension(dimension) if dimension.link.is_some()));
        let mut once = None;
        inner.columns = keys;
        if several {
            let ties = self.ties(&inner, &row, listing);
            inner.columns.extend(ties);
            inner.distinct = true;
            let alias = self.alias();
            inner = Select { from: vec![table(inner, alias, None)], ..Select::default() };
            inner.columns = (0..by.len()).map(|at| Operand::Col(alias, NAMES[at])).collect();
            once = Some(alias);
        }
        inner.grouped = by.len();
        let alias = self.alias();
        let mut grouped = Grouped { listing, by, alias, inner, row, once };
        let count = grouped.column(Operand::GroupSize);

        let filled = args.get("fillGaps").and_then(Arg::truth) == Some(true);
        let filled = match (filled, &grouped.by[..]) {
            (false, _) => None,
            (true, [By::Time(interval, _)]) => Some(*interval),
            (true, _) => {
                return Err(Refusal::BadInput(format!(
                    "{what}: `fillGaps` needs groups by one `time` and nothing else"
                )));
            }
        };
        let least = args.get("minCount").map_or(Source::Absent, source);
        let least = self.binds.param(
            least,
            Conversion::Within(format!("{what}: `minCount`"), 0, if filled.is_some() { 1 } else { i64::MAX }),
        );
        let mut select = Select { from: vec![table(grouped.inner.clone(), alias, filled)], ..Select::default() };
        if filled.is_none() {
            select.conditions.push(Cond::Compare(count.clone(), Op::Ge, Operand::Param(least)));
        }
        let order = args.get("orderBy").and_then(Arg::word).unwrap_or_default();
        let mut signature = format!("{}/groups/{order}", noun.name);
        if let "COUNT_DESC" | "COUNT_ASC" = order {
            select.order.push(SortKey { operand: count, descending: order == "COUNT_DESC", nullable: false });
        }
        for (at, by) in grouped.by.iter().enumerate() {
            let (operand, descending) = (grouped.key(at), order == "KEY_DESC");
            select.order.push(SortKey { operand, descending, nullable: by.nullable() });
            signature.push_str(&format!("/{}", by.signature()));
        }
        let window = self.window(&select, &signature, &args, &what)?;
        let slots = self.slots(&mut select, &mut Entry::Group(&mut grouped), &selected.sets())?;
        let inner = grouped.inner;
        select.from[0] = table(inner, alias, filled);
        Ok(self.paged(select, Page { slots, ..window }, listing.kinds()))
    }

    /// What rows are told apart by, its tables joined.
    fn key(&mut self, select: &mut Select, row: &mut Row, by: &By<'_>) -> Operand {
        match by {
            By::Dimension(Dimension { link: Some(link), col, only, .. }) => {
                let near = self.column(select, row, link.from);
                let alias = select.join(link.to.table, link.to.name, near, || self.alias());
                let key = Operand::Col(alias, col.name);
                match only {
                    Some(table) => Operand::Col(select.join(table, "id", key, || self.alias()), "id"),
                    None => key,
                }
            }
            By::Dimension(Dimension { path, col, .. }) => self.along(select, row, path, *col),
            By::Time(interval, cols) => {
                let [earliest, latest] =
                    [cols.earliest, cols.latest].map(|col| Box::new(self.column(select, row, col)));
                Operand::Time(*interval, earliest, latest)
            }
            By::Party(roles) => {
                let alias = self.alias();
                let on = Some(("event_id", row.key.clone()));
                select.from.push(From { table: "participation", rows: None, sought: None, alias, on, inner: true });
                select.conditions.push(in_role(alias, roles));
                Operand::Col(alias, "party_id")
            }
            By::Area(path, col, length) => Operand::Prefix(Box::new(self.along(select, row, path, *col)), *length),
        }
    }

    /// Where only some of what a link leads to counts, a row has no key only if none of it does.
    fn only(&mut self, select: &mut Select, row: &Row, by: &By<'_>, key: &Operand) {
        let By::Dimension(Dimension { link: Some(_), only: Some(_), .. }) = by else { return };
        let none = Cond::Not(Box::new(self.any(row, by)));
        select.conditions.push(Cond::Or(vec![Cond::Not(Box::new(Cond::Null(key.clone()))), none]));
    }

    /// Whether a row has any of a dimension behind a link.
    fn any(&mut self, row: &Row, by: &By<'_>) -> Cond {
        let By::Dimension(Dimension { link: Some(link), col, only, .. }) = by else {
            unreachable!("asked of dimensions behind links")
        };
        let (mut far, _) = self.linked(link, row.key.clone());
        if let Some(table) = only {
            let key = Operand::Col(far.from[0].alias, col.name);
            let alias = far.join(table, "id", key, || self.alias());
            far.conditions.push(Cond::Not(Box::new(Cond::Null(Operand::Col(alias, "id")))));
        }
        Cond::Exists(Box::new(far))
    }

    /// What rows are to be grouped by.
    fn group_keys(&mut self, noun: &'a Noun, arg: Option<&Arg>, what: &str) -> Result<Vec<By<'a>>, Refusal> {
        let Some(Arg::List(items, _)) = arg else { unreachable!("`by` is required") };
        if !(1..=MAX_KEYS).contains(&items.len()) {
            let count = items.len();
            return Err(Refusal::BadInput(format!("{what}: `by` has {count} keys; give 1 to {MAX_KEYS}")));
        }
        let mut all = Vec::new();
        for item in items {
            let Arg::Object(fields) = item else { unreachable!("the keys of `by` are objects") };
            all.push(match &fields[0] {
                (name, word) if name == "dimension" => By::Dimension(dimension(noun, word.word().unwrap_or_default())),
                (name, time) if name == "time" => {
                    let word = |name| time.get(name).and_then(Arg::word).unwrap_or_default();
                    let (_, _, cols) = noun
                        .groups
                        .dates
                        .iter()
                        .find(|(known, ..)| *known == word("field"))
                        .expect("words are checked against the catalog");
                    By::Time(interval(word("interval")).expect("words are checked against the catalog"), cols)
                }
                (_, length) => {
                    let (path, col) = noun.groups.geohash.as_ref().expect("validation knows which nouns have points");
                    let range = Conversion::Within(format!("{what}: `geohash`"), 1, MAX_GEOHASH);
                    By::Area(path, *col, self.binds.param(source(length), range))
                }
            });
        }
        Ok(all)
    }
}

/// Whether a participation is in one of these roles.
fn in_role(alias: usize, roles: &[&'static str]) -> Cond {
    let role = |word: &&'static str| Cond::Compare(Operand::Col(alias, "role"), Op::Eq, Operand::Word(word));
    Cond::Or(roles.iter().map(role).collect())
}

fn dimension<'a>(noun: &'a Noun, word: &str) -> &'a Dimension {
    let dimensions = &noun.groups.dimensions;
    dimensions.iter().find(|known| known.name == word).expect("words are checked against the catalog")
}
