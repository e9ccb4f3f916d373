//! Links that are followed: so many for one request, counted alike on both databases, and what has more is refused.

use serde_json::json;

use crate::world::{self, World};

/// What a server that follows so many links says to a document: the code of its error, or "data".
fn allowed(backend: world::Backend, links: usize, document: &str) -> String {
    let world = World::tuned(backend, move |settings| settings.limits.max_links = links);
    let answer = world.query(document, json!({}));
    if answer["errors"][0]["extensions"]["code"] == "COST_LIMIT" {
        assert_eq!(answer["errors"][0]["extensions"]["limit"], links, "{answer}");
    }
    super::code(&world, document)
}

#[test]
fn no_more_links_are_followed_than_may_be() {
    // the relations to one event are known; whoever walks further reads those of others too
    let one = "event(by: { slug: \"2023-iraq-sweden-crisis\" })";
    let count = format!("{{ {one} {{ relations(direction: IN) {{ totalCount }} }} }}");
    let count = world::shared().data(&count)["event"]["relations"]["totalCount"].as_u64().unwrap() as usize;
    assert!(count > 5);
    let near = format!("{{ {one} {{ chain(direction: IN, maxHops: 1) {{ nodes {{ id }} }} }} }}");
    // an event that stands in two places is walked from once, unless it is asked for two things
    let twice = format!(
        "{{ a: {one} {{ ...C }} b: {one} {{ ...C }} }} fragment C on Event {{
        chain(direction: IN, maxHops: 1) {{ nodes {{ id }} }} }}"
    );
    let apart = format!(
        "{{ {one} {{ a: chain(direction: IN, maxHops: 1) {{ nodes {{ id }} }}
            b: chain(direction: IN, maxHops: 1, first: 1) {{ nodes {{ id }} }} }} }}"
    );
    let far = "{ paths(from: \"org_0f2bkc91n9p1z\", to: \"per_1cznmfjtzxa0d\") { length } }";
    for backend in world::backends() {
        assert_eq!(allowed(backend, 100_000, far), "data", "{backend:?}");
        assert_eq!(allowed(backend, 20, far), "COST_LIMIT", "{backend:?}");
        for (document, links) in [(&near, count), (&twice, count), (&apart, 2 * count)] {
            assert_eq!(allowed(backend, links, document), "data", "{backend:?} {document}");
            assert_eq!(allowed(backend, links - 1, document), "COST_LIMIT", "{backend:?} {document}");
        }
    }
}
