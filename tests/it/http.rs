//! What the server does as an HTTP server: media types, statuses, limits, addresses.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::world::{self, Answer, World, answer};

const GRAPHQL: &str = "application/graphql-response+json";
const JSON: &str = "application/json";
const GOOD: &str = "{\"query\":\"{ __typename }\"}";

fn post(world: &World, accept: &str, content_type: &str, body: &str) -> Answer {
    let request = world.agent().post(world.url("/graphql"));
    answer(request.header("accept", accept).header("content-type", content_type).send(body.as_bytes()))
}

/// What comes back when just these bytes are sent, and nothing after them.
fn raw(world: &World, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(world.address).unwrap();
    let request = format!("POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\n{body}");
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.to_ascii_lowercase()
}

fn get(world: &World, path: &str) -> Answer {
    answer(world.agent().get(world.url(path)).call())
}

/// A problem of RFC 9457 with this status.
fn assert_problem(answer: &Answer, status: u16) {
    assert_eq!((answer.status, answer.header("content-type")), (status, "application/problem+json"), "{}", answer.body);
    let problem = answer.json();
    assert_eq!((&problem["status"], &problem["type"]), (&json!(status), &json!("about:blank")));
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
}

fn code(answer: &Answer) -> Value {
    answer.json()["errors"][0]["extensions"]["code"].clone()
}

#[test]
fn several_accept_lines_are_one_list() {
    for world in world::incidents() {
        let head = format!(
            "Content-Type: {JSON}\r\nContent-Length: {}\r\nAccept: text/html\r\nAccept: {GRAPHQL}\r\n",
            GOOD.len()
        );
        let answer = raw(&world, &head, GOOD);
        assert!(answer.starts_with("http/1.1 200") && answer.contains(GRAPHQL), "{answer}");
    }
}

#[test]
fn answers_come_in_the_media_type_asked_for() {
    for world in world::incidents() {
        for (accept, media) in [
            (GRAPHQL, GRAPHQL),
            (JSON, JSON),
            ("*/*", JSON),
            ("application/*", JSON),
            ("text/html, application/graphql-response+json;q=0.5, application/json;q=0.4", GRAPHQL),
            ("application/graphql-response+json;q=0.4, application/json;q=0.5", JSON),
            ("application/json;q=0, application/graphql-response+json", GRAPHQL),
            ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL),
            ("APPLICATION/JSON", JSON),
        ] {
            let good = post(&world, accept, JSON, GOOD);
            assert_eq!((good.status, good.body.as_str()), (200, "{\"data\":{\"__typename\":\"Query\"}}"), "{accept}");
            assert_eq!(good.header("content-type"), format!("{media}; charset=utf-8"), "{accept}");
            assert!(!good.header("x-request-id").is_empty());
        }
        for accept in ["text/html", "application/xml", "application/json;q=0", "image/*"] {
            assert_problem(&post(&world, accept, JSON, GOOD), 406);
        }
    }
}

/// The older media type keeps 200 for whatever concerns the document; the newer says 400.
#[test]
fn statuses_say_what_was_wrong() {
    for world in world::incidents() {
        for (document, expected) in [
            ("{ events(first: 101) { totalCount } }", "PAGE_SIZE_LIMIT"),
            ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
            ("{", "GRAPHQL_PARSE_FAILED"),
            ("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"),
            ("mutation { x }", "GRAPHQL_VALIDATION_FAILED"),
        ] {
            let body = json!({ "query": document }).to_string();
            for (accept, status) in [(GRAPHQL, 400), (JSON, 200)] {
                let answer = post(&world, accept, JSON, &body);
                assert_eq!((answer.status, code(&answer)), (status, json!(expected)), "{document} as {accept}");
                let error = &answer.json()["errors"][0];
                assert_eq!(error["extensions"]["requestId"], answer.header("x-request-id"), "the id is in both places");
                assert!(answer.json().get("data").is_none(), "nothing was run");
            }
        }
    }
}

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
        let cut_off = raw(&world, &format!("Content-Type: {JSON}\r\nContent-Length: {}\r\n", length + 1), GOOD);
        assert!(cut_off.is_empty() || cut_off.starts_with("http/1.1 400 "), "{cut_off}");
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

