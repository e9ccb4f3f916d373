//! Ready-made references to records.

use serde_json::{Value, json};

use super::fuzzy_date::FuzzyDate;

/// The form of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A line of text.
    Plain,
    /// An item of the Citation Style Language's JSON.
    CslJson,
}

/// What a reference is made of.
#[derive(Clone, Debug, Default)]
pub struct Reference<'a> {
    /// The noun: `Source` is cited as the document itself, everything else as a record of its data set.
    pub noun: &'a str,
    /// What it is called.
    pub title: Option<&'a str>,
    /// Its date, EDTF.
    pub date: Option<&'a str>,
    /// Authors, a JSON array.
    pub authors: Option<&'a str>,
    /// Publisher.
    pub publisher: Option<&'a str>,
    /// Where the document stands.
    pub url: Option<&'a str>,
    /// Whether `title` is a quotation; a paraphrase gets no quotation marks.
    pub quoted: bool,
    /// The record's permanent address.
    pub permalink: &'a str,
    /// The data set's title.
    pub dataset: &'a str,
    /// Whom the data set credits.
    pub attribution: &'a str,
}

/// The reference in that form.
pub fn write(style: Style, reference: &Reference<'_>) -> String {
    match style {
        Style::Plain => plain(reference),
        Style::CslJson => csl(reference).to_string(),
    }
}

fn authors(reference: &Reference<'_>) -> Vec<String> {
    reference.authors.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

fn plain(reference: &Reference<'_>) -> String {
    let mut pieces = Vec::new();
    let authors = authors(reference).join("; ");
    let title = reference.title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let title = title.as_deref().map(|title| title.trim_end_matches('.'));
    pieces.extend((!authors.is_empty()).then_some(authors));
    pieces.extend(title.map(|title| if reference.quoted { format!("“{title}”") } else { title.to_owned() }));
    pieces.extend(reference.publisher.map(str::to_owned));
    pieces.extend(reference.date.map(str::to_owned));
    pieces.extend(reference.url.map(str::to_owned));
    if reference.noun != "Source" {
        pieces.push(format!("In: {} ({})", reference.dataset, reference.attribution));
    }
    pieces.push(reference.permalink.to_owned());
    pieces.join(". ")
}

/// CSL has no word for an event or a sanction: those are entries of a data set.
fn csl(reference: &Reference<'_>) -> Value {
    let source = reference.noun == "Source";
    let mut item = json!({
        "id": reference.permalink,
        "type": if source { "article" } else { "entry" },
        "URL": reference.url.unwrap_or(reference.permalink),
    });
    let fields = item.as_object_mut().expect("made as an object above");
    let mut add = |name: &str, value: Option<Value>| value.map(|value| fields.insert(name.to_owned(), value));
    add("title", reference.title.map(Value::from));
    let names: Vec<Value> = authors(reference).into_iter().map(|name| json!({ "literal": name })).collect();
    add("author", (!names.is_empty()).then_some(Value::from(names)));
    add("publisher", reference.publisher.map(Value::from));
    add("issued", reference.date.and_then(issued));
    if !source {
        add("container-title", Some(reference.dataset.into()));
        add("note", Some(reference.attribution.into()));
    }
    item
}

/// A CSL date: a day, month or year as parts, anything wider as a range of its bounds.
fn issued(edtf: &str) -> Option<Value> {
    let date = FuzzyDate::parse(edtf).ok()?;
    let (first, last) = (date.earliest, date.latest);
    let full = |day: super::fuzzy_date::Date| json!([day.year(), day.month(), day.day()]);
    let parts = match date.precision {
        entity::value::DatePrecision::Day => json!([full(first)]),
        entity::value::DatePrecision::Month => json!([[first.year(), first.month()]]),
        entity::value::DatePrecision::Year => json!([[first.year()]]),
        entity::value::DatePrecision::Week | entity::value::DatePrecision::Range => json!([full(first), full(last)]),
    };
    let mut value = json!({ "date-parts": parts });
    if date.approximate || date.uncertain {
        value["circa"] = true.into();
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event<'a>() -> Reference<'a> {
        Reference {
            noun: "Event",
            title: Some("Embassy closed"),
            date: Some("2023-06~"),
            permalink: "http://x/events/e",
            dataset: "Set",
            attribution: "Us",
            ..Reference::default()
        }
    }

    #[test]
    fn plain_names_record_date_data_set_and_address() {
        assert_eq!(write(Style::Plain, &event()), "Embassy closed. 2023-06~. In: Set (Us). http://x/events/e");
    }

    #[test]
    fn csl_is_json_with_date_parts() {
        let item: Value = serde_json::from_str(&write(Style::CslJson, &event())).expect("JSON");
        assert_eq!(item["issued"], json!({ "date-parts": [[2023, 6]], "circa": true }));
        assert_eq!(item["container-title"], "Set");
    }

    #[test]
    fn a_source_is_cited_as_the_document() {
        let source = Reference {
            noun: "Source",
            authors: Some(r#"["A. Writer","Agency"]"#),
            publisher: Some("Outlet"),
            date: Some("2023-07-20"),
            permalink: "http://x/sources/s",
            ..Reference::default()
        };
        assert_eq!(write(Style::Plain, &source), "A. Writer; Agency. Outlet. 2023-07-20. http://x/sources/s");
    }
}
