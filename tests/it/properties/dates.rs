//! Dates are read as the Python package `edtf` reads them, which was written by others from the same specification:
//! what is accepted, the first and the last possible day, approximate and uncertain. Where the two differ, one of
//! [`RULES`] says why.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    fs::{self, File, OpenOptions},
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use demarche::domain::{
    fuzzy_date::{FuzzyDate, FuzzyDateError as Error},
    identity::hexadecimal,
};
use proptest::strategy::Strategy;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{runner, texts};
use crate::python;

const PACKAGES: &str = "edtf==5.0.2\npyparsing==3.3.3\npython-dateutil==4.0.0\n";
const PROGRAM: &str = include_str!("dates.py");

/// Texts tried: those of a form, and those with something changed.
const CASES: u32 = 2_700;

/// Where this project reads less than the package, how the text shows that, and why.
const RULES: [(&str, Refused, Shows); 11] = [
    ("white space is not part of EDTF; the package drops it", |_| true, |text, _| text.contains(char::is_whitespace)),
    ("seasons are not supported", |error| matches!(error, Error::Season(_)), |text, _| season(text)),
    ("times of day are not supported", |error| matches!(error, Error::Time(_)), |text, _| text.contains('T')),
    (
        "years run from 0001 to 9999",
        |error| matches!(error, Error::LongYear(_) | Error::Year),
        |text, _| text.contains("0000") || ends(text).any(|end| end.starts_with(['Y', '-'])),
    ),
    (
        "open ends are not supported",
        |error| matches!(error, Error::Open(_)),
        |text, theirs| theirs.first.is_none() || theirs.last.is_none() || text.ends_with('/') || text.starts_with('/'),
    ),
    ("lists are not supported", |error| matches!(error, Error::List(_)), |text, _| text.contains(['{', ','])),
    (
        "markers before or within a date are of level 2",
        |error| matches!(error, Error::Marker(_)),
        |text, _| ends(text).any(|end| end.trim_end_matches(['~', '?', '%']).contains(['~', '?', '%'])),
    ),
    (
        "unspecified digits and significant digits are not supported",
        |error| matches!(error, Error::Shape(_)),
        |text, _| text.contains(['X', 'S']),
    ),
    (
        "the package does not know which years leap",
        |error| matches!(error, Error::Day { .. }),
        |text, _| text.contains("-02-29"),
    ),
    (
        "an interval does not end before it begins; the package does not look",
        |error| matches!(error, Error::Backwards(_)),
        |_, theirs| theirs.first > theirs.last,
    ),
    (
        "an interval of one day is written as that day",
        |error| matches!(error, Error::Same(_)),
        |text, theirs| theirs.first == theirs.last || text.starts_with('['),
    ),
];
/// The one thing that is read here and not by the package.
const SPANS: &str = "the ends of a span have markers, or are a day and a month";

type Refused = fn(&Error) -> bool;
type Shows = fn(&str, &Theirs) -> bool;

/// What the package makes of a text.
#[derive(Clone, Debug, PartialEq)]
struct Theirs {
    /// ISO 8601; `None` where open.
    first: Option<String>,
    last: Option<String>,
    approximate: bool,
    uncertain: bool,
}

fn ends(text: &str) -> impl Iterator<Item = &str> {
    text.trim_matches(['[', ']', '{', '}']).split(['/', ',']).flat_map(|part| part.split(".."))
}

fn season(text: &str) -> bool {
    ends(text).filter_map(|end| end.split('-').nth(1)).any(|month| {
        month.get(..2).and_then(|month| month.parse::<u8>().ok()).is_some_and(|month| (21..=41).contains(&month))
    })
}

/// The package in a Python of its own; its answers are kept between runs, for it is slow.
struct Oracle {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
    known: HashMap<String, String>,
    kept: File,
}

impl Oracle {
    /// For one test, which says what it is called.
    fn start(test: &str) -> Option<Self> {
        let python = python::with("python-dates", PACKAGES, "THE COMPARISON OF DATES")?;
        let version = hexadecimal(&Sha256::digest(format!("{PROGRAM}{PACKAGES}")));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("dates-{test}-{}", &version[..16]));
        let text = fs::read_to_string(&path).unwrap_or_default();
        let known = text.lines().filter_map(|line| line.split_once('\t'));
        let known = known.map(|(text, answer)| (text.to_owned(), answer.to_owned())).collect();
        let kept = OpenOptions::new().append(true).create(true).open(path).unwrap();
        let child = Command::new(python).args(["-c", PROGRAM]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Some(Self { child, lines, known, kept })
    }

