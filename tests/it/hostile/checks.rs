//! The twelve checks that scanners of GraphQL servers make, each told by its name.

use serde_json::json;

use super::{
    Process,
    floods::many,
    introspection::{ALL, TYPE},
    limited, say, verdict,
};
use crate::world::{Answer, answer};

/// A check by its name; it fails with a panic.
type Check = (&'static str, fn(&Process, &Process));

const CHECKS: [Check; 12] = [
    ("alias overloading", aliases),
    ("array-based batching", batches),
    ("directive overloading", directives),
    ("field duplication", duplication),
    ("circular introspection", circles),
    ("mutations by GET", mutations_by_get),
    ("POST as a form", forms),
    ("field suggestions", suggestions),
    ("introspection can be switched off", introspection),
    ("the playground can be switched off", playground),
    ("no traces in answers", traces),
    ("no unhandled errors", unhandled),
];

#[test]
fn the_twelve_checks_pass() {
    let mut open = Process::start(&[]);
    let mut closed = Process::start(&["--no-introspection", "--no-playground"]);
    for (number, (name, check)) in CHECKS.iter().enumerate() {
        check(&open, &closed);
        say(&format!("check {} of {}, {name}: passed", number + 1, CHECKS.len()));
    }
    open.unharmed();
    closed.unharmed();
}

fn is(process: &Process, document: &str, expected: &str) -> Answer {
    let (answer, _) = process.query(document);
    assert_eq!(verdict(&answer, document), expected, "{}", answer.body);
    answer
}

fn aliases(open: &Process, _: &Process) {
    let document = |count: usize| format!("{{ events {{ {} }} }}", many(count, |at| format!("a{at}: __typename")));
    is(open, &document(100), "data");
    is(open, &document(101), "COST_LIMIT");
    assert_eq!(super::code(&limited(|limits| limits.max_aliases = 101), &document(101)), "data");
}

fn batches(open: &Process, _: &Process) {
    let batch = json!(vec![json!({ "query": "{ __typename }" }); 10]).to_string();
    let (refused, _) = open.post(batch.as_bytes());
    assert_eq!((refused.status, verdict(&refused, &batch).as_str()), (400, "BAD_USER_INPUT"));
    let taking = Process::start(&["--max-batch", "10"]);
    assert_eq!(taking.post(batch.as_bytes()).0.json().as_array().map(Vec::len), Some(10));
    let more = json!(vec![json!({ "query": "{ __typename }" }); 11]).to_string();
    assert_eq!(verdict(&taking.post(more.as_bytes()).0, &more), "BAD_USER_INPUT");
}

fn directives(open: &Process, _: &Process) {
    let document = |count: usize| format!("{{ events {{ {} }} }}", "totalCount @include(if: true) ".repeat(count));
    is(open, &document(50), "data");
    is(open, &document(51), "COST_LIMIT");
    is(open, &format!("{{ __typename {} }}", "@aa".repeat(500)), "COST_LIMIT");
    is(open, &format!("{{ __typename {} }}", "@aa".repeat(10)), "GRAPHQL_VALIDATION_FAILED");
}

fn duplication(open: &Process, _: &Process) {
    is(open, &format!("{{ {} }}", "__typename ".repeat(500)), "COST_LIMIT");
    is(open, &format!("{{ events {{ {} }} }}", "totalCount ".repeat(10_000)), "COST_LIMIT");
    let few = is(open, &format!("{{ events {{ {} }} }}", "totalCount ".repeat(500)), "data");
    assert_eq!(few.json(), json!({ "data": { "events": { "totalCount": 28 } } }), "it is answered once");
}

fn circles(open: &Process, _: &Process) {
    let document = |rounds: usize| {
        format!("{{ __schema {{ types {{ {} name {} }} }} }}", "fields { type { ".repeat(rounds), "} } ".repeat(rounds))
    };
    is(open, &document(4), "DEPTH_LIMIT");
    is(open, &document(1), "data");
}

fn mutations_by_get(open: &Process, _: &Process) {
    let (refused, _) = open.get("/graphql?query=mutation%7B__typename%7D");
    assert_eq!((refused.status, refused.header("allow")), (405, "POST"), "{}", refused.body);
    assert_eq!(open.get("/graphql?query=%7B__typename%7D").0.status, 200);
}

fn forms(open: &Process, _: &Process) {
    for content_type in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""] {
        for body in ["query=%7B__typename%7D", "{\"query\":\"{__typename}\"}"] {
            let request = open.agent().post(open.url("/graphql")).header("content-type", content_type);
            let refused = answer(request.send(body));
            assert_eq!((refused.status, verdict(&refused, body).as_str()), (415, "Unsupported media type"));
        }
    }
}

