//! Spans that arrive at a collector.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    thread,
};

use tempfile::tempdir;

use crate::program::{Server, demarche};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";
const QUERY: &str = "{\"query\":\"query Titles { events { nodes { title } } }\"}";

/// A collector: where it is, and the bodies that it is sent.
fn collector() -> (String, Receiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, sent) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && stream.read_line(&mut head).unwrap() > 0 {}
            let head = head.to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
            let mut body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut body).unwrap();
            let answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
            if sender.send((head, body)).is_err() {
                return;
            }
        }
    });
    (address, sent)
}

fn has(body: &[u8], wanted: &[u8]) -> bool {
    body.windows(wanted.len()).any(|window| window == wanted)
}

fn bytes(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn a_request_is_a_span_of_its_client_s_trace() {
    let folder = tempdir().unwrap();
    let (endpoint, sent) = collector();
    let mut command = demarche(folder.path(), &["--listen", "127.0.0.1:0"]);
    let environment = [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()), ("OTEL_BSP_SCHEDULE_DELAY", "50")];
    let (mut server, log) = Server::logging({
        command.envs(environment);
        command
    });
    let parent = format!("00-{TRACE}-{PARENT}-01");
    let headers = [("traceparent", parent.as_str()), ("x-request-id", "mine")];
    assert_eq!(server.post(QUERY, &headers).status, 200);
    let (head, body) = sent.recv().unwrap();
    assert!(head.starts_with("post /v1/traces ") && head.contains("application/x-protobuf"), "{head}");
    assert!(has(&body, &bytes(TRACE)) && has(&body, &bytes(PARENT)), "it continues the trace");
    for wanted in ["query Titles", "graphql.operation.type", "service.name", "demarche", "mine"] {
        assert!(has(&body, wanted.as_bytes()), "{wanted}");
    }
    // one that nobody began is a trace of its own, and what is left is sent when the server stops
    assert_eq!(server.post(QUERY, &[]).status, 200);
    server.terminate();
    assert!(server.child.wait().unwrap().success());
    let (_, body) = sent.recv().unwrap();
    assert!(has(&body, b"query Titles") && !has(&body, &bytes(TRACE)));
    assert_eq!(log.iter().collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn nothing_is_sent_unless_a_collector_is_named() {
    let folder = tempdir().unwrap();
    let (endpoint, sent) = collector();
    for environment in [
        &[][..],
        &[("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()), ("OTEL_SDK_DISABLED", "true")],
        &[("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()), ("OTEL_TRACES_EXPORTER", "none")],
    ] {
        let mut command = demarche(folder.path(), &["--listen", "127.0.0.1:0"]);
        let (mut server, log) = Server::logging({
            command.envs(environment.iter().copied());
            command
        });
        assert_eq!(server.post(QUERY, &[]).status, 200);
        server.terminate();
        assert!(server.child.wait().unwrap().success());
        assert!(sent.try_recv().is_err());
        assert_eq!(log.iter().collect::<Vec<_>>(), Vec::<String>::new());
    }
}
