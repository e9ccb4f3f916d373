//! What a plan takes from a request: values of variables and literals, converted to what the columns hold.

use jiff::RoundMode;

use crate::{
    domain::{fold::fold, fuzzy_date::FuzzyDate, identity, instant, search},
    types::{Limits, Origin, Value, Variables},
};

use super::{
    area::{self, Piece},
    cursor,
    kind::Kind,
    refusal::Refusal,
};

/// A value as a database takes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Datum {
    /// NULL.
    Null,
    /// A whole number; truth values are 0 and 1.
    Int(i64),
    /// Text.
    Text(String),
    /// Several: the keys of a cursor, a list.
    Many(Vec<Datum>),
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The document, or a default.
    Fixed(Value),
    /// A variable.
    Variable(Origin),
    /// Several, as a list.
    List(Vec<Source>),
    /// Several, as the fields of an object.
    Fields(Vec<(String, Source)>),
    /// Nothing was given.
    Absent,
    /// Today's date, UTC.
    Today,
}

/// What a value becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum Conversion {
    /// Itself.
    Plain,
    /// Folded for comparison.
    Folded,
    /// ASCII letters in lower case.
    Lower,
    /// The identity in an id with one of these prefixes; NULL for any other text.
    Identity(Vec<&'static str>),
    /// The first day of a fuzzy date.
    Earliest,
    /// The last day of a fuzzy date.
    Latest,
    /// The language tag and its more general ones, in lower case, as a list.
    Languages,
    /// The letters with which words begin that may have been meant.
    Beginnings,
    /// A number in tenths, rounded so that comparing whole tenths with it is comparing with the number.
    Tenths(Rounding),
    /// An instant as instants are stored, in UTC to the millisecond, rounded likewise.
    Instant(Rounding),
    /// The slug in a permalink to this noun; NULL for any other address.
    Slug(&'static str),
    /// A page size; the name of the argument and its list.
    PageSize(String),
    /// A cursor: argument and list, order, what its keys hold.
    Cursor(String, u32, Vec<Kind>),
    /// A whole number between two others: what it is.
    Within(String, i64, i64),
    /// A number from 0 to 1 in thousandths, the next one above: what it is.
    Share(String),
    /// A list of texts that is kept as it is: argument.
    Texts(String),
    /// A piece of an area: the filter that it is asked in.
    Area(String, Piece),
    /// A list, each converted; what nothing can equal is left out.
    List(Box<Conversion>),
}

/// How a value becomes one that a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// The next one below, if it is none itself: for `>` and `<=`.
    Down,
    /// The next one above: for `>=` and `<`.
    Up,
    /// None at all: for `=`.
    Exact,
}

/// A value that is bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Bind {
    /// Where it comes from.
    pub source: Source,
    /// What it becomes.
    pub conversion: Conversion,
}

/// What surrounds a request.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Its variables.
    pub variables: &'a Variables,
    /// Today, UTC, ISO 8601.
    pub today: &'a str,
    /// Bounds.
    pub limits: &'a Limits,
    /// Where permalinks begin, without a slash at the end.
    pub public_url: &'a str,
}

impl Bind {
    /// The value in a request.
    pub fn value(&self, frame: &Frame<'_>) -> Result<Datum, Refusal> {
        match self.source.value(frame) {
            None => self.conversion.absent(frame),
            Some(value) => self.conversion.apply(&value, frame),
        }
    }
}

impl Source {
    fn value(&self, frame: &Frame<'_>) -> Option<Value> {
        match self {
            Self::Fixed(value) => Some(value.clone()),
            Self::Variable(origin) => origin.get(frame.variables).cloned(),
            Self::List(items) => Some(Value::List(items.iter().filter_map(|item| item.value(frame)).collect())),
            Self::Fields(fields) => {
                let known = fields.iter().filter_map(|(name, item)| Some((name.clone(), item.value(frame)?)));
                Some(Value::Object(known.collect()))
            }
            Self::Absent => None,
            Self::Today => Some(Value::Text(frame.today.to_owned())),
        }
    }
}

impl Conversion {
    fn absent(&self, frame: &Frame<'_>) -> Result<Datum, Refusal> {
        Ok(match self {
            Self::PageSize(_) => Datum::Int(frame.limits.default_page_size),
            _ => Datum::Null,
        })
    }