fn suggestions(open: &Process, closed: &Process) {
    for document in [
        "{ event }",
        "{ evnets { totalCount } }",
        "{ events { nodes { titel } } }",
        "{ events(frist: 1) { totalCount } }",
        "{ events(filter: { titel: {} }) { totalCount } }",
        "{ events(filter: { mode: { eq: RIOTT } }) { totalCount } }",
        "{ ... on Qery { __typename } }",
        "{ __typename @skp(if: true) }",
        "query ($a: EventFiltr) { __typename }",
        "fragment F on Evnt { id } { __typename }",
    ] {
        let told = is(open, document, "GRAPHQL_VALIDATION_FAILED");
        // the first of them is right but for its selection
        assert!(told.body.contains(" meant?") || document == "{ event }", "{document}: {}", told.body);
        let kept = is(closed, document, "GRAPHQL_VALIDATION_FAILED");
        assert!(!kept.body.contains("meant") && !kept.body.contains("mean "), "{document}: {}", kept.body);
    }
}

fn introspection(open: &Process, closed: &Process) {
    let asked = [
        "{ __schema { types { name } } }".to_owned(),
        "{ __type(name: \"Event\") { fields { name } } }".to_owned(),
        "{ a: __schema { queryType { name } } }".to_owned(),
        "{ ...F } fragment F on Query { ... on Query { __schema { types { ...T } } } } fragment T on __Type { name }"
            .to_owned(),
        "query A { __typename } query B { __schema { queryType { name } } }".to_owned(),
        format!("{{ {ALL} }} {TYPE}"),
    ];
    for document in &asked {
        let (told, _) = open.query(document);
        assert!(!told.body.contains("VALIDATION"), "{document}: {}", told.body);
        let refused = is(closed, document, "GRAPHQL_VALIDATION_FAILED");
        assert!(refused.body.contains("introspection is switched off"), "{}", refused.body);
        assert!(!refused.body.contains("\"data\""), "{}", refused.body);
    }
    for process in [open, closed] {
        let name = is(process, "{ __typename events(first: 1) { __typename nodes { __typename } } }", "data");
        let expected = json!({ "__typename": "EventConnection", "nodes": [{ "__typename": "Event" }] });
        assert_eq!(name.json()["data"], json!({ "__typename": "Query", "events": expected }));
    }
    assert_eq!((open.get("/schema.graphql").0.status, closed.get("/schema.graphql").0.status), (200, 404));
    assert!(!closed.get("/").0.body.contains("schema.graphql"), "and the root does not speak of it");
}

fn playground(open: &Process, closed: &Process) {
    let page = |process: &Process, path: &str| {
        let found = answer(process.agent().get(process.url(path)).header("accept", "text/html").call());
        found.header("content-type").starts_with("text/html")
    };
    assert!(page(open, "/playground/"));
    for path in ["/", "/playground/", "/graphql", "/graphiql", "/playground", "/console", "/v1/graphql", "/altair"] {
        assert!(!page(closed, path), "{path}");
    }
}

fn traces(open: &Process, _: &Process) {
    for header in ["apollo-federation-include-trace", "x-apollo-tracing", "x-debug"] {
        let request = open.agent().post(open.url("/graphql")).content_type("application/json").header(header, "ftv1");
        let told = answer(request.send("{\"query\":\"{ events { totalCount } }\",\"extensions\":{\"tracing\":true}}"));
        assert_eq!(told.json(), json!({ "data": { "events": { "totalCount": 28 } } }), "nothing else");
        assert!(
            told.headers.iter().all(|(name, _)| !name.contains("trac") && name != "server" && name != "x-powered-by")
        );
    }
}

fn unhandled(open: &Process, closed: &Process) {
    for process in [open, closed] {
        for document in [
            "",
            "}",
            "qwerty { abc }",
            "{ abc }",
            "query ($a: Int!) { events(first: $a) { totalCount } }",
            "{ events(after: \"x\") { totalCount } }",
            "{ node(id: \"'\") { id } }",
            "subscription { a }",
            "query A { a } query A { a }",
        ] {
            let (told, _) = process.query(document);
            verdict(&told, document);
            for word in ["panicked", ".rs:", "stack", "src/", "SELECT", "sqlite", "backtrace", "0x"] {
                assert!(!told.body.contains(word), "{word}: {}", told.body);
            }
        }
        for body in ["", "null", "[]", "{", "\"x\"", "{\"query\":{}}", "{\"query\":\"{__typename}\",\"variables\":[1]}"]
        {
            let (told, _) = process.post(body.as_bytes());
            assert_eq!((told.status, verdict(&told, body).as_str()), (400, "BAD_USER_INPUT"), "{body}");
        }
    }
}
