//! What a filter keeps, by the rules as they are published: the reference that the server is held against.
//!
//! Nothing here knows how the server plans. A [`Fault`] makes one rule wrong, to show that the filters can tell.

mod fault;
mod numbers;
mod words;

use demarche::domain::{
    fold::fold,
    fuzzy_date::{Date, FuzzyDate},
};
use serde_json::{Map, Value};

use super::{
    areas::located,
    things::{Datum, Thing, Things, status},
};

pub use fault::Fault;

/// Evaluates filters.
pub struct Evaluator<'a> {
    /// On these.
    pub things: &'a Things,
    /// The date in UTC.
    pub today: &'a str,
    /// The rule that is wrong.
    pub fault: Option<Fault>,
}

type Fields = Map<String, Value>;

fn fields(filter: &Value) -> &Fields {
    filter.as_object().expect("filters are objects")
}

/// Whether a null stands in a filter where it is an error. It means "none" beside `eq` and `ne`, and nothing at the
/// logical words, the ends of a range and the day of a status.
pub fn refused(filter: &Value) -> bool {
    refused_in(filter, "")
}

/// The same of what stands in a field.
fn refused_in(filter: &Value, field: &str) -> bool {
    match filter {
        Value::Array(items) => items.iter().any(|item| refused_in(item, field)),
        Value::Object(fields) => fields.iter().any(|(name, value)| match (value, name.as_str()) {
            (Value::Null, "from" | "to") => !["overlaps", "within"].contains(&field),
            (Value::Null, name) => !["eq", "ne", "and", "or", "not", "on"].contains(&name),
            (value, name) => refused_in(value, name),
        }),
        _ => false,
    }
}

/// Whether a filter asks nothing, so that it holds also of what a link does not lead to.
fn asks_nothing(filter: &Value) -> bool {
    fields(filter).iter().all(|(name, value)| match (name.as_str(), value) {
        ("and" | "or" | "not", Value::Null) | ("caseSensitive" | "on", _) => true,
        ("and", Value::Array(all)) => all.iter().all(asks_nothing),
        ("or" | "not" | "some" | "every" | "none" | "overlaps" | "within", _) => false,
        (_, Value::Object(_)) => asks_nothing(value),
        _ => false,
    })
}

