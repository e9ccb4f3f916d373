//! Texts that are dates in EDTF, of this project's subset and beyond it, and texts that nearly are.

use proptest::{prelude::*, sample};

fn number(digits: usize, range: std::ops::RangeInclusive<u16>) -> impl Strategy<Value = String> + Clone {
    range.prop_map(move |number| format!("{number:0digits$}"))
}

/// Years of which some leap, the first and the last ones.
fn year() -> impl Strategy<Value = String> + Clone {
    let known = sample::select(&["2023", "2024", "2000", "1900", "0001", "0004", "9999"][..]).prop_map(str::to_owned);
    prop_oneof![3 => known, 1 => number(4, 1..=9_999)]
}

fn marker() -> impl Strategy<Value = &'static str> + Clone {
    sample::select(&["", "", "", "~", "?", "%"][..])
}

/// A day that mostly exists, a month or a year, with a marker.
fn point() -> BoxedStrategy<String> {
    let edge = sample::select(&["02-28", "02-29", "02-30", "04-30", "04-31", "12-31", "01-01", "06-00"][..]);
    let day = prop_oneof![
        3 => (number(2, 1..=12), number(2, 1..=28)).prop_map(|(month, day)| format!("{month}-{day}")),
        1 => edge.prop_map(str::to_owned),
    ];
    let within = prop_oneof![
        1 => Just(String::new()),
        2 => number(2, 1..=12).prop_map(|month| format!("-{month}")),
        3 => day.prop_map(|day| format!("-{day}")),
    ];
    (year(), within, marker()).prop_map(|(year, within, marker)| format!("{year}{within}{marker}")).boxed()
}

/// What EDTF has and the subset has not.
fn beyond() -> BoxedStrategy<String> {
    let odd = sample::select(
        &[
            "20XX",
            "2023-XX",
            "2023-06-XX",
            "2XXX?",
            "Y17000",
            "Y-17000",
            "-0043",
            "0000",
            "0000-01",
            "2023S2",
            "2023-06-20T10:00:00Z",
            "2023-06-20T10:00:00",
            "?2023",
            "2023?-06",
            "2023-~06-20",
            "%2023-06",
        ][..],
    );
    let season = (year(), number(2, 13..=42)).prop_map(|(year, season)| format!("{year}-{season}"));
    let open = (point(), sample::select(&["/..", "/", "..", "~/.."][..])).prop_map(|(point, end)| point + end);
    let opening = (sample::select(&["../", "/", ".."][..]), point()).prop_map(|(end, point)| format!("{end}{point}"));
    let set = (point(), point(), sample::select(&[("[", ",", "]"), ("{", "..", "}"), ("{", ",", "}")][..]))
        .prop_map(|(first, last, (open, between, close))| format!("{open}{first}{between}{last}{close}"));
    let half = prop_oneof![point().prop_map(|it| format!("[{it}..]")), point().prop_map(|it| format!("[..{it}]"))];
    prop_oneof![odd.prop_map(str::to_owned), season, open, opening, set, half].boxed()
}

/// Dates of every form.
pub fn dates() -> BoxedStrategy<String> {
    let near = (year(), 1..=12_u8, 1..=27_u8, 0..=7_u8, any::<bool>()).prop_map(|(year, month, day, length, span)| {
        let (first, last) = (format!("{year}-{month:02}-{day:02}"), format!("{year}-{month:02}-{:02}", day + length));
        if span { format!("[{first}..{last}]") } else { format!("{first}/{last}") }
    });
    let interval = (point(), point()).prop_map(|(first, last)| format!("{first}/{last}"));
    let span = (point(), point()).prop_map(|(first, last)| format!("[{first}..{last}]"));
    let spaced = (point(), sample::select(&[" ", "\t", "\n"][..])).prop_map(|(point, space)| format!("{point}{space}"));
    prop_oneof![
        12 => point(),
        5 => near,
        5 => interval,
        4 => span,
        6 => beyond(),
        1 => spaced,
    ]
    .boxed()
}

/// Dates with one to three characters left out, put in, exchanged or doubled.
pub fn nearly_dates() -> BoxedStrategy<String> {
    let letter = sample::select("0123456789-/.,[]{}~?%XTYSZE:+ ２é".chars().collect::<Vec<_>>());
    let change = (0..4_u8, any::<sample::Index>(), letter);
    (dates(), prop::collection::vec(change, 1..=3))
        .prop_map(|(text, changes)| {
            let mut letters: Vec<char> = text.chars().collect();
            for (kind, place, letter) in changes {
                let at = place.index(letters.len() + 1);
                match kind {
                    0 => letters.insert(at, letter),
                    1 if at < letters.len() => letters[at] = letter,
                    2 if at < letters.len() => letters.insert(at, letters[at]),
                    3 if at < letters.len() => drop(letters.remove(at)),
                    _ => {}
                }
            }
            letters.into_iter().collect()
        })
        .boxed()
}
