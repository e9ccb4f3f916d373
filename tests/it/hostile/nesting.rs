//! Nesting, from ten to a million, in every position in which something can nest.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Process, limited, numbers, tell, verdict};

/// How deep.
const DEPTHS: [usize; 8] = [10, 40, 60, 100, 1_000, 10_000, 100_000, 1_000_000];
/// Brackets that a document may have open at once.
const NESTING: usize = 48;
/// Fields within fields.
const FIELDS: usize = 16;
/// Bytes of a document, and of a request.
const DOCUMENT: usize = 64_000;
const REQUEST: usize = 1_000_000;

/// A document of this depth, and how many brackets are then open at most.
type Position = (&'static str, fn(usize) -> (String, usize));

const POSITIONS: [Position; 16] = [
    ("selections", |n| (format!("{}{}", "{a".repeat(n), "}".repeat(n)), n)),
    ("selections that are never closed", |n| ("{a".repeat(n), n)),
    ("inline fragments", |n| (format!("{}{{a}}{}", "{...".repeat(n), "}".repeat(n)), n + 1)),
    ("inline fragments with a condition", |n| (format!("{}{{a}}{}", "{...on Query".repeat(n), "}".repeat(n)), n + 1)),
    ("a list", |n| (format!("{{a(b:{}{})}}", "[".repeat(n), "]".repeat(n)), n + 2)),
    ("lists that are never closed", |n| (format!("{{a(b:{}", "[".repeat(n)), n + 2)),
    ("an object", |n| (format!("{{a(b:{}1{})}}", "{c:".repeat(n), "}".repeat(n)), n + 2)),
    ("objects and lists", |n| (format!("{{a(b:{}1{})}}", "{c:[".repeat(n / 2), "]}".repeat(n / 2)), n / 2 * 2 + 2)),
    ("a directive's argument", |n| (format!("{{a @b(c:{}{})}}", "[".repeat(n), "]".repeat(n)), n + 2)),
    ("a variable's type", |n| (format!("query($a:{}Int{}){{a}}", "[".repeat(n), "]!".repeat(n)), n + 1)),
    ("a variable's default", |n| (format!("query($a:Int={}{}){{a}}", "[".repeat(n), "]".repeat(n)), n + 1)),
    ("a variable's directive", |n| (format!("query($a:Int @b(c:{}1{})){{a}}", "{d:".repeat(n), "}".repeat(n)), n + 2)),
    ("a fragment", |n| (format!("{{...F}} fragment F on Query{}{}", "{a".repeat(n), "}".repeat(n)), n.max(1))),
    ("parentheses that are never closed", |n| ("(".repeat(n), n)),
    ("arguments that are never closed", |n| (format!("{{{}", "a(b:".repeat(n)), n + 1)),
    ("brackets of all kinds", |n| ("{[(".repeat(n / 3), n / 3 * 3)),
];

#[test]
fn documents_are_refused_before_they_are_read() {
    let mut process = Process::start(&[]);
    for depth in DEPTHS {
        let mut times = Vec::new();
        for (name, position) in POSITIONS {
            let (document, open) = position(depth);
            let what = format!("{name}, {depth} deep");
            let body = json!({ "query": document }).to_string();
            let (answer, time) = process.post(body.as_bytes());
            times.push(time);
            let verdict = verdict(&answer, &what);
            match document.len() {
                _ if body.len() > REQUEST => assert_eq!(verdict, "Content too large", "{what}"),
                length if length > DOCUMENT => {
                    assert_eq!((verdict.as_str(), numbers(&answer)), ("COST_LIMIT", told(DOCUMENT, length)), "{what}");
                }
                _ if open > NESTING => {
                    assert_eq!((verdict.as_str(), numbers(&answer)), ("DEPTH_LIMIT", told(NESTING, open)), "{what}");
                }
                // fields within fields have a limit of their own
                _ if verdict == "DEPTH_LIMIT" => assert_eq!(numbers(&answer), told(FIELDS, depth), "{what}"),
                _ => assert!(verdict.starts_with("GRAPHQL_"), "{what}: {verdict}"),
            }
        }
        tell(&format!("documents nested {depth} deep, by POST"), &times);
    }
    process.unharmed();
}

fn told(limit: usize, actual: usize) -> (Option<i64>, Option<i64>) {
    (Some(limit as i64), Some(actual as i64))
}

#[test]
fn addresses_are_refused_alike() {
    let mut process = Process::start(&[]);
    for depth in DEPTHS {
        let mut times = Vec::new();
        for (name, position) in POSITIONS {
            let (document, open) = position(depth);
            let escaped: String = document.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let path = format!("/graphql?query={escaped}");
            let what = format!("{name}, {depth} deep, by GET");
            if path.len() > 60_000 {
                // the HTTP library gives up with an address that is longer than what it keeps
                let head = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                let answer = process.raw(head.as_bytes());
                assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
                continue;
            }
            let (answer, time) = process.get(&path);
            times.push(time);
            match (verdict(&answer, &what).as_str(), path.len() > 32_000, open > NESTING) {
                ("URI too long", true, _) => assert_eq!(answer.status, 414),
                ("DEPTH_LIMIT", false, true) => assert_eq!(numbers(&answer), told(NESTING, open), "{what}"),
                ("DEPTH_LIMIT", false, false) => assert_eq!(numbers(&answer), told(FIELDS, depth), "{what}"),
                (verdict, false, false) => assert!(verdict.starts_with("GRAPHQL_"), "{what}: {verdict}"),
                (verdict, ..) => panic!("{what}: {verdict}"),
            }
        }
        tell(&format!("documents nested {depth} deep, by GET"), &times);
    }
    process.unharmed();
}

/// The control: where more brackets may be open, the same documents are read, and refused for what is in them.
#[test]
fn where_more_may_nest_they_are_read() {
    let world = limited(|limits| limits.max_nesting = 200);
    for (name, position) in POSITIONS {
        let (document, open) = position(100);
        assert!(open > NESTING, "{name}");
        let code = super::code(&world, &document);
        // the depth of fields has a limit of its own
        let deep = ["selections", "a fragment"].contains(&name);
        assert!(if deep { code == "DEPTH_LIMIT" } else { code.starts_with("GRAPHQL_") }, "{name}: {code}");
    }
    let deeper = limited(|limits| (limits.max_nesting, limits.max_depth) = (200, 200));
    assert_eq!(super::code(&deeper, &POSITIONS[0].1(100).0), "GRAPHQL_VALIDATION_FAILED");
}

/// Fields within fields have a limit of their own, through fragments too.
#[test]
fn fields_within_fields_are_refused() {
    let mut process = Process::start(&[]);
    let chained = |n: usize| {
        let fragment = |at: usize| format!("fragment F{at} on Place{{parent{{...F{}}}}}", at + 1);
        let fragments: String = (0..n).map(fragment).collect();
        format!("{{places{{nodes{{...F0}}}}}}{fragments}fragment F{n} on Place{{name}}")
    };
    let nested =
        |n: usize, open: &str, close: &str| format!("{{places{{nodes{{{}name{}}}}}}}", open.repeat(n), close.repeat(n));
    let plain = |n: usize| nested(n, "parent{", "}");
    let inline = |n: usize| nested(n, "...on Place{parent{", "}}");
    for (name, document) in [("fragments", chained(14)), ("selections", plain(14)), ("inline fragments", inline(14))] {
        let (answer, _) = process.query(&document);
        assert_eq!(
            (verdict(&answer, name).as_str(), numbers(&answer)),
            ("DEPTH_LIMIT", told(FIELDS, 17)),
            "{document}"
        );
    }
    for document in [chained(13), plain(13), inline(13)] {
        assert_eq!(verdict(&process.query(&document).0, &document), "data");
    }
    let (answer, time) = process.query(&chained(400));
    assert_eq!((verdict(&answer, "a chain").as_str(), numbers(&answer)), ("DEPTH_LIMIT", told(FIELDS, 403)));
    tell("a chain of 400 fragments", &[time]);
    let control = limited(|limits| limits.max_depth = 20);
    assert_eq!(super::code(&control, &chained(14)), "data");
    process.unharmed();
}

/// Variables and the request itself are JSON, whose depth has a limit as well.
#[test]
fn json_is_refused_when_it_is_deep() {
    let mut process = Process::start(&[]);
    let list = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let object = |n: usize| format!("{}1{}", "{\"not\":".repeat(n), "}".repeat(n));
    for depth in DEPTHS {
        let mut times: Vec<Duration> = Vec::new();
        let mut ask = |name: &str, body: String| {
            let (answer, time) = process.post(body.as_bytes());
            times.push(time);
            let verdict = verdict(&answer, &format!("{name}, {depth} deep"));
            assert_eq!(verdict == "Content too large", body.len() > REQUEST, "{name}, {depth} deep: {verdict}");
            verdict
        };
        let asked = "\"query\":\"query($f:EventFilter){events(filter:$f){totalCount}}\"";
        for (name, value) in [("lists", list(depth)), ("objects", object(depth)), ("open lists", "[".repeat(depth))] {
            assert_ne!(ask(name, format!("{{{asked},\"variables\":{{\"f\":{value}}}}}")), "data", "{depth}");
            assert_ne!(ask(name, format!("{{\"query\":{value}}}")), "data", "{depth}");
            let extension = ask(name, format!("{{\"query\":\"{{__typename}}\",\"extensions\":{value}}}"));
            assert!(depth < 1_000 || extension != "data", "{depth}");
            assert_ne!(ask(name, value.clone()), "data", "{depth}");
            // what is passed over may be as deep as it likes, as long as it is JSON
            ask(name, format!("{{\"query\":\"{{__typename}}\",\"other\":{value}}}"));
        }
        tell(&format!("JSON nested {depth} deep"), &times);
    }
    // filters themselves may nest, so far as JSON does
    let filter = (0..100).fold(json!({}), |filter, _| json!({ "not": filter }));
    let body = json!({ "query": "query($f:EventFilter){events(filter:$f){totalCount}}", "variables": { "f": filter } });
    let (answer, _) = process.post(body.to_string().as_bytes());
    assert_eq!(verdict(&answer, "a filter"), "data");
    assert_eq!(answer.json()["data"]["events"]["totalCount"], Value::from(28));
    process.unharmed();
}
