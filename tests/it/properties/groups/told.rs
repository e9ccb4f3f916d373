//! What the entries of a list have to group them by, read from the entries themselves: the reference that groups are
//! held against. It knows the published descriptions and nothing of how the server plans.

use jiff::civil::Date;
use serde_json::Value;

/// A dimension: noun, word, the list of linked entries that has it ("" for the entry itself), where in the entry its
/// value stands, and which type alone counts.
type Dimension = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

/// What is asked of an entry of each noun, to tell its dimensions.
pub const SELECTIONS: [(&str, &str); 7] = [
    ("Event", "category mode contexts quadClass reviewStatus dataset { id } place { id country point { latitude longitude } } occurred { earliest latest }
        goldstein fatalities { low best high }
        participations(first: 100) { nodes { role party { id __typename } } }"),
    ("Statement", "kind language reviewStatus dataset { id } speaker { id } onBehalfOf { id } said { earliest latest }
        addressedTo { id } events(first: 100) { nodes { id } }"),
    ("Sanction", "measures reviewStatus dataset { id } issuers { id } targets { id } program { id }
        announced { earliest latest } effective { earliest latest } expires { earliest latest } ended { earliest latest }
       "),
    ("Source", "language reviewStatus dataset { id } outlet { id } published { earliest latest }"),
    ("Place", "kind country point { latitude longitude } parent { id } reviewStatus dataset { id }"),
    ("Organization", "kind country sector parent { id } reviewStatus dataset { id }"),
    ("Person", "country reviewStatus dataset { id } affiliations(first: 100) { nodes { organization { id } } }
       "),
];

const DIMENSIONS: &[Dimension] = &[
    ("Event", "CATEGORY", "", "/category", None),
    ("Event", "MODE", "", "/mode", None),
    ("Event", "CONTEXT", "contexts", "", None),
    ("Event", "QUAD_CLASS", "", "/quadClass", None),
    ("Event", "COUNTRY", "", "/place/country", None),
    ("Event", "PLACE", "", "/place/id", None),
    ("Event", "ORGANIZATION", "participations", "/party/id", Some("Organization")),
    ("Event", "PERSON", "participations", "/party/id", Some("Person")),
    ("Event", "PARTY", "participations", "/party/id", None),
    ("Event", "ROLE", "participations", "/role", None),
    ("Statement", "KIND", "", "/kind", None),
    ("Statement", "LANGUAGE", "", "/language", None),
    ("Statement", "SPEAKER", "", "/speaker/id", None),
    ("Statement", "ORGANIZATION", "", "/onBehalfOf/id", None),
    ("Statement", "ADDRESSEE", "addressedTo", "/id", None),
    ("Statement", "EVENT", "events", "/id", None),
    ("Sanction", "MEASURE", "measures", "", None),
    ("Sanction", "ISSUER", "issuers", "/id", None),
    ("Sanction", "TARGET", "targets", "/id", None),
    ("Sanction", "PROGRAM", "", "/program/id", None),
    ("Source", "OUTLET", "", "/outlet/id", None),
    ("Source", "LANGUAGE", "", "/language", None),
    ("Place", "KIND", "", "/kind", None),
    ("Place", "COUNTRY", "", "/country", None),
    ("Place", "PARENT", "", "/parent/id", None),
    ("Organization", "KIND", "", "/kind", None),
    ("Organization", "COUNTRY", "", "/country", None),
    ("Organization", "SECTOR", "", "/sector", None),
    ("Organization", "PARENT", "", "/parent/id", None),
    ("Person", "COUNTRY", "", "/country", None),
    ("Person", "ORGANIZATION", "affiliations", "/organization/id", None),
];
const OF_ALL: &[Dimension] = &[
    ("", "DATASET", "", "/dataset/id", None),
    ("", "REVIEW_STATUS", "", "/reviewStatus", None),
    ("", "SOURCE", "citations", "/source/id", None),
];

/// One thing to group by.
#[derive(Clone, Debug)]
pub enum By {
    /// A word of the noun's dimensions.
    Dimension(String),
    /// A length of time and a date.
    Time(String, String),
    /// So many characters of a geohash.
    Area(usize),
}

impl By {
    /// As it is asked for.
    pub fn input(&self) -> Value {
        match self {
            Self::Dimension(word) => serde_json::json!({ "dimension": word }),
            Self::Area(length) => serde_json::json!({ "geohash": length }),
            Self::Time(interval, field) => serde_json::json!({ "time": { "interval": interval, "field": field } }),
        }
    }
}

/// A key of each thing that entries are grouped by.
pub type Keys = Vec<Option<String>>;

/// The keys of the groups in which an entry stands.
pub fn keys(noun: &str, by: &[By], entry: &Value) -> Vec<Keys> {
    let mut tuples: Vec<Keys> = vec![Vec::new()];
    let mut links: Vec<(&str, Vec<Value>)> = Vec::new();
    for by in by {
        if let By::Dimension(word) = by
            && let (_, _, link, ..) = dimension(noun, word)
            && !link.is_empty()
            && !links.iter().any(|(known, _)| known == link)
        {
            links.push((*link, elements(entry, link)));
        }
    }
    // every way to take one element of each list
    let mut picks: Vec<Vec<(&str, Value)>> = vec![Vec::new()];
    for (link, elements) in &links {
        let none = vec![Value::Null];
        let elements = if elements.is_empty() { &none } else { elements };
        picks = picks
            .iter()
            .flat_map(|pick| elements.iter().map(|element| [pick.clone(), vec![(*link, element.clone())]].concat()))
            .collect();
    }
    tuples.clear();
    'pick: for pick in picks {
        let mut tuple = Vec::new();
        for by in by {
            tuple.push(match by {
                By::Area(length) => area(if noun == "Place" { entry } else { &entry["place"] }, *length),
                By::Time(interval, field) => time(&entry[&field.to_lowercase()], interval),
                By::Dimension(word) => {
                    let (_, _, link, path, only) = dimension(noun, word);
                    let element = pick.iter().find(|(known, _)| known == link).map_or(entry, |(_, element)| element);
                    let counts = |element: &Value| {
                        only.is_none_or(|only| element.pointer("/party/__typename").is_some_and(|name| name == only))
                    };
                    let value = element.pointer(path).and_then(Value::as_str).filter(|_| counts(element));
                    // what does not count is passed over where something does
                    if value.is_none() && !link.is_empty() && elements(entry, link).iter().any(counts) {
                        continue 'pick;
                    }
                    value.map(str::to_owned)
                }
            });
        }
        tuples.push(tuple);
    }
    tuples.sort();
    tuples.dedup();
    tuples
}

fn dimension(noun: &str, word: &str) -> &'static Dimension {
    let known = |(of, name, ..): &&Dimension| (*of == noun || of.is_empty()) && *name == word;
    DIMENSIONS.iter().chain(OF_ALL).find(known).unwrap_or_else(|| panic!("the test does not know {noun} by {word}"))
}

fn elements(entry: &Value, link: &str) -> Vec<Value> {
    let list = &entry[link];
    list.as_array().or_else(|| list["nodes"].as_array()).expect("a list").clone()
}

/// The geohash of a place's point, by halves.
fn area(place: &Value, length: usize) -> Option<String> {
    let degrees = |name: &str| place["point"][name].as_f64().map(|degrees| (degrees * 1e7 + 0.5).floor() / 1e7);
    let sought = [degrees("longitude")?, degrees("latitude")?];
    let mut cell = [(-180.0, 180.0), (-90.0, 90.0)];
    let mut letters = String::new();
    for letter in 0..length {
        let mut number = 0;
        for bit in letter * 5..letter * 5 + 5 {
            let (low, high) = &mut cell[bit % 2];
            let middle = (*low + *high) / 2.0;
            let upper = sought[bit % 2] >= middle;
            *if upper { low } else { high } = middle;
            number = number * 2 + usize::from(upper);
        }
        letters.push(char::from(b"0123456789bcdefghjkmnpqrstuvwxyz"[number]));
    }
    Some(letters)
}

/// What the time is called in which a date lies; `None` where it lies in two, or is not known.
fn time(date: &Value, interval: &str) -> Option<String> {
    let name = |end: &str| {
        let day: Date = date[end].as_str()?.parse().unwrap();
        let (year, month) = (day.year(), day.month());
        Some(match interval {
            "DAY" => day.strftime("%Y-%m-%d").to_string(),
            "WEEK" => day.strftime("%G-W%V").to_string(),
            "MONTH" => format!("{year:04}-{month:02}"),
            "QUARTER" => format!("{year:04}-Q{}", [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][month as usize - 1]),
            _ => format!("{year:04}"),
        })
    };
    name("earliest").filter(|earliest| name("latest").as_ref() == Some(earliest))
}