    fn read(&mut self, text: &str) -> Option<Theirs> {
        let question = Value::from(text).to_string();
        if !self.known.contains_key(&question) {
            writeln!(self.child.stdin.as_mut().unwrap(), "{question}").unwrap();
            let mut answer = String::new();
            self.lines.read_line(&mut answer).unwrap();
            let answer = answer.trim_end().to_owned();
            assert!(!answer.is_empty(), "the package is there");
            writeln!(self.kept, "{question}\t{answer}").unwrap();
            self.known.insert(question.clone(), answer);
        }
        let answer: Value = serde_json::from_str(&self.known[&question]).unwrap();
        let day = |name: &str| answer[name].as_str().map(str::to_owned);
        let flag = |name: &str| answer[name] == true;
        let (first, last) = (day("first"), day("last"));
        answer.is_object().then(|| Theirs {
            first,
            last,
            approximate: flag("approximate"),
            uncertain: flag("uncertain"),
        })
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// Why the two differ; `None` if they do not.
fn difference(text: &str, theirs: Option<&Theirs>) -> Result<Option<&'static str>, String> {
    let ours = FuzzyDate::parse(text);
    match (&ours, theirs) {
        (Err(_), None) => Ok(None),
        (Ok(date), None) => {
            let marked = text.contains(['~', '?', '%']);
            let lengths: Vec<usize> = ends(text).map(str::len).collect();
            let span = text.starts_with('[') && (marked || lengths[0] != lengths[1]);
            if span { Ok(Some(SPANS)) } else { Err(format!("{text} is read as {date:?} and not by the package")) }
        }
        (Ok(date), Some(theirs)) => {
            let Theirs { first, last, approximate, uncertain } = theirs;
            let same = first.as_deref() == Some(&*date.earliest.to_string())
                && last.as_deref() == Some(&*date.latest.to_string())
                && (*approximate, *uncertain) == (date.approximate, date.uncertain);
            if same { Ok(None) } else { Err(format!("{text} is read as {date:?} and as {theirs:?}")) }
        }
        (Err(error), Some(theirs)) => {
            let rule = RULES.iter().find(|(_, refused, shows)| refused(error) && shows(text, theirs));
            rule.map(|(why, ..)| Some(*why))
                .ok_or_else(|| format!("{text} is {theirs:?} to the package and here: {error}"))
        }
    }
}

/// Compares texts; gives how many both read, and how often each rule explained a difference.
fn compare(test: &str, texts: impl Strategy<Value = String>) -> Option<(usize, BTreeMap<&'static str, usize>)> {
    let oracle = RefCell::new(Oracle::start(test)?);
    let (read, rules) = (Cell::new(0), RefCell::new(BTreeMap::new()));
    let outcome = runner(CASES).run(&texts, |text| {
        let theirs = oracle.borrow_mut().read(&text);
        match difference(&text, theirs.as_ref()).unwrap_or_else(|found| panic!("{found}")) {
            Some(rule) => *rules.borrow_mut().entry(rule).or_default() += 1,
            None => read.set(read.get() + usize::from(theirs.is_some())),
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    Some((read.get(), rules.into_inner()))
}

#[test]
fn dates_are_read_as_others_read_them() {
    let Some((read, rules)) = compare("written", texts::dates()) else { return };
    assert!(read * 3 > CASES as usize, "only {read} of {CASES} texts are dates to both");
    let idle: Vec<_> =
        RULES.iter().map(|(why, ..)| why).chain([&SPANS]).filter(|why| !rules.contains_key(*why)).collect();
    assert!(idle.is_empty(), "rules that explain nothing: {idle:?}");
}

#[test]
fn what_is_nearly_a_date_is_refused_as_others_refuse_it() {
    let Some((read, _)) = compare("mutated", texts::nearly_dates()) else { return };
    assert!(read * 40 > CASES as usize, "only {read} of {CASES} texts are dates to both");
}
