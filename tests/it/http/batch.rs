//! Several requests in one body.

use serde_json::{Value, json};

use super::{GRAPHQL, JSON, code, post};
use crate::world::{self, World};

#[test]
fn batches_are_refused_unless_configured() {
    let world = world::shared();
    let answer = post(&world, GRAPHQL, JSON, &json!([{ "query": "{ __typename }" }]).to_string());
    assert_eq!((answer.status, code(&answer)), (400, json!("BAD_USER_INPUT")));
    assert!(answer.body.contains("no batches"), "{}", answer.body);
}

#[test]
fn each_request_of_a_batch_is_answered_in_its_place() {
    for backend in world::backends() {
        let world = World::tuned(backend, |settings| settings.max_batch = 5);
        let batch = json!([
            { "query": "query ($n: Int) { events(first: $n) { nodes { __typename } } }", "variables": { "n": 2 } },
            { "query": "{ nothing }" },
            7,
            [{ "query": "{ __typename }" }],
            { "query": "{ events { totalCount } }" },
        ]);
        for accept in [GRAPHQL, JSON] {
            let answer = post(&world, accept, JSON, &batch.to_string());
            let answers = answer.json();
            assert_eq!((answer.status, answers.as_array().map(Vec::len)), (200, Some(5)), "{answers}");
            assert_eq!(answer.header("content-type"), format!("{accept}; charset=utf-8"));
            assert_eq!(answers[0]["data"]["events"]["nodes"].as_array().map(Vec::len), Some(2));
            assert_eq!(answers[1]["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
            assert_eq!(answers[2]["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
            assert_eq!(answers[3]["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
            assert_eq!(answers[4]["data"]["events"]["totalCount"], 28);
            let id = answer.header("x-request-id");
            assert!((1..4).all(|at| answers[at]["errors"][0]["extensions"]["requestId"] == id));
        }
        let many = Value::from(vec![json!({ "query": "{ __typename }" }); 6]);
        for (body, said) in [(many.to_string(), "at most 5"), ("[]".to_owned(), "empty"), ("[{]".to_owned(), "JSON")] {
            let answer = post(&world, GRAPHQL, JSON, &body);
            assert_eq!((answer.status, code(&answer)), (400, json!("BAD_USER_INPUT")), "{body}");
            assert!(answer.body.contains(said), "{said} in {}", answer.body);
        }
        // and one alone is answered as ever
        assert_eq!(post(&world, GRAPHQL, JSON, super::GOOD).body, "{\"data\":{\"__typename\":\"Query\"}}");
    }
}
