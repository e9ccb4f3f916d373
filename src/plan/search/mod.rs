//! Words that are searched: which of a list's rows match best, where they match, and the search over everything.

mod everything;
mod highlights;

use crate::{catalog::Noun, types::Arg};

use super::{
    Kind, Part,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    input::source,
    level::{Cond, From, NAMES, Operand, Param, Select},
    parts::Parts,
    refusal::Refusal,
    selection::Selected,
};

pub use self::{
    everything::Found,
    highlights::{Highlights, Passages, Show},
};

/// How many matches of each type are ranked: those that were recorded last.
pub const RANKED: usize = 2_000;

/// What is found by words, as a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Searched {
    /// Of each of these types the [`RANKED`] newest records that match: key, and how well it matches in billionths.
    Ranked(Vec<&'static str>, Param),
    /// How many records of each of these types match: type, number.
    Counted(Vec<&'static str>, Param),
    /// The words of all records that begin with one of a list of letters.
    Known(Param),
}

impl Searched {
    /// What its columns hold.
    pub fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::Ranked(..) => &[Kind::Int, Kind::Int],
            Self::Counted(..) => &[Kind::Text, Kind::Int],
            Self::Known(_) => &[Kind::Text],
        }
    }
}

/// The words that the rows of a list must match: the types of the records, and where the words are bound.
type Words = (Vec<&'static str>, Param);

impl<'a> Compiler<'a> {
    /// Records that match words.
    pub fn search_filter(&mut self, row: &Row, arg: &Arg) -> Cond {
        let table = row.tables[0];
        let nouns = self.facts.catalog.nouns.iter().filter(|noun| noun.tables.contains(&table));
        let types = nouns.filter_map(|noun| noun.record).collect();
        let words = arg.get("matches").map_or(Source::Absent, source);
        Cond::Search(row.key.clone(), types, self.binds.param(words, Conversion::Plain))
    }

    /// How well the rows of a list match its `text`.
    pub fn relevance(&mut self, select: &mut Select, row: &Row, what: &str) -> Result<Operand, Refusal> {
        let Some(words) = sought(select, row) else {
            return Err(Refusal::BadInput(format!(
                "{what} is ordered by RELEVANCE, which takes a `text` in its filter, outside of `or` and `not`; add one or choose another order"
            )));
        };
        Ok(self.ranked(select, row, words))
    }

    /// The column with how well rows match, its table joined if need be.
    fn ranked(&mut self, select: &mut Select, row: &Row, (types, words): Words) -> Operand {
        let sought = Some(Searched::Ranked(types, words));
        let known = select.from.iter().find(|from| from.sought == sought).map(|from| from.alias);
        let alias = known.unwrap_or_else(|| {
            let (alias, on) = (self.alias(), Some((NAMES[0], row.key.clone())));
            select.from.push(From { table: "", rows: None, sought, alias, on, inner: false });
            alias
        });
        Operand::Col(alias, NAMES[1])
    }

    /// `score` and `highlights` of an entry; null and nothing where the list is not filtered by `text`.
    pub fn matched(
        &mut self,
        select: &mut Select,
        row: &Row,
        noun: &'a Noun,
        selected: &Selected<'a>,
        out: &mut Parts,
    ) {
        let Some(words) = sought(select, row) else {
            return out.literal(if selected.name() == "score" { "null" } else { "[]" });
        };
        if selected.name() == "score" {
            let score = self.ranked(select, row, words);
            out.push(Part::Score(select.read(score)));
        } else {
            out.push(self.highlights(select, row.key.clone(), noun, words.1, &selected.sets()));
        }
    }
}

/// The words by which every row of a list was found.
fn sought(select: &Select, row: &Row) -> Option<Words> {
    fn within(cond: &Cond, key: &Operand) -> Option<Words> {
        match cond {
            Cond::And(all) => all.iter().find_map(|cond| within(cond, key)),
            Cond::Search(of, types, words) if of == key => Some((types.clone(), *words)),
            _ => None,
        }
    }
    select.conditions.iter().find_map(|cond| within(cond, &row.key))
}
