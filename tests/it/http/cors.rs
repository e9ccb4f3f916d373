//! Which pages may read answers.

use super::{GOOD, JSON, ask, assert_problem};
use crate::world::{self, Answer, Backend, World, answer};

const PAGE: &str = "https://page.example";

fn preflight(world: &World, origin: &str) -> Answer {
    let request = world.agent().options(world.url("/graphql")).header("origin", origin);
    answer(
        request
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type, x-app")
            .call(),
    )
}

fn simple(world: &World, origin: &str) -> Answer {
    ask(world, &[("query", "{ __typename }")], &[("origin", origin)])
}

fn allowed(answer: &Answer) -> &str {
    answer.header("access-control-allow-origin")
}

#[test]
fn no_page_may_unless_it_is_configured() {
    let world = world::shared();
    assert_eq!((simple(&world, PAGE).status, allowed(&simple(&world, PAGE))), (200, ""));
    assert_problem(&preflight(&world, PAGE), 405);
    assert_eq!(simple(&world, PAGE).header("vary"), "accept, accept-encoding");
}

#[test]
fn pages_of_named_origins_may() {
    let origins = ["https://other.example".to_owned(), PAGE.to_owned()];
    let world = World::tuned(Backend::Sqlite, |settings| settings.cors_origins.extend(origins));
    let asked = preflight(&world, PAGE);
    assert_eq!((asked.status, allowed(&asked)), (204, PAGE));
    assert_eq!(asked.header("access-control-allow-methods"), "GET, POST");
    assert_eq!(asked.header("access-control-allow-headers"), "content-type, x-app");
    assert!(asked.headers.iter().any(|(name, value)| name == "vary" && value == "origin"), "{:?}", asked.headers);
    let read = simple(&world, PAGE);
    assert_eq!((read.status, allowed(&read)), (200, PAGE));
    assert_eq!(read.header("access-control-expose-headers"), "etag, retry-after, x-request-id");
    assert_eq!(read.header("access-control-allow-credentials"), "");
    // refusals can be read too
    let request = world.agent().post(world.url("/graphql")).header("origin", PAGE).content_type("text/plain");
    let refused = answer(request.send(GOOD));
    assert_problem(&refused, 415);
    assert_eq!(allowed(&refused), PAGE);
    for stranger in ["https://page.example.evil", "http://page.example", "https://page.example:8443", "null"] {
        assert_eq!(allowed(&preflight(&world, stranger)), "", "{stranger}");
        let read = simple(&world, stranger);
        assert_eq!((read.status, allowed(&read)), (200, ""), "{stranger}");
        assert!(read.headers.iter().any(|(name, value)| name == "vary" && value == "origin"), "{:?}", read.headers);
    }
}

#[test]
fn all_pages_may_where_that_is_configured() {
    let world = World::tuned(Backend::Sqlite, |settings| settings.cors_origins.push("*".to_owned()));
    assert_eq!(allowed(&preflight(&world, PAGE)), "*");
    assert_eq!(allowed(&simple(&world, "null")), "*");
    let post = answer(world.agent().post(world.url("/graphql")).header("origin", PAGE).content_type(JSON).send(GOOD));
    assert_eq!((post.status, allowed(&post)), (200, "*"));
}
