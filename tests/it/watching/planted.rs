//! Nothing that a client sends breaks a line of the log or reaches a terminal as a command.

use std::io::{Read, Write};

use serde_json::{Map, Value, json};
use tempfile::tempdir;

use crate::program::{Server, demarche};

/// A line of its own that clears the screen, in two ways, and turns the text after it round.
const PLANTED: &str = "\r\n2026-01-01T00:00:00Z ERROR PLANTED\u{1b}[2J\u{9b}2J\u{7f}\u{202e}\u{2028}\0";

/// Sends what it can in every place that a client has.
fn plant(server: &Server) {
    let variables: Map<String, Value> = [(PLANTED.to_owned(), json!({ PLANTED: [PLANTED] }))].into_iter().collect();
    for body in [
        json!({ "query": "{ __typename }", "operationName": PLANTED }),
        json!({ "query": format!("{{ __typename }} # {PLANTED}") }),
        json!({ "query": PLANTED }),
        json!({ "query": format!("{{ place(by: {{ slug: \"{}\" }}) {{ name }} }}", "\\u001b[2J\\nPLANTED") }),
        json!({ "query": "query A($n: String!) { place(by: { slug: $n }) { name } }", "variables": { "n": PLANTED } }),
        json!({ "query": "query A($n: Int!) { events(first: $n) { totalCount } }", "variables": { "n": PLANTED } }),
        json!({ "query": "query A($n: String!) { events(after: $n) { totalCount } }", "variables": { "n": PLANTED } }),
        json!({ "query": "{ __typename }", "variables": variables }),
        json!({ "query": "{ __typename }", "extensions": { PLANTED: PLANTED } }),
        json!({ "documentId": PLANTED }),
        json!({ PLANTED: PLANTED }),
        json!(PLANTED),
    ] {
        server.post(&body.to_string(), &[]);
    }
    server.post(PLANTED, &[]);
    let escaped: String = PLANTED.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for path in
        ["/graphql?query={__typename}&operationName=", "/graphql?query=", "/graphql?documentId=", "/graphql?", "/"]
    {
        server.get(&format!("{path}{escaped}"));
    }
    // what no client library sends
    for (line, header) in [
        (format!("GET /{PLANTED} HTTP/1.1"), String::new()),
        (format!("{PLANTED} / HTTP/1.1"), String::new()),
        ("GET /graphql?query={__typename} HTTP/1.1".to_owned(), format!("X-Request-Id: {}", &PLANTED[2..])),
        ("GET /graphql?query={__typename} HTTP/1.1".to_owned(), "User-Agent: \u{9b}2J\u{202e}PLANTED".to_owned()),
        ("GET /graphql?query={__typename} HTTP/1.1".to_owned(), "Accept: \u{9b}2J\u{202e}PLANTED".to_owned()),
    ] {
        let mut stream = std::net::TcpStream::connect(server.address()).unwrap();
        let _ = stream.write_all(format!("{line}\r\nHost: x\r\nConnection: close\r\n{header}\r\n\r\n").as_bytes());
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

#[test]
fn what_clients_plant_stays_within_a_line() {
    for (format, filter) in [("text", "trace"), ("json", "trace"), ("text", "info"), ("json", "info")] {
        let folder = tempdir().unwrap();
        let args = [
            "--listen",
            "127.0.0.1:0",
            "--log",
            filter,
            "--log-format",
            format,
            "--slow-query-ms",
            "1",
            "--readers",
            "1",
        ];
        let (server, log) = Server::logging(demarche(folder.path(), &args));
        plant(&server);
        drop(server);
        let lines: Vec<String> = log.iter().collect();
        let dangerous = |it: char| it.is_control() || "\u{202e}\u{2028}".contains(it);
        let mut planted = 0;
        for line in &lines {
            assert!(!line.contains(dangerous), "{line:?}");
            match format {
                "json" => assert!(serde_json::from_str::<Map<String, Value>>(line).is_ok(), "{line}"),
                _ => {
                    let (time, rest) = line.split_once(' ').unwrap();
                    assert!(time.ends_with('Z') && time.parse::<jiff::Timestamp>().is_ok(), "{line}");
                    let level = rest.trim_start().split(' ').next().unwrap();
                    assert!(["TRACE", "DEBUG", "INFO", "WARN", "ERROR"].contains(&level), "{line}");
                }
            }
            assert!(!line.starts_with("2026-01-01T00:00:00Z"), "{line}");
            planted += usize::from(line.contains("PLANTED"));
        }
        assert!(planted > 0, "what a client calls its operation is told: {lines:?}");
    }
}