impl Evaluator<'_> {
    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// Those of `things` that a filter keeps.
    pub fn kept(&self, things: &[usize], filter: &Value) -> Vec<usize> {
        things.iter().copied().filter(|thing| self.holds(*thing, filter)).collect()
    }

    /// Whether a filter holds of a thing.
    pub fn holds(&self, index: usize, filter: &Value) -> bool {
        let thing = &self.things.all[index];
        let each = |all: &Value| -> Vec<bool> {
            all.as_array().expect("a list").iter().map(|filter| self.holds(index, filter)).collect()
        };
        fields(filter).iter().all(|(name, value)| match (name.as_str(), value) {
            ("and" | "or" | "not", Value::Null) => true,
            ("and", all) => each(all).iter().all(|holds| *holds),
            ("or", any) if each(any).is_empty() => self.has(Fault::EmptyOrHolds),
            ("or", any) => each(any).iter().any(|holds| *holds),
            ("not", inner) => !(self.holds(index, inner) || self.has(Fault::NotLosesMissing) && missing(thing, inner)),
            (name, value) => {
                let datum = thing.fields.get(name);
                let datum = datum.unwrap_or_else(|| panic!("the evaluator does not know {}.{name}", thing.noun));
                self.test(thing, datum, value)
            }
        })
    }

    fn test(&self, thing: &Thing, datum: &Datum, filter: &Value) -> bool {
        match datum {
            Datum::Truth(truth) => filter == truth,
            Datum::Seen(_) if self.has(Fault::DirectionDoesNotCount) => true,
            Datum::Seen(_) if filter == "BOTH" => true,
            Datum::Seen(word) => (filter == word) != self.has(Fault::DirectionTurns),
            Datum::Number(number) => self.number(*number, fields(filter)),
            Datum::Instant(instant) => self.instant(instant, fields(filter)),
            Datum::Point(point) => located(*point, filter, self.fault),
            Datum::Within(above) => self.within(above, filter.as_str().expect("an id")),
            Datum::Searched(texts) => fields(filter).get("matches").is_none_or(|words| self.found(texts, words)),
            Datum::Id => fields(filter).iter().all(|(op, value)| match (op.as_str(), value) {
                ("eq", value) => value.as_str().is_some_and(|id| self.is(thing, id)),
                ("in", ids) => self.among(ids, |id| self.is(thing, id)),
                ("notIn", ids) => !self.among(ids, |id| self.is(thing, id)),
                _ => unknown("IDFilter", op),
            }),
            Datum::Text(text, folded) => self.text(text.as_deref(), *folded, fields(filter)),
            Datum::Word(word) => self.word(word.as_deref(), filter),
            Datum::Words(words) => self.list(fields(filter), words, |word, filter| self.word(Some(word), filter)),
            Datum::Date(date) => fields(filter).iter().all(|(op, value)| self.date(date.as_ref(), op, value)),
            Datum::Keys(keys) => self.keys(keys, fields(filter)),
            Datum::Status(changes) => {
                let day = fields(filter).get("on").and_then(Value::as_str).unwrap_or(self.today);
                let day = if self.has(Fault::StatusHasNoDay) { "9999-12-31" } else { day };
                let asked = fields(filter).iter().filter(|(op, _)| *op != "on");
                self.word(
                    Some(status(changes, day)),
                    &Value::Object(asked.map(|(op, it)| (op.clone(), it.clone())).collect()),
                )
            }
            Datum::One(Some(there)) => self.holds(*there, filter),
            Datum::One(None) => asks_nothing(filter) || self.has(Fault::NothingHolds),
            Datum::Many(all) => {
                let mut all = all.clone();
                all.retain(|thing| !(self.has(Fault::RelationsGoOut) && self.goes_in(*thing)));
                if self.has(Fault::LinksCountOnce) {
                    all.sort_unstable();
                    all.dedup();
                }
                self.list(fields(filter), &all, |thing, filter| self.holds(*thing, filter))
            }
        }
    }

    fn goes_in(&self, thing: usize) -> bool {
        matches!(self.things.all[thing].fields.get("direction"), Some(Datum::Seen("IN")))
    }

    /// Whether an id is that of an organization or of one that it is part of.
    fn within(&self, above: &[usize], id: &str) -> bool {
        let least = usize::from(self.has(Fault::WithinLacksItself));
        let most = if self.has(Fault::WithinIsOneLevel) { 2 } else { usize::MAX };
        above.iter().take(most).skip(least).any(|thing| self.is(&self.things.all[*thing], id))
    }

    fn found(&self, texts: &[String], words: &Value) -> bool {
        let texts = if self.has(Fault::TitleAloneIsSearched) { &texts[..texts.len().min(1)] } else { texts };
        let words = words.as_str().expect("words are text");
        words::finds(texts, words)
            || self.has(Fault::AnyWordWillDo) && words.split_whitespace().any(|word| words::finds(texts, word))
    }

    fn among(&self, list: &Value, is: impl Fn(&str) -> bool) -> bool {
        let list = list.as_array().expect("a list");
        list.is_empty() && self.has(Fault::EmptyInHolds) || list.iter().any(|item| item.as_str().is_some_and(&is))
    }

    fn is(&self, thing: &Thing, id: &str) -> bool {
        let bits = |id: &str| id.split_once('_').map(|(_, bits)| bits.to_owned());
        thing.id == id || self.has(Fault::AnyPrefix) && bits(&thing.id) == bits(id)
    }

    fn word(&self, word: Option<&str>, filter: &Value) -> bool {
        let equal = |other: &str| word.map_or(self.has(Fault::MissingIsEqual), |word| word == other);
        self.equality(word.is_none(), fields(filter), equal, |op, _| unknown("a filter of words", op))
    }

    /// eq, ne, in, notIn; `other` answers the rest.
    fn equality(
        &self,
        missing: bool,
        ops: &Fields,
        equal: impl Fn(&str) -> bool,
        other: impl Fn(&str, &Value) -> bool,
    ) -> bool {
        let differs = |equal: bool| !(equal || missing && self.has(Fault::MissingIsNotOther));
        ops.iter().all(|(op, value)| match (op.as_str(), value) {
            ("eq", Value::Null) => missing,
            ("ne", Value::Null) => !missing,
            ("eq", value) => value.as_str().is_some_and(&equal),
            ("ne", value) => differs(value.as_str().is_some_and(&equal)),
            ("in", list) => self.among(list, &equal),
            ("notIn", list) => differs(self.among(list, &equal)),
            (op, value) => other(op, value),
        })
    }

    /// Text is compared folded, and what folds to nothing is in no text. Keys and codes are compared without regard to
    /// the case of ASCII letters.
    fn text(&self, text: Option<&str>, folded: bool, ops: &Fields) -> bool {
        let exact = ops.get("caseSensitive").is_some_and(|exact| *exact == true) && !self.has(Fault::CaseNeverCounts);
        let exact = exact || self.has(if folded { Fault::CaseCounts } else { Fault::CodesAreExact });
        let form = |text: &str| match (exact, folded) {
            (true, _) => text.to_owned(),
            (false, true) => fold(text),
            (false, false) => text.to_ascii_lowercase(),
        };
        let ours = text.map(form);
        let lost = |asked: &str| form(asked).is_empty() && !asked.is_empty();
        let compare = |asked: &str, how: fn(&str, &str) -> bool| match &ours {
            Some(ours) => !lost(asked) && how(ours, &form(asked)),
            None => self.has(Fault::MissingIsEqual),
        };
        let contains = |ours: &str, asked: &str| match self.has(Fault::ContainsIsStart) {
            true => ours.starts_with(asked),
            false => ours.contains(asked),
        };
        self.equality(
            text.is_none(),
            ops,
            |asked| compare(asked, |ours, asked| ours == asked),
            |op, asked| {
                let asked = asked.as_str();
                match op {
                    "caseSensitive" => true,
                    "contains" => asked.is_some_and(|asked| match &ours {
                        Some(ours) => !lost(asked) && contains(ours, &form(asked)),
                        None => false,
                    }),
                    "startsWith" => asked.is_some_and(|asked| compare(asked, |ours, asked| ours.starts_with(asked))),
                    "endsWith" => asked.is_some_and(|asked| compare(asked, |ours, asked| ours.ends_with(asked))),
                    _ => unknown("StringFilter", op),
                }
            },
        )
    }

    fn date(&self, date: Option<&FuzzyDate>, op: &str, value: &Value) -> bool {
        let known = |date: &FuzzyDate| !date.approximate && !date.uncertain || self.has(Fault::WithinIsVague);
        match (op, date) {
            ("isNull", date) => *value == date.is_none(),
            ("overlaps" | "within" | "precision", None) => false,
            ("precision", Some(date)) => {
                let word = entity::value::Vocabulary::as_str(date.precision);
                value.as_array().expect("a list").iter().any(|one| one == word)
            }
            ("within", Some(date)) => {
                self.range(value, |from, to| from <= date.earliest && date.latest <= to && known(date))
            }
            ("overlaps", Some(date)) if self.has(Fault::OverlapsIsWithin) => {
                self.range(value, |from, to| from <= date.earliest && date.latest <= to)
            }
            ("overlaps", Some(date)) => self.range(value, |from, to| from <= date.latest && date.earliest <= to),
            _ => unknown("FuzzyDateFilter", op),
        }
    }

    /// Whether a test holds of the days of a range; open ends reach to the ends of time.
    fn range(&self, range: &Value, test: impl Fn(Date, Date) -> bool) -> bool {
        let end =
            |name: &str| range.get(name).and_then(Value::as_str).map(|text| FuzzyDate::parse(text).expect("EDTF"));
        if let Some(other) = fields(range).keys().find(|name| !["from", "to"].contains(&name.as_str())) {
            unknown("DateRange", other);
        }
        let last = |date: FuzzyDate| if self.has(Fault::RangesAreShort) { date.earliest } else { date.latest };
        let from = end("from").map_or(Date::MIN, |date| date.earliest);
        let to = end("to").map_or(Date::MAX, last);
        if from > to { self.has(Fault::RangesTurn) && test(to, from) } else { test(from, to) }
    }

    fn keys(&self, keys: &[(String, String)], ops: &Fields) -> bool {
        let one = |(scheme, value): &(String, String), op: &str, asked: &Value| match op {
            "scheme" => asked == scheme,
            "value" => asked == value,
            "in" => self.among(asked, |asked| asked == value),
            _ => unknown("ExternalIdFilter", op),
        };
        if self.has(Fault::KeysMix) {
            return ops.iter().all(|(op, asked)| keys.iter().any(|key| one(key, op, asked)));
        }
        ops.is_empty() || keys.iter().any(|key| ops.iter().all(|(op, asked)| one(key, op, asked)))
    }

    /// some, every, none and count.
    fn list<T>(&self, ops: &Fields, items: &[T], holds: impl Fn(&T, &Value) -> bool) -> bool {
        ops.iter().all(|(op, value)| match op.as_str() {
            "some" => items.iter().any(|item| holds(item, value)),
            "every" => {
                items.iter().all(|item| holds(item, value)) && !(self.has(Fault::EveryNeedsOne) && items.is_empty())
            }
            "none" => !items.iter().any(|item| holds(item, value)),
            "count" => self.number(Some(items.len() as f64), fields(value)),
            _ => unknown("a filter of lists", op),
        })
    }
}

/// Whether what a filter tests is missing.
fn missing(thing: &Thing, filter: &Value) -> bool {
    fields(filter).keys().any(|name| {
        let datum = thing.fields.get(name.as_str());
        matches!(
            datum,
            Some(Datum::Text(None, _) | Datum::Word(None) | Datum::Date(None) | Datum::Number(None) | Datum::One(None))
        )
    })
}

fn unknown(what: &str, op: &str) -> ! {
    panic!("the evaluator does not know {op:?} of {what}")
}