    fn apply(&self, value: &Value, frame: &Frame<'_>) -> Result<Datum, Refusal> {
        Ok(match (self, value) {
            (_, Value::Null) => return self.absent(frame),
            (Self::List(inner), Value::List(items)) => {
                let mut list = items.iter().map(|item| inner.apply(item, frame)).collect::<Result<Vec<_>, _>>()?;
                list.retain(|item| *item != Datum::Null);
                Datum::Many(list)
            }
            (Self::Texts(field), Value::List(items)) => {
                let limit = frame.limits.max_page_size;
                if items.len() as i64 > limit {
                    return Err(Refusal::PageSize { field: field.clone(), limit, actual: items.len() as i64 });
                }
                Datum::Many(items.iter().map(plain).collect())
            }
            // what is nothing but punctuation is in no folded text
            (Self::Folded, Value::Text(text)) => match fold(text) {
                folded if folded.is_empty() && !text.is_empty() => Datum::Null,
                folded => Datum::Text(folded),
            },
            (Self::Lower, Value::Text(text)) => Datum::Text(text.to_ascii_lowercase()),
            (Self::Identity(prefixes), Value::Text(text)) => match identity::parse(text) {
                Some((prefix, uid)) if prefixes.contains(&prefix) => Datum::Int(uid),
                _ => Datum::Null,
            },
            (Self::Earliest, Value::Text(text)) => {
                FuzzyDate::parse(text).map_or(Datum::Null, |date| Datum::Text(date.earliest.to_string()))
            }
            (Self::Latest, Value::Text(text)) => {
                FuzzyDate::parse(text).map_or(Datum::Null, |date| Datum::Text(date.latest.to_string()))
            }
            (Self::Tenths(rounding), Value::Float(number)) => tenths(*number, *rounding),
            (Self::Instant(rounding), Value::Text(text)) => instant(text, *rounding),
            (Self::Area(what, piece), value) => return area::piece(what, value, *piece),
            (Self::Beginnings, Value::Text(text)) => {
                Datum::Many(search::beginnings(text).into_iter().map(Datum::Text).collect())
            }
            (Self::Languages, Value::Text(text)) => Datum::Many(languages(text)),
            (Self::Slug(plural), Value::Text(text)) => match permalink(text, frame.public_url) {
                Some((word, slug)) if word == *plural => Datum::Text(slug.to_owned()),
                _ => Datum::Null,
            },
            (Self::PageSize(field), Value::Int(size)) => {
                let limit = frame.limits.max_page_size;
                match *size {
                    size if size > limit => {
                        return Err(Refusal::PageSize { field: field.clone(), limit, actual: size });
                    }
                    size if size < 0 => {
                        return Err(Refusal::BadInput(format!("{field} is {size}; it must not be negative")));
                    }
                    size => Datum::Int(size),
                }
            }
            (Self::Within(field, least, most), Value::Int(number)) if !(least..=most).contains(&number) => {
                let range =
                    if *most == i64::MAX { format!("at least {least}") } else { format!("from {least} to {most}") };
                return Err(Refusal::BadInput(format!("{field} is {number}; it must be {range}")));
            }
            (Self::Share(field), Value::Float(number)) => share(field, *number)?,
            (Self::Cursor(field, ordering, keys), Value::Text(text)) => match cursor::read(text, *ordering, keys) {
                Ok(values) => Datum::Many(values),
                Err(cursor::Fault::Invalid) => return Err(Refusal::CursorInvalid { field: field.clone() }),
                Err(cursor::Fault::Mismatch) => return Err(Refusal::CursorMismatch { field: field.clone() }),
            },
            (_, value) => plain(value),
        })
    }
}

fn plain(value: &Value) -> Datum {
    match value {
        Value::Bool(truth) => Datum::Int(i64::from(*truth)),
        Value::Int(number) => Datum::Int(*number),
        Value::Text(text) | Value::Word(text) => Datum::Text(text.clone()),
        Value::Null | Value::Float(_) | Value::List(_) | Value::Object(_) => Datum::Null,
    }
}

/// A number in whole tenths: itself where it is what a tenth is written as.
fn tenths(number: f64, rounding: Rounding) -> Datum {
    let nearest = (number * 10.0).round();
    let known = nearest / 10.0;
    let whole = match rounding {
        _ if known == number => nearest,
        Rounding::Down if known < number => nearest,
        Rounding::Down => nearest - 1.0,
        Rounding::Up if known > number => nearest,
        Rounding::Up => nearest + 1.0,
        Rounding::Exact => return Datum::Null,
    };
    Datum::Int(whole as i64)
}

/// The least number of thousandths that is not less than a number from 0 to 1.
fn share(field: &str, number: f64) -> Result<Datum, Refusal> {
    if !(0.0..=1.0).contains(&number) {
        return Err(Refusal::BadInput(format!("{field} is {number}; it must be from 0 to 1")));
    }
    let nearest = (number * 1_000.0).round();
    let least = if nearest / 1_000.0 < number { nearest + 1.0 } else { nearest };
    Ok(Datum::Int(least as i64))
}

/// An instant in UTC to the millisecond.
fn instant(text: &str, rounding: Rounding) -> Datum {
    let mode = match rounding {
        Rounding::Up => RoundMode::Ceil,
        Rounding::Down | Rounding::Exact => RoundMode::Floor,
    };
    instant::parse(text).map_or(Datum::Null, |instant| Datum::Text(instant::stored(instant, mode)))
}

/// The tag and what is left when subtags are taken off its end, as RFC 4647 looks languages up.
fn languages(tag: &str) -> Vec<Datum> {
    let tag = tag.to_ascii_lowercase();
    let shorter = std::iter::successors(Some(tag.as_str()), |rest| rest.rsplit_once('-').map(|(shorter, _)| shorter));
    shorter.map(|tag| Datum::Text(tag.to_owned())).collect()
}

/// The noun's word and the slug in a permalink of this server.
pub fn permalink<'u>(url: &'u str, public_url: &str) -> Option<(&'u str, &'u str)> {
    let path = url.strip_prefix(public_url)?.strip_prefix('/')?;
    let (word, slug) = path.split_once('/')?;
    (!slug.is_empty() && !slug.contains('/')).then_some((word, slug))
}
