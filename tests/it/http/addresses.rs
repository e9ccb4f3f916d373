//! Methods and addresses.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{GOOD, assert_problem, get, raw_request};
use crate::world::{self, answer};

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
            assert_eq!(refused.header("allow"), "GET, HEAD, POST");
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
    }
}

#[test]
fn odd_requests_are_answered_with_problems() {
    for world in world::incidents() {
        for target in ["//graphql", "/%zz", "/graphql%00", "/..%2f..%2fetc/passwd", "http://other.example/nothing"] {
            let answer = raw_request(&world, &format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
            assert!(
                answer.starts_with("http/1.1 404 ") && answer.contains("application/problem+json"),
                "{target}: {answer}"
            );
        }
        let options = raw_request(&world, "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assert!(options.starts_with("http/1.1 404 "), "{options}");
    }
}
