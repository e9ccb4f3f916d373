//! The file: rows with their columns by name, as printed, and what is told of them without the converter.

use std::{collections::BTreeMap, fs, path::Path};

use crate::require;

const PATH: &str = "../shared/data/ucdp/ged231-sample-49-columns.csv";

/// A row of the file.
pub struct Row(BTreeMap<String, String>);

impl Row {
    /// A column, as printed.
    pub fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("the file has a column {column}"))
    }

    /// A whole number, which the file prints as `1.0`, without the end.
    pub fn number(&self, column: &str) -> &str {
        let text = self.text(column);
        text.strip_suffix(".0")
            .filter(|text| text.parse::<i64>().is_ok())
            .unwrap_or_else(|| panic!("{column} of {} is a whole number: {text}", self.text("id")))
    }

    /// A count.
    pub fn count(&self, column: &str) -> i32 {
        self.number(column).parse().unwrap()
    }

    /// Whether the estimates contradict each other: a low one above the best, a high one below. Thirteen rows do.
    pub fn contradicts(&self) -> bool {
        !["low", "best", "high"].map(|column| self.count(column)).is_sorted()
    }
}

/// The rows; `None` where the file is missing.
pub fn rows() -> Option<Vec<Row>> {
    let path = Path::new(PATH);
    if !path.exists() {
        require::missing(PATH, "READING REAL EVENTS");
        return None;
    }
    let mut reader = csv::Reader::from_reader(fs::File::open(path).unwrap());
    let columns = reader.headers().unwrap().clone();
    assert_eq!(columns.len(), 49);
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        Row(columns.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect())
    });
    let rows: Vec<Row> = rows.collect();
    assert_eq!(rows.len(), 1_000);
    Some(rows)
}

/// The sum or number of something by something else.
pub fn tally<'r, K: Ord>(rows: impl Iterator<Item = (K, i64)> + 'r) -> BTreeMap<K, i64> {
    let mut tally = BTreeMap::new();
    rows.for_each(|(key, value)| *tally.entry(key).or_default() += value);
    tally
}
