//! Much of one thing: aliases, directives, fields, fragments, operations, variables, faults.

use demarche::types::Limits;

use super::{Process, limited, numbers, say, tell, verdict};

/// `count` pieces made from their numbers, with a space between.
pub fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().join(" ")
}

/// Fragments on a type that each spread the next one twice, so many levels, with what the last one selects.
pub fn doubling(levels: usize, on: &str, last: &str) -> String {
    let fragment = |level: usize| format!("fragment F{level} on {on} {{ ...F{0} ...F{0} }}", level + 1);
    format!("{} fragment F{levels} on {on} {{ {last} }}", many(levels, fragment))
}

/// A flood: what it is, the document with so many of it, the limit and the code that speaks of it, and what raises it.
type Flood = (&'static str, fn(usize) -> String, usize, &'static str, fn(&mut Limits));

const FLOODS: [Flood; 9] = [
    (
        "aliases",
        |n| format!("{{ events {{ {} }} }}", many(n, |at| format!("a{at}: totalCount"))),
        100,
        "COST_LIMIT",
        |limits| {
            limits.max_aliases = 5_000;
        },
    ),
    (
        "directives at many fields",
        |n| format!("{{ events {{ {} }} }}", many(n, |_| "totalCount @include(if: true)".to_owned())),
        50,
        "COST_LIMIT",
        |limits| limits.max_directives = 5_000,
    ),
    (
        "directives at a field",
        |n| format!("{{ __typename {} }}", many(n, |_| "@a".to_owned())),
        50,
        "COST_LIMIT",
        |limits| {
            limits.max_directives = 5_000;
        },
    ),
    (
        "fields at the root",
        |n| format!("{{ {} }}", many(n, |_| "__typename".to_owned())),
        50,
        "COST_LIMIT",
        |limits| {
            limits.max_root_fields = 5_000;
        },
    ),
    (
        "fields at the root behind a fragment",
        |n| format!("{{ {} }} fragment F on Query {{ __typename }}", many(n, |_| "...F".to_owned())),
        50,
        "COST_LIMIT",
        |limits| limits.max_root_fields = 5_000,
    ),
    (
        "tokens",
        |n| format!("{{events{{{}}}}}", many(n - 5, |_| "totalCount".to_owned())),
        5_000,
        "COST_LIMIT",
        |limits| {
            limits.max_tokens = 10_000;
        },
    ),
    (
        "bytes",
        |n| format!("{{__typename}}{}", " ".repeat(n - 12)),
        64_000,
        "COST_LIMIT",
        |limits| {
            limits.max_document_bytes = 100_000;
        },
    ),
    (
        "selections with their fragments opened",
        |n| {
            // each spread of F brings 999 fields
            let (fields, rest) = (n / 1_000, n % 1_000);
            let spread = "nodes { ...F } ".repeat(fields);
            let odd = "id ".repeat(rest);
            let fragment = "fragment F on Event { ".to_owned() + &"id ".repeat(999) + "}";
            format!("{{ events {{ {spread} nodes {{ {odd} }} }} }} {fragment}")
        },
        20_000,
        "COST_LIMIT",
        |limits| limits.max_selections = 100_000,
    ),
    (
        "levels of fields",
        |n| {
            let (open, close) = ("parent{".repeat(n - 3), "}".repeat(n - 3));
            format!("{{places{{nodes{{{open}name{close}}}}}}}")
        },
        16,
        "DEPTH_LIMIT",
        |limits| limits.max_depth = 40,
    ),
];

#[test]
fn what_is_over_a_limit_is_refused_and_what_is_not_is_read() {
    let mut process = Process::start(&[]);
    for (name, document, limit, code, raise) in FLOODS {
        let most = if name.starts_with("selections") { limit - 2 } else { limit };
        let (within, _) = process.query(&document(most));
        assert_ne!(verdict(&within, name), code, "{most} {name}: {}", within.body);
        let mut times = Vec::new();
        let mut over = limit + 1;
        while over < 40 * limit && document(over).len() <= 64_001 {
            let (refused, time) = process.query(&document(over));
            times.push(time);
            assert_eq!(verdict(&refused, name), code, "{over} {name}");
            let (told, actual) = numbers(&refused);
            assert!(actual > told, "{over} {name}: {}", refused.body);
            // more than one of them is too much where there is very much of it
            if over == limit + 1 {
                assert_eq!(told, Some(limit as i64), "{name}: {}", refused.body);
            }
            over *= 3;
        }
        assert!(!times.is_empty(), "{name} were refused");
        tell(&format!("{name} over the limit"), &times);
        // the control: with another limit they are read
        let control = limited(raise);
        assert_ne!(super::code(&control, &document(limit + 1)), code, "{name} where more are allowed");
    }
    process.unharmed();
}

/// Each fragment is measured once, so that 31 levels, which come to two thousand million fields, cost what one does.
#[test]
fn fragments_that_double_are_refused() {
    let mut process = Process::start(&[]);
    let document =
        |levels: usize| format!("{{ events {{ ...F0 }} }} {}", doubling(levels, "EventConnection", "totalCount"));
    let mut times = Vec::new();
    for levels in 1..=31 {
        let (answer, time) = process.query(&document(levels));
        times.push(time);
        let expected = if levels <= 14 { "data" } else { "COST_LIMIT" };
        assert_eq!(verdict(&answer, "doubling fragments"), expected, "{levels} levels");
        if levels > 14 {
            assert_eq!(numbers(&answer), (Some(20_000), Some((1 << levels) + 1)));
        }
    }
    tell("fragments that double, 1 to 31 levels", &times);
    let wide = |by: usize| {
        let fragment = |level: usize| {
            format!("fragment F{level} on EventConnection {{ {} }}", format!("...F{} ", level + 1).repeat(by))
        };
        format!("{{ events {{ ...F0 }} }} {} fragment F9 on EventConnection {{ totalCount }}", many(9, fragment))
    };
    let (answer, time) = process.query(&wide(100));
    assert_eq!(verdict(&answer, "fragments that grow a hundredfold"), "COST_LIMIT");
    tell("fragments that grow a hundredfold, nine levels", &[time]);
    let control = limited(|limits| limits.max_selections = 1 << 20);
    assert_eq!(super::code(&control, &document(16)), "data");
    process.unharmed();
}