#[test]
fn other_methods_and_addresses_are_refused() {
    for world in world::incidents() {
        let agent = world.agent();
        for refused in [
            answer(agent.delete(world.url("/graphql")).call()),
            answer(agent.put(world.url("/graphql")).send(GOOD)),
            answer(agent.patch(world.url("/graphql")).send(GOOD)),
        ] {
            assert_problem(&refused, 405);
            assert!(refused.header("allow").split(", ").any(|method| method == "POST"), "{:?}", refused.headers);
        }
        for path in ["/graphql/", "/nothing", "/events/IQ", "/schema"] {
            assert_problem(&get(&world, path), 404);
        }
    }
}

#[test]
fn the_schema_and_the_server_s_word_on_itself_agree() {
    for world in world::incidents() {
        let schema = get(&world, "/schema.graphql");
        assert_eq!((schema.status, schema.header("content-type")), (200, "text/plain; charset=utf-8"));
        let committed = std::fs::read_to_string("tests/schema.graphql").unwrap();
        assert!(schema.body == committed, "it is not the one committed; DEMARCHE_UPDATE=1 writes that anew");
        let server = world.data("{ server { schemaHash version } }");
        let digest: String = Sha256::digest(&schema.body).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(server["server"], json!({ "schemaHash": digest, "version": env!("CARGO_PKG_VERSION") }));
        let health = get(&world, "/healthz");
        assert_eq!((health.status, health.body.as_str()), (200, "ok\n"));
        assert!(get(&world, "/").body.contains("/graphql"));
    }
}

/// One document with variables of other values, absent, null, and of other shapes in turn: what was planned for one
/// must not answer another.
#[test]
fn plans_are_not_mixed_up() {
    for world in world::incidents() {
        let document = "query ($filter: EventFilter, $first: Int, $yes: Boolean = true, $names: [String!]) {
        events(filter: $filter, first: $first) { totalCount nodes @include(if: $yes) { slug } }
        persons(filter: { name: { in: $names } }) { totalCount } }";
        let ask = |variables: Value| world.query(document, variables)["data"].clone();
        for _ in 0..2 {
            let total = |variables: Value| ask(variables)["events"]["totalCount"].as_u64().unwrap();
            assert_eq!(total(json!({})), 28);
            assert_eq!(total(json!({ "filter": null })), 28);
            assert_eq!(total(json!({ "filter": { "mode": { "eq": "RIOT" } } })), 2);
            assert_eq!(total(json!({ "filter": { "mode": { "eq": null } } })), 6);
            assert_eq!(total(json!({ "filter": { "mode": { "ne": "RIOT" } } })), 26);
            assert_eq!(total(json!({ "filter": { "mode": { "in": [] } } })), 0);
            assert_eq!(total(json!({ "filter": { "mode": { "in": ["RIOT", "DEMO"] } } })), 7);
            assert_eq!(total(json!({ "filter": { "or": [] } })), 0);
            assert_eq!(total(json!({ "filter": { "or": [{ "mode": { "eq": "RIOT" } }] } })), 2);
            assert_eq!(total(json!({ "filter": { "title": { "contains": "Ericsson" } } })), 1);
            assert_eq!(total(json!({ "filter": { "title": { "contains": "Quran" } } })), 9);
            let length = |variables: Value| ask(variables)["events"]["nodes"].as_array().map(Vec::len);
            assert_eq!(length(json!({ "first": 3 })), Some(3));
            assert_eq!(length(json!({ "first": null })), Some(20));
            assert_eq!(length(json!({ "first": 28, "yes": false })), None);
            let persons = |variables: Value| ask(variables)["persons"]["totalCount"].clone();
            assert_eq!(persons(json!({ "names": ["Matti Lassila"] })), 1);
            assert_eq!(persons(json!({ "names": [] })), 0);
            assert_eq!(persons(json!({ "names": ["Matti Lassila", "Salwan Momika"] })), 2);
            assert_eq!(persons(json!({})), 6);
        }
    }
}
