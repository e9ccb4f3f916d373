//! The id by which client and log call a request.

use super::{GRAPHQL, JSON, ask, code};
use crate::world::{self, answer};

#[test]
fn a_client_s_own_id_is_taken_over_if_it_is_sane() {
    for world in world::incidents() {
        let send = |id: &str| ask(&world, &[("query", "{ nothing }")], &[("x-request-id", id), ("accept", GRAPHQL)]);
        let longest = "x".repeat(64);
        for id in ["a", "7f-3_2.b:9", &longest] {
            let answer = send(id);
            assert_eq!(answer.header("x-request-id"), id);
            assert_eq!(answer.json()["errors"][0]["extensions"]["requestId"], id);
        }
        let too_long = "x".repeat(65);
        for id in ["", " ", "a b", "a\tb", "a,b", "<a>", "\"a\"", "a%0ab", "caf\u{e9}", &too_long] {
            let answer = send(id);
            let own = answer.header("x-request-id");
            assert!(!own.is_empty() && own != id && own.len() < 40, "{id:?} became {own:?}");
            assert_eq!(answer.json()["errors"][0]["extensions"]["requestId"], own);
            assert_eq!(code(&answer), "GRAPHQL_VALIDATION_FAILED");
        }
        assert_ne!(send("").header("x-request-id"), send("").header("x-request-id"), "no two are alike");
        // refusals have it too
        for refused in [
            world
                .agent()
                .post(world.url("/graphql"))
                .header("x-request-id", "mine")
                .content_type("text/plain")
                .send(""),
            world.agent().delete(world.url("/graphql")).header("x-request-id", "mine").call(),
            world.agent().post(world.url("/graphql")).header("x-request-id", "mine").content_type(JSON).send("{"),
        ] {
            assert_eq!(answer(refused).header("x-request-id"), "mine");
        }
    }
}
