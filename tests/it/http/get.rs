//! Queries in the address.

use serde_json::json;

use super::{GRAPHQL, JSON, address, ask, assert_problem, code, raw_request};
use crate::world;

#[test]
fn queries_are_answered() {
    for world in world::incidents() {
        let document = "query A($n: Int = 1) { events(first: $n) { nodes { slug } } } query B { __typename }";
        let answer = ask(&world, &[("query", document), ("operationName", "A"), ("variables", "{\"n\": 3}")], &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json; charset=utf-8"));
        assert_eq!(answer.json()["data"]["events"]["nodes"].as_array().map(Vec::len), Some(3));
        let other = ask(&world, &[("query", document), ("operationName", "B")], &[("accept", GRAPHQL)]);
        assert_eq!(other.body, "{\"data\":{\"__typename\":\"Query\"}}");
        assert_eq!(other.header("content-type"), format!("{GRAPHQL}; charset=utf-8"));
        // what is empty is as if absent, what is unknown is passed over, a plus is a space
        let plain = [("variables", ""), ("operationName", ""), ("extensions", ""), ("other", "1")];
        assert_eq!(ask(&world, &[&[("query", "{ __typename }")][..], &plain].concat(), &[]).status, 200);
        assert_eq!(super::get(&world, "/graphql?query=%7B+__typename+%7D").status, 200);
        assert_eq!(
            ask(&world, &[("query", "{ events(first: 0) { totalCount } } # \u{1f3db}\u{fffd}")], &[]).status,
            200
        );
    }
}

#[test]
fn parameters_that_are_none_are_refused() {
    for world in world::incidents() {
        for (path, said) in [
            ("/graphql".to_owned(), "`query`"),
            ("/graphql?query=".to_owned(), "`query`"),
            (address(&[("query", "{ __typename }"), ("variables", "[]")]), "`variables`"),
            (address(&[("query", "{ __typename }"), ("variables", "{")]), "`variables`"),
            (address(&[("query", "{ __typename }"), ("extensions", "7")]), "`extensions`"),
            (address(&[("query", "{ __typename }"), ("query", "{ __typename }")]), "twice"),
            ("/graphql?query=%FF%FE".to_owned(), "UTF-8"),
        ] {
            for accept in [GRAPHQL, JSON] {
                let request = world.agent().get(world.url(&path)).header("accept", accept);
                let answer = world::answer(request.call());
                assert_eq!((answer.status, code(&answer)), (400, json!("BAD_USER_INPUT")), "{path}");
                assert!(answer.body.contains(said), "{said} in {}", answer.body);
                assert_eq!(answer.header("cache-control"), "no-store");
            }
        }
        assert_problem(&ask(&world, &[("query", "{ __typename }")], &[("accept", "text/html")]), 406);
        for (accept, status) in [(GRAPHQL, 400), (JSON, 200)] {
            let answer = ask(&world, &[("query", "{ nothing }")], &[("accept", accept)]);
            assert_eq!((answer.status, code(&answer)), (status, json!("GRAPHQL_VALIDATION_FAILED")));
            assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""));
        }
    }
}

#[test]
fn mutations_are_refused() {
    for world in world::incidents() {
        let both = "query A { __typename } mutation B { x }";
        for parameters in [&[("query", "mutation { x }")][..], &[("query", both), ("operationName", "B")]] {
            for accept in [GRAPHQL, JSON] {
                let answer = ask(&world, parameters, &[("accept", accept)]);
                assert_problem(&answer, 405);
                assert_eq!(answer.header("allow"), "POST");
            }
        }
        let learning =
            serde_json::json!({ "persistedQuery": { "version": 1, "sha256Hash": super::sha256("mutation { x }") } });
        let learning = learning.to_string();
        assert_problem(&ask(&world, &[("query", "mutation { x }"), ("extensions", &learning)], &[]), 405);
        // by POST they are another matter, and what is no mutation is not refused as one
        assert_eq!(super::post(&world, JSON, JSON, "{\"query\":\"mutation { x }\"}").status, 200);
        for parameters in
            [&[("query", both), ("operationName", "A")][..], &[("query", both)], &[("query", "mutation {")]]
        {
            assert_eq!(ask(&world, parameters, &[("accept", JSON)]).status, 200);
        }
    }
}

#[test]
fn heads_have_no_body() {
    for world in world::incidents() {
        let request = format!(
            "HEAD {} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            address(&[("query", "{ __typename }")])
        );
        let answer = raw_request(&world, &request);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("http/1.1 200 ") && head.contains("etag: "), "{head}");
        assert_eq!(body, "");
    }
}

#[test]
fn addresses_and_heads_have_limits() {
    for world in world::incidents() {
        let padded = |length: usize| address(&[("query", "{__typename}"), ("x", &"x".repeat(length))]);
        assert_eq!(super::get(&world, &padded(31_000)).status, 200);
        let long = super::get(&world, &padded(33_000));
        assert_problem(&long, 414);
        assert!(long.body.contains("32000"), "{}", long.body);
        // what comes before any address is looked at is refused by the HTTP library, without a body
        let head = |lines: usize, value: usize| {
            let lines: String = (0..lines).map(|at| format!("X-{at}: {}\r\n", "v".repeat(value))).collect();
            format!(
                "GET {} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{lines}\r\n",
                address(&[("query", "{__typename}")])
            )
        };
        assert!(raw_request(&world, &head(90, 10)).starts_with("http/1.1 200 "));
        for (lines, value) in [(200, 10), (1, 200_000)] {
            assert!(raw_request(&world, &head(lines, value)).starts_with("http/1.1 431 "), "{lines} of {value}");
        }
    }
}
