//! Long and odd words, numbers, strings and comments, and bytes that are no text.

use serde_json::json;

use super::{Process, limited, numbers, tell, verdict};

/// A request whose document is these bytes, of which only those are escaped that would end the string.
pub fn body(document: &[u8]) -> Vec<u8> {
    let mut body = b"{\"query\":\"".to_vec();
    for byte in document {
        match byte {
            b'"' | b'\\' => body.extend([b'\\', *byte]),
            0x00..0x20 => body.extend(format!("\\u{byte:04x}").bytes()),
            _ => body.push(*byte),
        }
    }
    body.extend(b"\"}");
    body
}

#[test]
fn long_and_odd_words_are_answered_or_refused() {
    let mut process = Process::start(&[]);
    let long = 60_000;
    let contains = |text: &str| format!("{{ events(filter: {{ title: {{ contains: {text} }} }}) {{ totalCount }} }}");
    let first = |text: &str| format!("{{ events(first: {text}) {{ totalCount }} }}");
    let refused = [
        first(&"9".repeat(long)),
        first(&format!("-{}", "9".repeat(long))),
        first("99999999999999999999"),
        first("2147483648"),
        first("-9223372036854775809"),
        first(&format!("1e{}", "9".repeat(long))),
        first("1e400"),
        first("1e-400"),
        first(&format!("0.{}", "1".repeat(long))),
        first(&"0".repeat(long)),
        first("0x10"),
        first("1_000"),
        first("--1"),
        first("NaN"),
        first("Infinity"),
        first("\u{661}"),
        contains(&"x".repeat(long)),
        contains(&format!("\"{}", "x".repeat(long))),
        contains(&format!("\"\"\"{}", "x".repeat(long))),
        contains(&"\"".repeat(long)),
        contains(&format!("\"{}\"", "\\q".repeat(long / 2))),
        contains("\"\\uD800\""),
        contains("\"\\uDC00\\uD800\""),
        contains(&format!("\"\\u{{{}}}\"", "F".repeat(long))),
        contains("\"\\u{110000}\""),
        contains("\"a\nb\""),
        contains("'x'"),
        format!("{{ {} }}", "a".repeat(long)),
        format!("{{ {}: __typename }}", "_".repeat(long) + ":"),
        format!("query {} {{ a }}", "Q".repeat(long)),
        format!("{{ ...{} }}", "F".repeat(long)),
        format!("{{ a @{} }}", "d".repeat(long)),
        format!("query ($a: {}) {{ a }}", "T".repeat(long)),
        "#".repeat(long),
        ",".repeat(long),
        "\u{FEFF}".repeat(long / 3),
        "\u{0}".repeat(long),
        "{\u{0}__typename}".to_owned(),
        "{ __typename\u{200B} }".to_owned(),
        "{ \u{FF41} }".to_owned(),
        "\u{202E}{ __typename }".to_owned(),
        "{ __typename } extend type Query { a: Int }".to_owned(),
    ];
    let mut times = Vec::new();
    for document in &refused {
        let (answer, time) = process.query(document);
        times.push(time);
        let verdict = verdict(&answer, document);
        // some of them are many words at the same time
        let refused = verdict.starts_with("GRAPHQL_") || verdict == "COST_LIMIT";
        assert!(refused, "{document:.80}: {}", answer.body);
        assert!(answer.body.len() < 200_000, "{document:.80}: {} bytes", answer.body.len());
    }
    tell("long and odd words that are refused", &times);
    let answered = [
        contains(&format!("\"{}\"", "x".repeat(long))),
        contains(&format!("\"\"\"{}\"\"\"", "\n  x".repeat(long / 4))),
        contains(&format!("\"{}\"", "\\u00e9".repeat(long / 6))),
        contains("\"\\uD83D\\uDE00\\u{1F600}\""),
        contains("\"\\u0000\""),
        contains("\"% _ ' \\\" \\\\ ; -- /*\""),
        format!("{{ {}: __typename }}", "_".repeat(long)),
        format!("query {} {{ __typename }}", "Q".repeat(long)),
        format!("{} {{ __typename }}", format!("#{}\n", "x".repeat(100)).repeat(long / 102)),
        format!("{}{{ __typename }}", "#\r".repeat(long / 2)),
        format!("{}{{ __typename }}", ",".repeat(long)),
        format!("\u{FEFF}{{ __typename }}{}", "\u{FEFF}".repeat(1_000)),
        format!("\"\"\"{}\"\"\" query {{ __typename }}", "{[(".repeat(long / 3)),
        format!("{{ __typename #{}\n}}", "{[(".repeat(long / 3)),
    ];
    let mut times = Vec::new();
    for document in &answered {
        let (answer, time) = process.query(document);
        times.push(time);
        assert_eq!(verdict(&answer, document), "data", "{document:.80}: {}", answer.body);
    }
    tell("long and odd words that are answered", &times);
    process.unharmed();
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut process = Process::start(&[]);
    let bad: [&[u8]; 10] = [
        b"\xff",
        b"\xc0\x80",
        b"\xe2\x28\xa1",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\x80",
        b"\xe2\x82",
        b"\xfe\xff",
        b"\xff\xfe{\0",
        b"\xc3",
    ];
    let mut times = Vec::new();
    for bytes in bad {
        for document in [bytes.to_vec(), [b"{ __typename }", bytes].concat(), [b"{ a(b: \"", bytes, b"\") }"].concat()]
        {
            let (answer, time) = process.post(&body(&document));
            assert_eq!((answer.status, verdict(&answer, "bytes").as_str()), (400, "BAD_USER_INPUT"), "{document:?}");
            times.push(time);
            let escaped: String = document.iter().map(|byte| format!("%{byte:02X}")).collect();
            let (answer, time) = process.get(&format!("/graphql?query={escaped}"));
            assert_eq!((answer.status, verdict(&answer, "bytes").as_str()), (400, "BAD_USER_INPUT"), "{document:?}");
            times.push(time);
        }
        let (answer, _) = process.post(bytes);
        assert_eq!(verdict(&answer, "bytes"), "BAD_USER_INPUT");
    }
    for head in ["\u{FEFF}", "\u{0}", "\u{1}", ")]}',\n", "//\n"] {
        let (answer, _) = process.post(format!("{head}{{\"query\":\"{{__typename}}\"}}").as_bytes());
        assert_eq!(verdict(&answer, head), "BAD_USER_INPUT");
    }
    // the control: the same with bytes that are text
    let (answer, _) = process.post(&body("{ __typename } # \u{1F600}".as_bytes()));
    assert_eq!(verdict(&answer, "text"), "data");
    tell("bytes that are no text", &times);
    process.unharmed();
}

