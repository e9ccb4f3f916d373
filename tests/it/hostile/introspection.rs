//! Introspection that is wide, goes in circles, or says everything many times.

use super::{
    Process, code,
    floods::{doubling, many},
    limited, numbers, tell, verdict,
};

/// Everything there is to know of the schema, once.
pub const ALL: &str = "__schema { types { kind name description fields { name description args { name description
    type { ...T } defaultValue } type { ...T } } inputFields { name description type { ...T } } interfaces { name }
    enumValues { name description } possibleTypes { name } } directives { name args { name } } }";
pub const TYPE: &str =
    "fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

#[test]
fn everything_is_told_once_and_not_many_times() {
    let mut process = Process::start(&[]);
    let (answer, time) = process.query(&format!("{{ {ALL} }} {TYPE}"));
    assert_eq!(verdict(&answer, "the schema"), "data");
    tell("the whole schema", &[time]);
    let whole = answer.body.len();
    let floods = [
        ("everything under many names", format!("{{ {} }} {TYPE}", many(50, |at| format!("a{at}: {ALL}")))),
        ("fields again and again", format!("{{ __schema {{ types {{ {} }} }} }}", "fields { name } ".repeat(1_200))),
        (
            "fields under many names",
            format!(
                "{{ __schema {{ types {{ {} }} }} }}",
                many(99, |at| format!("a{at}: fields {{ name type {{ ofType {{ fields {{ name }} }} }} }}"))
            ),
        ),
        ("types again and again", format!("{{ __schema {{ {} }} }}", "types { fields { name } } ".repeat(700))),
        ("fragments that double", format!("{{ __schema {{ types {{ ...F0 }} }} }} {}", doubling(13, "__Type", "name"))),
        (
            "fragments that double and are left out",
            format!("{{ __schema {{ types {{ ...F0 }} }} }} {}", doubling(13, "__Type", "name @skip(if: true)")),
        ),
        (
            "arguments of fields of types",
            format!(
                "{{ __schema {{ types {{ {} }} }} }}",
                "fields { args { type { inputFields { type { ofType { name } } } } } } ".repeat(100)
            ),
        ),
    ];
    let mut times = Vec::new();
    for (name, document) in floods {
        let (answer, time) = process.query(&document);
        assert_eq!((verdict(&answer, name).as_str(), numbers(&answer).0), ("COST_LIMIT", Some(100_000)), "{name}");
        times.push(time);
    }
    tell("too much introspection", &times);
    // the control: where more is allowed, the same is answered
    let again = format!("{{ __schema {{ types {{ {} }} }} }}", "fields { name } ".repeat(200));
    let control = limited(|limits| limits.max_schema_values = 1_000_000);
    assert_eq!(
        (verdict(&process.query(&again).0, "again").as_str(), code(&control, &again).as_str()),
        ("COST_LIMIT", "data")
    );
    // a part of it is answered, and is as much more as it is written more often
    let (answer, time) = process.query(&format!("{{ {} }} {TYPE}", many(2, |at| format!("a{at}: {ALL}"))));
    assert_eq!(verdict(&answer, "the schema twice"), "data");
    assert!(answer.body.len() > whole * 19 / 10, "{} and {whole}", answer.body.len());
    tell("the whole schema twice", &[time]);
    process.unharmed();
}

#[test]
fn circles_are_refused() {
    let mut process = Process::start(&[]);
    let mut times = Vec::new();
    for (name, round, close) in [
        ("fields", "fields { type { ", "} } "),
        ("interfaces", "interfaces { ", "} "),
        ("possibleTypes", "possibleTypes { ", "} "),
        ("inputFields", "inputFields { type { ", "} } "),
        ("arguments", "fields { args { type { ", "} } } "),
        ("wrapped", "fields { type { ofType { ", "} } } "),
    ] {
        for rounds in 1..=10 {
            let document =
                format!("{{ __schema {{ types {{ {} name {} }} }} }}", round.repeat(rounds), close.repeat(rounds));
            let (answer, time) = process.query(&document);
            let verdict = verdict(&answer, &document);
            match rounds {
                1 => assert_eq!(verdict, "data", "{name}"),
                2 => assert!(verdict == "data" || verdict == "COST_LIMIT", "{name}: {verdict}"),
                _ => assert_eq!(verdict, "DEPTH_LIMIT", "{rounds} rounds of {name}"),
            }
            if rounds > 2 {
                times.push(time);
            }
        }
    }
    tell("introspection in circles", &times);
    process.unharmed();
}
