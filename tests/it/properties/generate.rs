//! Filters made from the published input types: any fields, nested in any way, with values that are in the records or
//! nearly so. A field that is new in the schema is generated like all others.

use std::{collections::BTreeMap, rc::Rc};

use demarche::domain::fold::fold;
use proptest::{prelude::*, sample};
use serde_json::{Map, Value};

use super::{
    areas::areas,
    numbers,
    schema::{Input, Schema},
    things::{Datum, Things},
};

/// What strings are made of: texts, codes and words by the filter and field that test them, and all ids.
type Pool = BTreeMap<String, Vec<String>>;

/// Makes filters.
#[derive(Clone)]
pub struct Generator {
    schema: Rc<Schema>,
    pool: Rc<Pool>,
}

const DAYS: [&str; 6] = ["2022-12-31", "2023-06-20", "2023-06-30", "2023-07-20", "2024-02-29", "2026-01-01"];
const EDTF: [&str; 14] = [
    "2023",
    "2023-06",
    "2023-06-20",
    "2023-06-21",
    "2023-06-30",
    "2023-06~",
    "2023-07-20%",
    "2023-07",
    "2022",
    "2023-06-29/2023-06-30",
    "[2023-06-21..2023-06-30]",
    "0001",
    "9999",
    "2024-02-29",
];

impl Generator {
    /// For these types and records.
    pub fn new(schema: &Rc<Schema>, things: &Things) -> Self {
        let mut pool = Pool::new();
        for thing in &things.all {
            let filters = match thing.noun {
                "Person" | "Organization" => vec![thing.noun, "Party"],
                noun => vec![noun],
            };
            let mut add = |field: &str, text: &str| {
                let of = filters.iter().map(|noun| format!("{noun}Filter.{field}"));
                of.for_each(|tested| pool.entry(tested).or_default().push(text.to_owned()));
            };
            add("id", &thing.id);
            for (field, datum) in &thing.fields {
                match datum {
                    Datum::Text(Some(text), _) => add(field, text),
                    Datum::Searched(texts) => texts.iter().for_each(|text| add(field, text)),
                    Datum::Word(Some(word)) => add(field, word),
                    Datum::Words(words) => words.iter().for_each(|word| add(field, word)),
                    Datum::Status(changes) => changes.iter().for_each(|(_, word)| add(field, word)),
                    Datum::Within(above) => above.iter().for_each(|above| add(field, &things.all[*above].id)),
                    Datum::Keys(keys) => keys.iter().for_each(|(scheme, value)| {
                        add("externalId.scheme", scheme);
                        add(field, value);
                    }),
                    _ => {}
                }
            }
        }
        Self { schema: Rc::clone(schema), pool: Rc::new(pool) }
    }

    /// Filters of the type `input`.
    pub fn filters(&self, input: &str) -> BoxedStrategy<Value> {
        self.object(input, "", 4)
    }

    /// Filters of the type `input` that follow no link.
    pub fn flat(&self, input: &str) -> BoxedStrategy<Value> {
        self.object(input, "", 1)
    }

    /// Values of an input type; `tested` is the record's field that they test.
    fn object(&self, input: &str, tested: &str, depth: usize) -> BoxedStrategy<Value> {
        let fields = self.schema.fields(input).iter().filter(|field| depth > 1 || !self.nests(field)).cloned();
        let (required, fields): (Vec<Input>, Vec<Input>) = fields.partition(|field| field.required);
        let most = fields.len();
        let (this, input, tested) = (self.clone(), input.to_owned(), tested.to_owned());
        let logical = self.logical(&input);
        // what combines has mostly one thing to say, and tests have two parts about as often as one
        let (two, three) = if logical { (4, 1) } else { (8, 1) };
        let upto = move |size: usize| Just(size.min(most)..=size.min(most));
        let sizes = prop_oneof![1 => upto(0), 9 => upto(1), two => upto(2), three => upto(3)];
        sizes
            .prop_flat_map(move |sizes| sample::subsequence(fields.clone(), sizes))
            .prop_flat_map(move |mut chosen| {
                chosen.extend(required.iter().cloned());
                let values = chosen.iter().map(|field| {
                    let inner = match field.name.as_str() {
                        "scheme" => format!("{tested}.scheme"),
                        name if logical && !["and", "or", "not"].contains(&name) => format!("{input}.{name}"),
                        _ => tested.clone(),
                    };
                    this.field(field, &inner, depth - usize::from(depth > 1 && this.nests(field)))
                });
                let names: Vec<String> = chosen.iter().map(|field| field.name.clone()).collect();
                values.collect::<Vec<_>>().prop_map(move |values| {
                    Value::Object(names.iter().cloned().zip(values).collect::<Map<String, Value>>())
                })
            })
            .boxed()
    }

    fn field(&self, field: &Input, tested: &str, depth: usize) -> BoxedStrategy<Value> {
        let one = self.named(&field.of, tested, depth);
        let value = if field.list { prop::collection::vec(one, 0..=3).prop_map(Value::Array).boxed() } else { one };
        if field.nullable { prop_oneof![24 => value, 1 => Just(Value::Null)].boxed() } else { value }
    }