/// What is in variables is limited by the request's length, and in a filter by its size.
#[test]
fn large_variables_are_answered_or_refused() {
    let mut process = Process::start(&[]);
    let filter = "query($v: [EventFilter!]) { events(filter: { or: $v }) { totalCount } }";
    let ids = "query($v: [ID!]) { events(filter: { id: { in: $v } }) { totalCount } }";
    let nodes = "query($v: [ID!]!) { nodes(ids: $v) { id } }";
    let text = "query($v: String) { events(filter: { title: { contains: $v } }) { totalCount } }";
    let number = "query($v: Int) { events(first: $v) { totalCount } }";
    let asked = [
        (filter, json!(vec![json!({ "title": { "contains": "a" } }); 20_000]), "COST_LIMIT"),
        (ids, json!(vec!["evt_00000000000"; 40_000]), "data"),
        (nodes, json!(vec!["evt_00000000000"; 40_000]), "PAGE_SIZE_LIMIT"),
        (text, json!("x".repeat(900_000)), "data"),
        (text, json!("\u{0}"), "data"),
        (number, json!(1e308), "BAD_USER_INPUT"),
        (number, json!(u64::MAX), "BAD_USER_INPUT"),
        (number, json!("1"), "BAD_USER_INPUT"),
    ];
    let mut times = Vec::new();
    // a megabyte of JSON takes some dozens of megabytes in memory, once
    let before = process.memory();
    let (document, value, _) = &asked[0];
    process.post(json!({ "query": document, "variables": { "v": value } }).to_string().as_bytes());
    process.settled();
    assert!(process.memory() < before + 128, "{} MB after {before} MB", process.memory());
    for (document, value, expected) in asked {
        let (answer, time) =
            process.post(json!({ "query": document, "variables": { "v": value } }).to_string().as_bytes());
        assert_eq!(verdict(&answer, document), expected, "{document}");
        times.push(time);
    }
    for digits in [20, 400, 100_000] {
        let body = format!("{{\"query\":{},\"variables\":{{\"v\":{}}}}}", json!(number), "9".repeat(digits));
        let (answer, time) = process.post(body.as_bytes());
        assert_eq!(verdict(&answer, number), "BAD_USER_INPUT", "{digits} digits");
        times.push(time);
    }
    tell("large variables", &times);
    // the control: where pages may be larger, so many nodes may be asked for
    let control = limited(|limits| limits.max_page_size = 50_000);
    let many = json!(vec!["evt_00000000000"; 101]);
    let (answer, _) = process.post(json!({ "query": nodes, "variables": { "v": many } }).to_string().as_bytes());
    assert_eq!((verdict(&answer, nodes).as_str(), numbers(&answer)), ("PAGE_SIZE_LIMIT", (Some(100), Some(101))));
    assert!(control.query(nodes, json!({ "v": many }))["data"].is_object());
    process.unharmed();
}