/// Fragments in a circle, of any length, in any number, are told in a few words.
#[test]
fn fragments_in_a_circle_are_refused() {
    let mut process = Process::start(&[]);
    let mut times = Vec::new();
    for length in [1, 2, 3, 10, 100, 300] {
        let fragment = |at: usize| format!("fragment F{at} on Query {{ ...F{} }}", (at + 1) % length);
        let (answer, time) = process.query(&format!("{{ ...F0 }} {}", many(length, fragment)));
        times.push(time);
        assert_eq!(verdict(&answer, "a circle"), "GRAPHQL_VALIDATION_FAILED", "{length}: {}", answer.body);
        assert!(answer.body.contains("spreads itself"), "{length}: {}", answer.body);
        assert!(answer.body.len() < 1_000, "{length}: {}", answer.body);
    }
    let long = "x".repeat(200);
    let ring = many(100, |at| format!("fragment {long}{at} on Query {{ ...{long}{} }}", at + 1));
    let back = "...F ".repeat(1_400);
    let document = format!(
        "{{ ...{long}0 }} {ring} fragment {long}100 on Query {{ {back} }} fragment F on Query {{ ...{long}0 }}"
    );
    let (answer, time) = process.query(&document);
    times.push(time);
    assert_eq!(verdict(&answer, "a ring"), "GRAPHQL_VALIDATION_FAILED");
    assert!(answer.body.len() < 64_000, "{} bytes", answer.body.len());
    let all =
        many(60, |at| format!("fragment F{at} on Query {{ {} }}", many(30, |to| format!("...F{}", (at + to) % 60))));
    let (answer, time) = process.query(&format!("{{ ...F0 }} {all}"));
    times.push(time);
    assert_eq!(verdict(&answer, "all spread all"), "GRAPHQL_VALIDATION_FAILED");
    tell("fragments in circles", &times);
    // the control: without the way back they are read
    let chain = many(300, |at| format!("fragment F{at} on Query {{ ...F{} }}", at + 1));
    let (answer, time) = process.query(&format!("{{ ...F0 }} {chain} fragment F300 on Query {{ __typename }}"));
    assert_eq!(verdict(&answer, "a chain"), "data");
    tell("a chain of 300 fragments", &[time]);
    process.unharmed();
}

/// Documents full of faults: some are told, and what names may have been meant is not sought for all of them.
#[test]
fn floods_of_faults_are_told_in_part() {
    let mut process = Process::start(&[]);
    let operations = many(300, |at| format!("query Q{at} {{ ...F0 }}"));
    let chain = many(250, |at| format!("fragment F{at} on Query {{ ...F{} }}", at + 1));
    let faults = [
        ("fields", format!("{{ events {{ nodes {{ {} }} }} }}", many(4_900, |at| format!("f{at:05}")))),
        ("arguments", format!("{{ events({}) {{ totalCount }} }}", many(1_600, |at| format!("a{at:04}: 1")))),
        ("variables", format!("query ({}) {{ __typename }}", many(1_200, |at| format!("$a{at}: Tx{at:04}")))),
        (
            "unused fragments",
            format!("{{ __typename }} {}", many(600, |at| format!("fragment F{at} on Query {{ id }}"))),
        ),
        (
            "words",
            format!(
                "{{ events(filter: {{ mode: {{ in: [{}] }} }}) {{ totalCount }} }}",
                many(4_900, |at| format!("W{at}"))
            ),
        ),
        (
            "fields of input",
            format!("{{ events(filter: {{ {} }}) {{ totalCount }} }}", many(1_600, |at| format!("t{at}: 1"))),
        ),
        ("spreads", format!("{{ events {{ {} }} }}", many(2_400, |at| format!("...X{at}")))),
        ("operations", format!("{operations} {chain} fragment F250 on Query {{ a }}")),
        ("a name", format!("{{ ... on {} {{ id }} }}", "A".repeat(63_000))),
    ];
    let mut times = Vec::new();
    for (name, document) in faults {
        let (answer, time) = process.query(&document);
        assert_eq!(verdict(&answer, name), "GRAPHQL_VALIDATION_FAILED", "{name}");
        assert!(answer.body.len() < 130_000, "{name}: {} bytes", answer.body.len());
        say(&format!("many faults, {name}: {:.1} ms", time.as_secs_f64() * 1_000.0));
        times.push(time);
    }
    tell("documents full of faults", &times);
    // what was not come to is not told as if it were not there
    let unseen = format!(
        "query ($v: Int) {{ events {{ {} }} persons(first: $v) {{ ...P }} }} fragment P on PersonConnection {{ totalCount }}",
        many(200, |at| format!("f{at}"))
    );
    let (answer, _) = process.query(&unseen);
    assert!(!answer.body.contains("is not used"), "{}", answer.body);
    // the control: few are told all
    let (answer, _) = process.query("{ events { nodes { titel } } persons { nodes { nmae } } }");
    let errors = answer.json()["errors"].as_array().unwrap().len();
    assert!(errors == 2 && answer.body.contains("is \\\"title\\\" meant?"), "{}", answer.body);
    process.unharmed();
}
