//! The log of requests: an event for each, and a warning for each that was slow.

use std::io::Write;

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::{
    http::sha256,
    program::{Server, demarche},
};

const NAMED: &str = "query Titles($first: Int) { events(first: $first) { nodes { title } } }";

/// What servers with these arguments log as JSON while `work` is done, without times and targets.
fn logged(args: &[&str], work: impl Fn(&Server)) -> Vec<Value> {
    let folder = tempdir().unwrap();
    let args = [&["--listen", "127.0.0.1:0", "--log-format", "json"], args].concat();
    let (server, log) = Server::logging(demarche(folder.path(), &args));
    work(&server);
    drop(server);
    log.iter().map(|line| serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// A document that nobody answers within a millisecond.
fn slow() -> String {
    let fields = (0..15)
        .map(|at| format!("e{at}: events(first: $first) {{ nodes {{ title sanctions(first: 5) {{ nodes {{ title }} }} participations(first: 5) {{ nodes {{ role }} }} }} }} "));
    format!(
        "query Slow($first: Int, $filter: EventFilter) {{ {} f: events(filter: $filter) {{ totalCount }} }}",
        fields.collect::<String>()
    )
}

#[test]
fn each_request_is_an_event() {
    let events =
        logged(&["--log", "warn,demarche::request=info", "--slow-query-ms", "0", "--max-batch", "3"], |server| {
            let id = |id: &'static str| [("x-request-id", id), ("accept", "application/graphql-response+json")];
            let variables = json!({ "first": 3 });
            server.post(&json!({ "query": NAMED, "variables": variables }).to_string(), &id("named"));
            server.post(&json!({ "query": "{ events { totalCount } }" }).to_string(), &id("anonymous"));
            server.post(&json!({ "query": "{ a b }", "operationName": "A" }).to_string(), &id("invalid"));
            server.post(&json!({ "query": NAMED, "operationName": "Other" }).to_string(), &id("other"));
            server.post(&json!({ "documentId": "unknown" }).to_string(), &id("unknown"));
            server.post("{", &id("unreadable"));
            server.post(&json!([{ "query": NAMED }, { "query": "{" }]).to_string(), &id("batch"));
            server.post("{}", &[("x-request-id", "refused"), ("accept", "text/html")]);
        });
    let mut told = Vec::new();
    for event in &events {
        let event = event.as_object().unwrap();
        let known = [
            "timestamp",
            "level",
            "target",
            "message",
            "request_id",
            "operation",
            "type",
            "document",
            "duration_ms",
            "rows",
            "status",
            "codes",
            "span",
        ];
        assert!(event.keys().all(|key| known.contains(&key.as_str())), "{event:?}");
        assert_eq!((&event["level"], &event["target"]), (&json!("INFO"), &json!("demarche::request")));
        assert!(event["duration_ms"].as_f64().unwrap() > 0.0);
        let text = |key: &str| event.get(key).map_or("-", |value| value.as_str().unwrap());
        let number = |key: &str| event.get(key).map_or(-1, |value| value.as_i64().unwrap());
        let words = ["message", "request_id", "operation", "type", "codes"].map(text).join(" ");
        told.push(format!("{words} {} {}", number("rows"), number("status")));
    }
    assert_eq!(
        told,
        [
            "request answered named Titles query - 3 200",
            "request answered anonymous - query - 1 200",
            "request answered invalid A - GRAPHQL_VALIDATION_FAILED 0 400",
            "request answered other Other - OPERATION_RESOLUTION_FAILURE 0 400",
            "request answered unknown - - PERSISTED_QUERY_NOT_FOUND 0 400",
            "request answered unreadable - - BAD_USER_INPUT 0 400",
            "request answered batch Titles query - 20 200",
            "request answered batch - - GRAPHQL_PARSE_FAILED 0 200",
            "request refused refused - - - -1 406",
        ]
    );
    assert_eq!(events[0]["document"], sha256(NAMED)[..16]);
    assert!(events[4].get("document").is_none(), "none is known");
}

#[test]
fn slow_requests_are_told_and_nothing_else_by_default() {
    let body = json!({
        "query": slow(), "variables": { "first": 50, "filter": { "title": { "contains": "a secret" } } }
    });
    let slow_and_quick = |server: &Server| {
        let answer = server.post(&body.to_string(), &[("x-request-id", "mine")]).json();
        assert_eq!(answer["data"]["f"]["totalCount"], 0, "{}", answer["errors"]);
        server.get("/graphql?query={__typename}");
        server.post("{", &[]);
    };
    let events = logged(&["--slow-query-ms", "1"], slow_and_quick);
    let event = &events[0];
    assert_eq!((&event["level"], &event["message"]), (&json!("WARN"), &json!("slow request")));
    assert_eq!((&event["request_id"], &event["operation"]), (&json!("mine"), &json!("Slow")));
    assert_eq!(event["document"], sha256(&slow())[..16]);
    assert_eq!(event["variables"], "{filter:{title:{contains:string}},first:number}");
    assert!(event["duration_ms"].as_f64().unwrap() >= 1.0 && event["rows"].as_i64().unwrap() > 15 * 28, "{event}");
    assert!(!events.iter().any(|event| event.to_string().contains("secret")), "{events:?}");
    for quiet in [&["--slow-query-ms", "0"], &["--slow-query-ms", "600000"]] {
        let events = logged(quiet, slow_and_quick);
        assert!(events.is_empty(), "{events:?}");
    }
}

#[test]
fn a_client_that_leaves_is_told() {
    let folder = tempdir().unwrap();
    let args = ["--listen", "127.0.0.1:0", "--log", "warn,demarche::request=info", "--log-format", "json"];
    let (server, log) = Server::logging(demarche(folder.path(), &args));
    let mut stream = std::net::TcpStream::connect(server.address()).unwrap();
    let head = "POST /graphql HTTP/1.1\r\nHost: x\r\nX-Request-Id: gone\r\nContent-Type: application/json\r\n";
    stream.write_all(format!("{head}Content-Length: 9\r\n\r\n{{").as_bytes()).unwrap();
    drop(stream);
    let line = log.recv().unwrap();
    let event: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(event["request_id"], "gone", "{event}");
    assert!(["client left", "request refused"].contains(&event["message"].as_str().unwrap()), "{event}");
}

/// A flag, then the environment, then the file, then the default.
#[test]
fn settings_of_the_log_count_in_their_order() {
    let folder = tempdir().unwrap();
    std::fs::write(folder.path().join("demarche.toml"), "log = \"demarche=info\"\nlog-format = \"json\"\n").unwrap();
    let is_json = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat());
        command.envs(env.iter().copied());
        let (server, log) = Server::logging(command);
        server.get("/graphql?query={__typename}");
        let line = log.recv().unwrap();
        assert!(line.contains("request answered"), "{line}");
        serde_json::from_str::<Value>(&line).is_ok()
    };
    assert!(is_json(&[], &[]));
    assert!(!is_json(&[], &[("DEMARCHE_LOG_FORMAT", "text")]));
    assert!(is_json(&["--log-format", "json"], &[("DEMARCHE_LOG_FORMAT", "text")]));
}
