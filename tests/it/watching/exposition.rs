//! Prometheus' text format 0.0.4, read strictly: whatever a collector may refuse is a failure.

use std::collections::BTreeMap;

/// Samples by name and labels, as they are written: `name{label="value"}`.
pub type Samples = BTreeMap<String, f64>;

/// Reads a whole exposition.
pub fn read(text: &str) -> Samples {
    assert!(text.ends_with('\n') && !text.contains('\r'), "{text:?}");
    let mut samples = Samples::new();
    let mut types = BTreeMap::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let (family, help) = line.strip_prefix("# HELP ").unwrap_or_else(|| panic!("{line}")).split_once(' ').unwrap();
        assert!(is_name(family) && help.ends_with('.'), "{line}");
        let kind = lines.next().unwrap().strip_prefix(&format!("# TYPE {family} ")).unwrap().to_owned();
        assert!(["counter", "gauge", "histogram"].contains(&kind.as_str()), "{kind}");
        assert_eq!(kind == "counter", family.ends_with("_total"), "{family} is a {kind}");
        let before = samples.len();
        while let Some(line) = lines.next_if(|line| !line.starts_with('#')) {
            let (key, value) = sample(line);
            let name = key.split('{').next().unwrap();
            let end = name.strip_prefix(family).unwrap_or_else(|| panic!("{name} is none of {family}"));
            let ends: &[&str] = if kind == "histogram" { &["_bucket", "_sum", "_count"] } else { &[""] };
            assert!(ends.contains(&end), "{line}");
            assert!(kind == "gauge" || value >= 0.0, "{line}");
            assert!(samples.insert(key.to_owned(), value).is_none(), "{key} is there twice");
        }
        assert!(samples.len() > before, "{family} has no sample");
        if kind == "histogram" {
            assert_histogram(family, text);
        }
        assert!(types.insert(family.to_owned(), kind).is_none(), "{family} is there twice");
    }
    samples
}

fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    !name.is_empty() && name.bytes().all(|byte| plain(byte) || byte.is_ascii_digit()) && plain(name.as_bytes()[0])
}

fn sample(line: &str) -> (&str, f64) {
    let (key, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
    let (name, labels) = key.split_once('{').unwrap_or((key, "}"));
    assert!(is_name(name), "{line}");
    let labels = labels.strip_suffix('}').unwrap_or_else(|| panic!("{line}"));
    for label in labels.split_terminator(',') {
        let (name, value) = label.split_once('=').unwrap_or_else(|| panic!("{line}"));
        assert!(is_name(name) && value.len() >= 2 && value.starts_with('"') && value.ends_with('"'), "{line}");
        assert!(!value[1..value.len() - 1].contains(['"', '\\', '\n']), "{line}");
    }
    (key, value.parse().unwrap_or_else(|_| panic!("{line}")))
}

/// Buckets rise, and the last one has everything.
fn assert_histogram(family: &str, text: &str) {
    let bucket = format!("{family}_bucket{{le=\"");
    let (mut edge, mut count) = (f64::NEG_INFINITY, 0.0);
    for line in text.lines() {
        let Some(rest) = line.strip_prefix(&bucket) else { continue };
        let (le, value) = rest.split_once("\"} ").unwrap();
        let (le, value): (f64, f64) = (le.parse().unwrap(), value.parse().unwrap());
        assert!(le > edge && value >= count, "{line}");
        (edge, count) = (le, value);
    }
    assert_eq!(edge, f64::INFINITY);
    assert!(text.contains(&format!("\n{family}_count {count}\n")), "{family} has {count}");
}
