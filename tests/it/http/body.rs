//! What a POST must be: content type, length, coding, parameters.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
};

use serde_json::json;

use super::{GOOD, GRAPHQL, JSON, assert_problem, code, post, raw};
use crate::world::{self, Backend, World, answer};

#[test]
fn requests_that_are_none_are_refused() {
    for world in world::incidents() {
        for body in [
            "",
            "{",
            "[]",
            "null",
            "\"{ __typename }\"",
            "{}",
            "{\"query\":null}",
            "{\"query\":7}",
            "{\"query\":[\"{ __typename }\"]}",
            "{\"query\":\"{ __typename }\",\"variables\":[]}",
            "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
            "{\"query\":\"{ __typename }\",\"operationName\":7}",
            "{\"query\":\"{ __typename }\",\"extensions\":[]}",
            "[{\"query\":\"{ __typename }\"}]",
        ] {
            for accept in [GRAPHQL, JSON] {
                let answer = post(&world, accept, JSON, body);
                assert_eq!((answer.status, code(&answer)), (400, json!("BAD_USER_INPUT")), "{body} as {accept}");
            }
        }
        for body in [
            "{\"query\":\"{ __typename }\",\"variables\":null,\"operationName\":null,\"extensions\":null}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"unknown\":1},\"extensions\":{\"a\":1},\"other\":true}",
        ] {
            assert_eq!(post(&world, GRAPHQL, JSON, body).status, 200, "{body}");
        }
    }
}

#[test]
fn content_that_is_not_json_is_refused() {
    for world in world::incidents() {
        for content_type in [
            "",
            "text/plain",
            "application/graphql",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=latin1",
            "application/jsonp",
        ] {
            assert_problem(&post(&world, JSON, content_type, GOOD), 415);
        }
        for content_type in
            ["application/json;charset=utf-8", "application/json; charset=\"UTF-8\"", "Application/JSON"]
        {
            assert_eq!(post(&world, JSON, content_type, GOOD).status, 200, "{content_type}");
        }
    }
}

#[test]
fn headers_may_be_absent_and_bodies_cut_off() {
    for world in world::incidents() {
        let length = GOOD.len();
        let no_accept = raw(&world, &format!("Content-Type: {JSON}\r\nContent-Length: {length}\r\n"), GOOD);
        assert!(no_accept.starts_with("http/1.1 200 "), "{no_accept}");
        assert!(no_accept.contains("content-type: application/json; charset=utf-8\r\n"), "{no_accept}");
        let no_content_type = raw(&world, &format!("Content-Length: {length}\r\n"), GOOD);
        assert!(no_content_type.starts_with("http/1.1 415 "), "{no_content_type}");
        // a client that ends its half of the connection has gone
        let mut gone = TcpStream::connect(world.address).unwrap();
        write!(gone, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\n").unwrap();
        write!(gone, "Content-Length: {}\r\n\r\n{GOOD}", length + 1).unwrap();
        gone.shutdown(Shutdown::Write).unwrap();
        let mut cut_off = String::new();
        let _ = gone.read_to_string(&mut cut_off);
        assert!(cut_off.is_empty() || cut_off.starts_with("HTTP/1.1 400 "), "{cut_off}");
        let chunks = raw(
            &world,
            &format!("Content-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n"),
            &format!("{length:x}\r\n{GOOD}\r\n0\r\n\r\n"),
        );
        assert!(chunks.starts_with("http/1.1 200 "), "{chunks}");
    }
}

#[test]
fn bodies_have_a_limit() {
    for world in world::incidents() {
        let limit: usize = 1_000_000;
        let body = |length: usize| {
            let bare = json!({ "query": "{ __typename }", "extensions": { "filler": "" } }).to_string();
            bare.replace("\"\"", &format!("\"{}\"", "x".repeat(length - bare.len())))
        };
        assert_eq!(post(&world, JSON, JSON, &body(limit)).status, 200);
        let over = post(&world, JSON, JSON, &body(limit + 1));
        assert_problem(&over, 413);
        assert!(over.body.contains("1000000"), "{}", over.body);
    }
}

/// Bodies are not unpacked, so that a small one cannot become a large one.
#[test]
fn packed_bodies_are_refused() {
    for world in world::incidents() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let filler = vec![b' '; 1_000_000];
        (0..100).for_each(|_| packer.write_all(&filler).unwrap());
        packer.write_all(GOOD.as_bytes()).unwrap();
        let bomb = packer.finish().unwrap();
        assert!(bomb.len() < 200_000, "it is within the limit as it comes: {} bytes", bomb.len());
        let send = |coding: &str| {
            let request = world.agent().post(world.url("/graphql")).content_type(JSON);
            answer(request.header("content-encoding", coding).send(&bomb[..]))
        };
        for coding in ["gzip", "br", "zstd", "deflate", "identity, gzip"] {
            let refused = send(coding);
            assert_problem(&refused, 415);
            assert_eq!(refused.header("accept-encoding"), "identity");
        }
        // as it is it is no JSON, which shows that it was not unpacked
        assert_eq!(send("identity").status, 400);
        let request =
            world.agent().post(world.url("/graphql")).content_type(JSON).header("content-encoding", "identity");
        assert_eq!(answer(request.send(GOOD)).status, 200);
    }
}

#[test]
fn bodies_must_arrive_in_time() {
    let world = World::tuned(Backend::Sqlite, |settings| settings.receive_timeout_ms = 1_000);
    let head = format!("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\n");
    let begin = |length: usize, body: &str| {
        let mut stream = TcpStream::connect(world.address).unwrap();
        stream
            .write_all(format!("{head}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes())
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let late = begin(GOOD.len() + 1, GOOD);
    assert!(late.starts_with("HTTP/1.1 408 ") && late.contains("application/problem+json"), "{late}");
    assert!(begin(GOOD.len(), GOOD).starts_with("HTTP/1.1 200 "));
    // a head that does not come is given up by the HTTP library, without a body
    let mut stream = TcpStream::connect(world.address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert_eq!(post(&world, JSON, JSON, GOOD).status, 200, "and the server goes on");
}

/// A body without end is given up at the limit.
#[test]
fn endless_bodies_are_given_up() {
    for world in world::incidents() {
        let mut stream = TcpStream::connect(world.address).unwrap();
        let head =
            format!("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        let sent = (0..100_000).take_while(|_| stream.write_all(chunk.as_bytes()).is_ok()).count();
        assert!(sent < 100_000, "it went on and on");
        assert_eq!(post(&world, JSON, JSON, GOOD).status, 200, "and the server goes on");
    }
}
