//! Below GraphQL: bodies too long, without end, slow, packed; addresses and heads too long; requests cut off or with
//! something behind them.

use std::{
    io::{Read, Write},
    time::Duration,
};

use flate2::{Compression, write::GzEncoder};
use serde_json::json;

use super::{Process, say, tell, timed, verdict};
use crate::world::answer;

const GOOD: &str = "{\"query\":\"{ __typename }\"}";

/// A head with these lines.
fn head(lines: &str) -> String {
    format!("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{lines}\r\n")
}

/// A request that is right, behind which the connection ends.
fn whole() -> String {
    head(&format!("Connection: close\r\nContent-Length: {}\r\n", GOOD.len())) + GOOD
}

fn status(answer: &str) -> &str {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).unwrap_or("none")
}

#[test]
fn bodies_that_are_too_long_are_refused() {
    let mut process = Process::start(&[]);
    let body = |length: usize| GOOD.replace('}', "") + &" ".repeat(length - GOOD.len()) + "}}";
    let (answer, _) = process.post(body(1_000_000).trim_end_matches('}').as_bytes());
    assert_eq!(verdict(&answer, "as long as may be, and not closed"), "BAD_USER_INPUT");
    let padded = |length: usize| format!("{}{GOOD}", " ".repeat(length - GOOD.len()));
    assert_eq!(verdict(&process.post(padded(1_000_000).as_bytes()).0, "as long as may be"), "data");
    let mut times = Vec::new();
    for length in [1_000_001, 2_000_000, 20_000_000] {
        let (answer, time) = process.post(padded(length).as_bytes());
        assert_eq!((answer.status, verdict(&answer, "too long").as_str()), (413, "Content too large"), "{length}");
        times.push(time);
    }
    tell("bodies too long", &times);
    // what is only promised is not made room for
    for length in ["1000001", "100000000000", "18446744073709551615", "99999999999999999999999", "-1", "1e3"] {
        let answer = process.raw(head(&format!("Connection: close\r\nContent-Length: {length}\r\n")).as_bytes());
        assert!(answer.is_empty() || status(&answer).starts_with('4'), "{length}: {answer}");
    }
    process.unharmed();
}

#[test]
fn bodies_without_end_are_given_up() {
    let mut process = Process::start(&["--receive-timeout-ms", "1000"]);
    for size in [1, 1_000, 0x10000] {
        let mut stream = process.connect();
        stream.write_all(head("Transfer-Encoding: chunked\r\n").as_bytes()).unwrap();
        let chunk = format!("{size:x}\r\n{}\r\n", " ".repeat(size));
        let ((), time) = timed(|| while stream.write_all(chunk.as_bytes()).is_ok() {});
        say(&format!("a body without end, {size} bytes at a time: given up after {:.0} ms", time.as_secs_f64() * 1e3));
    }
    // chunks that are none
    for body in ["zz\r\n", "-1\r\n", "ffffffffffffffffffff\r\n", "5\r\nab", "1;x=y\r\n{\r\n0\r\n\r\n", "\r\n\r\n"] {
        let answer = process.raw((head("Connection: close\r\nTransfer-Encoding: chunked\r\n") + body).as_bytes());
        assert!(answer.is_empty() || status(&answer).starts_with('4'), "{body:?}: {answer}");
    }
    process.unharmed();
}

#[test]
fn slow_senders_are_given_up() {
    let mut process = Process::start(&["--receive-timeout-ms", "1000"]);
    let whole = whole();
    // many at once: some stop within the head, some within the body
    let mut waiting: Vec<_> = (0..40)
        .map(|number| {
            let mut stream = process.connect();
            let end = if number % 2 == 0 { 40 } else { whole.len() - 1 - number };
            stream.write_all(&whole.as_bytes()[..end]).unwrap();
            stream
        })
        .collect();
    let (answer, _) = process.query("{ events { totalCount } }");
    assert_eq!(verdict(&answer, "meanwhile"), "data", "others are answered");
    for stream in &mut waiting {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(status(&answer), "408", "{answer}");
    }
    // the control: who is done in time is answered
    assert_eq!(status(&process.raw(whole.as_bytes())), "200");
    let patient = Process::start(&["--receive-timeout-ms", "60000"]);
    let mut stream = patient.connect();
    stream.write_all(&whole.as_bytes()[..whole.len() - 1]).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(1_500))).unwrap();
    assert!(stream.read(&mut [0]).is_err(), "who waits for longer still waits");
    process.unharmed();
}