    /// Values of a named type.
    fn named(&self, name: &str, tested: &str, depth: usize) -> BoxedStrategy<Value> {
        if name == "GeoFilter" {
            return areas();
        }
        if self.schema.is_input(name) {
            return self.object(name, tested, depth);
        }
        if let Some(words) = self.schema.words(name) {
            let known: Vec<String> = self.pool(tested).into_iter().filter(|word| words.contains(word)).collect();
            let known = if known.is_empty() { words.to_vec() } else { known };
            return prop_oneof![4 => sample::select(known), 1 => sample::select(words.to_vec())]
                .prop_map_into()
                .boxed();
        }
        match name {
            "Boolean" => any::<bool>().prop_map_into().boxed(),
            "Int" => numbers::ints(),
            "Float" => numbers::floats(),
            "DateTime" => numbers::instants(),
            "Date" => sample::select(&DAYS[..]).prop_map_into().boxed(),
            "EDTF" => sample::select(&EDTF[..]).prop_map_into().boxed(),
            "CountryCode" => sample::select(&["IQ", "SE", "XK", "TR", "ZZ"][..]).prop_map_into().boxed(),
            "ID" => {
                let known = sample::select(self.pool(tested));
                let prefix = sample::select(&["evt", "stm", "snc", "org", "per", "plc", "src"][..]);
                let other = (prefix, known.clone()).prop_map(|(prefix, id)| format!("{prefix}{}", &id[3..]));
                let odd = ["", "evt_", "evt_0000000000000", "nonsense", "org_zzzzzzzzzzzzz"].map(str::to_owned);
                let odd = sample::select(odd.to_vec());
                prop_oneof![8 => known, 3 => other, 1 => odd].prop_map_into().boxed()
            }
            "String" if tested.ends_with(".text") => searches(self.pool(tested)).prop_map_into().boxed(),
            "String" => prop_oneof![
                8 => sample::select(self.pool(tested)).prop_flat_map(nearly),
                1 => "[a-zé %_'.-]{0,2}",
            ]
            .prop_map_into()
            .boxed(),
            other => panic!("the generator does not know values of {other}"),
        }
    }

    fn pool(&self, tested: &str) -> Vec<String> {
        self.pool.get(tested).cloned().unwrap_or_else(|| vec![tested.to_owned()])
    }

    /// Whether values of this type are combined by and, or, not.
    fn logical(&self, input: &str) -> bool {
        self.schema.fields(input).iter().any(|field| field.name == "not")
    }

    /// Whether a field leads to another filter that combines.
    fn nests(&self, field: &Input) -> bool {
        self.logical(&field.of) || self.schema.fields(&field.of).iter().any(|inner| self.logical(&inner.of))
    }
}

/// What somebody may type to find one of these texts, or nearly.
fn searches(texts: Vec<String>) -> BoxedStrategy<String> {
    let words = sample::select(texts).prop_flat_map(|text| {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let most = words.len().max(1);
        (0..most, 1..=3_usize)
            .prop_map(move |(from, count)| words.iter().skip(from).take(count).cloned().collect::<Vec<_>>().join(" "))
    });
    let beginning = words.clone().prop_map(|words| {
        let letters: Vec<char> = words.chars().collect();
        letters[..letters.len().div_ceil(2)].iter().collect::<String>() + "*"
    });
    let piece = prop_oneof![
        6 => words.clone(),
        2 => beginning,
        2 => words.clone().prop_map(|words| format!("\"{words}\"")),
        1 => words.clone().prop_map(|words| format!("-\"{words}\"")),
        1 => words.clone().prop_map(|words| format!("-{words}")),
        1 => words.prop_map(|words| format!("OR {words}")),
        1 => "[a-z\"*() -]{0,6}",
    ];
    let joined = prop::collection::vec(piece, 1..=2).prop_map(|pieces| pieces.join(" "));
    prop_oneof![4 => joined, 1 => Just(String::new())].boxed()
}

/// A text as it is, or changed so that it is still found by some rules and not by others.
fn nearly(text: String) -> BoxedStrategy<String> {
    let letters: Vec<char> = text.chars().collect();
    let (from, to) = (0..=letters.len(), 0..=letters.len());
    let part = (from, to).prop_map(move |(from, to)| letters[from.min(to)..from.max(to)].iter().collect());
    let same = prop_oneof![
        5 => Just(text.clone()),
        1 => Just(text.to_uppercase()),
        1 => Just(text.to_lowercase()),
        1 => Just(text.to_ascii_uppercase()),
        1 => Just(fold(&text)),
        1 => Just(format!(" {text}.")),
    ];
    prop_oneof![3 => same, 1 => part].boxed()
}

/// How often each field of each input type stands in these filters.
pub fn used(schema: &Schema, input: &str, filter: &Value, count: &mut BTreeMap<(String, String), usize>) {
    match filter {
        Value::Array(items) => items.iter().for_each(|item| used(schema, input, item, count)),
        Value::Object(fields) if schema.is_input(input) => fields.iter().for_each(|(name, value)| {
            *count.entry((input.to_owned(), name.clone())).or_default() += 1;
            used(schema, &schema.field(input, name).of, value, count);
        }),
        _ => {}
    }
}
