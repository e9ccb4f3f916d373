//! Media types and statuses.

use serde_json::json;

use super::{GOOD, GRAPHQL, JSON, assert_problem, code, post, raw};
use crate::world;

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