#[test]
fn packed_bodies_stay_packed() {
    let mut process = Process::start(&[]);
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let filler = vec![b' '; 1_000_000];
    (0..200).for_each(|_| packer.write_all(&filler).unwrap());
    let bomb = packer.finish().unwrap();
    let send = |coding: &str, body: &[u8]| {
        let request = process.agent().post(process.url("/graphql")).content_type("application/json");
        timed(|| answer(request.header("content-encoding", coding).send(body)))
    };
    let mut times = Vec::new();
    for coding in ["gzip", "x-gzip", "deflate", "br", "zstd", "compress", "gzip, gzip, gzip"] {
        let (refused, time) = send(coding, &bomb);
        assert_eq!((refused.status, verdict(&refused, coding).as_str()), (415, "Unsupported media type"));
        times.push(time);
    }
    tell("packed bodies, 200 MB of blanks", &times);
    assert_eq!(send("identity", GOOD.as_bytes()).0.status, 200);
    process.unharmed();
}

#[test]
fn addresses_and_heads_that_are_too_long_are_refused() {
    let mut process = Process::start(&[]);
    let get = |path: &str, lines: &str| {
        timed(|| process.raw(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{lines}\r\n").as_bytes()))
    };
    let path = |length: usize| format!("/graphql?query=%7B__typename%7D&x={}", "x".repeat(length - 34));
    let headers = |count: usize| (0..count).map(|at| format!("X-{at}: y\r\n")).collect::<String>();
    let mut times = Vec::new();
    for (name, (answer, time), expected) in [
        ("an address of 32,000 bytes", get(&path(32_000), ""), "200"),
        ("one byte more", get(&path(32_001), ""), "414"),
        ("an address of 64 KB", get(&path(64_000), ""), "414"),
        ("an address of 70 KB", get(&path(70_000), ""), "4"),
        ("an address of 1 MB", get(&path(1_000_000), ""), "4"),
        ("90 headers", get("/healthz", &headers(90)), "200"),
        ("200 headers", get("/healthz", &headers(200)), "431"),
        ("5,000 headers", get("/healthz", &headers(5_000)), "431"),
        ("a header of 100 KB", get("/healthz", &format!("X: {}\r\n", "x".repeat(100_000))), "200"),
        ("a header of 1 MB", get("/healthz", &format!("X: {}\r\n", "x".repeat(1_000_000))), "431"),
        ("a header's name of 1 MB", get("/healthz", &format!("{}: y\r\n", "x".repeat(1_000_000))), "4"),
        ("a header of odd bytes", get("/healthz", "X\u{e9}: \u{1}\r\n"), "400"),
    ] {
        // of what it did not read to the end, the answer may be lost
        let lost = answer.is_empty() && name.ends_with("MB");
        assert!(lost || status(&answer).starts_with(expected), "{name}: {answer:.300}");
        times.push(time);
    }
    tell("long addresses and heads", &times);
    process.unharmed();
}

#[test]
fn requests_that_are_cut_off_do_no_harm() {
    let mut process = Process::start(&["--receive-timeout-ms", "1000"]);
    let whole = whole();
    for end in 0..whole.len() {
        let answer = process.raw(&whole.as_bytes()[..end]);
        assert!(answer.is_empty() || status(&answer).starts_with('4'), "{end} bytes of {whole}\n{answer}");
    }
    assert_eq!(status(&process.raw(whole.as_bytes())), "200", "and whole it is answered");
    // gone before the answer comes
    for _ in 0..200 {
        let mut stream = process.connect();
        stream.write_all(whole.as_bytes()).unwrap();
    }
    process.unharmed();
}

#[test]
fn garbage_behind_a_request_ends_the_connection() {
    let mut process = Process::start(&["--receive-timeout-ms", "1000"]);
    let open = head(&format!("Content-Length: {}\r\n", GOOD.len())) + GOOD;
    let garbage = [
        "\u{0}\u{1}\u{2}\r\n\r\n".to_owned(),
        "GET\r\n\r\n".to_owned(),
        "}".repeat(300_000),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(200_000)),
        head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        head("Content-Length: 5\r\nContent-Length: 6\r\n") + "{    }",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}".to_owned(),
    ];
    for garbage in garbage {
        let alone = process.raw(garbage.as_bytes());
        assert!(alone.is_empty() || status(&alone).starts_with('4'), "{garbage:.80}: {alone}");
        let answer = process.raw((open.clone() + &garbage).as_bytes());
        let answers: Vec<&str> = answer.split("HTTP/1.1 ").skip(1).collect();
        // where the server closes upon what it cannot read, what it said before may be lost
        let first = answers.first().is_none_or(|first| first.starts_with("200"));
        assert!(first && answers.iter().skip(1).all(|next| next.starts_with('4')), "{garbage:.80}: {answer}");
    }
    // the control: requests one behind the other are each answered
    let (answer, time) = timed(|| process.raw((open.repeat(100) + &whole()).as_bytes()));
    let expected = json!({ "data": { "__typename": "Query" } }).to_string();
    assert_eq!(answer.matches(&expected).count(), 101, "{answer:.300}");
    tell("a hundred requests at once in one connection", &[time]);
    process.unharmed();
}
