//! Tags of answers to GET: the same as long as the answer is, another after whatever changes it.

use std::{path::Path, process::Command};

use super::{GRAPHQL, JSON, ask};
use crate::world::{self, Answer, Backend, World};
use demarche::import::{self, shipped};

/// What a title becomes.
const CHANGED: &str = "A changed title";

const DOCUMENT: &str = "query A($n: Int = 28) { events(first: $n) { nodes { title } } \
    datasets { imports { totalCount } } } query B { server { dataVersion } }";

fn tagged(world: &World, tag: &str) -> Answer {
    ask(world, &[("query", DOCUMENT), ("operationName", "A")], &[("if-none-match", tag)])
}

#[test]
fn an_answer_that_a_client_has_is_not_sent_again() {
    for world in world::incidents() {
        let first = tagged(&world, "\"other\"");
        let tag = first.header("etag").to_owned();
        assert_eq!((first.status, first.header("cache-control")), (200, "no-cache"), "{}", first.body);
        assert_eq!(first.header("vary"), "accept, accept-encoding");
        assert!(tag.starts_with("W/\"") && tag.ends_with('"'), "{tag}");
        let strong = tag.trim_start_matches("W/").to_owned();
        for known in [tag.clone(), strong.clone(), format!("\"x\", {tag}, \"y\""), "*".to_owned()] {
            let again = tagged(&world, &known);
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{known}");
            assert_eq!((again.header("etag"), again.header("cache-control")), (tag.as_str(), "no-cache"));
        }
        for unknown in [strong.trim_matches('"').to_uppercase(), strong[..20].to_owned(), "W/\"\"".to_owned()] {
            assert_eq!(tagged(&world, &unknown).status, 200, "{unknown}");
        }
        // by whatever else an answer differs, so does its tag
        let variations: [&[(&str, &str)]; 4] = [
            &[("query", DOCUMENT), ("operationName", "B")],
            &[("query", DOCUMENT), ("operationName", "A"), ("variables", "{\"n\":1}")],
            &[("query", DOCUMENT), ("operationName", "A"), ("variables", "{\"n\":2}")],
            &[("query", "{ events { totalCount } }")],
        ];
        let mut tags: Vec<String> = vec![tag.clone()];
        for parameters in variations {
            let answer = ask(&world, parameters, &[("if-none-match", &tag)]);
            assert_eq!(answer.status, 200, "{}", answer.body);
            tags.push(answer.header("etag").to_owned());
        }
        let other_media = [("accept", GRAPHQL), ("if-none-match", &tag)];
        tags.push(ask(&world, &[("query", DOCUMENT), ("operationName", "A")], &other_media).header("etag").to_owned());
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 6, "{tags:?}");
        // a wrong request is wrong whatever a client has
        assert_eq!(ask(&world, &[("query", "{ x }")], &[("accept", GRAPHQL), ("if-none-match", "*")]).status, 400);
        // and POST has no tags
        let posted = super::post(&world, JSON, JSON, super::GOOD);
        assert_eq!((posted.header("etag"), posted.header("cache-control")), ("", ""));
    }
}

/// Whether an answer has the changed title, and how many loads there were.
fn state(answer: &Answer) -> (bool, u64) {
    let data = answer.json()["data"].clone();
    let loads = data["datasets"].as_array().unwrap().iter();
    let loads = loads.map(|it| it["imports"]["totalCount"].as_u64().unwrap()).sum();
    (data["events"]["nodes"].to_string().contains(CHANGED), loads)
}

#[test]
fn every_write_changes_the_tag() {
    for backend in world::backends() {
        let world = World::new(backend);
        let before = tagged(&world, "\"\"");
        let tag = before.header("etag").to_owned();
        assert_eq!(tagged(&world, &tag).status, 304, "as long as nothing is written");
        let mut records = shipped::records().unwrap();
        records.events[0].title = CHANGED.to_owned();
        world.load(&records, "2026-02-01T00:00:00.000Z");
        let changed = tagged(&world, &tag);
        assert_eq!((changed.status, state(&changed)), (200, (true, state(&before).1 + 1)));
        let tag = changed.header("etag").to_owned();
        assert_eq!(tagged(&world, &tag).status, 304);
        // a load that changes no record leaves its line in the log of imports, which the answer counts
        world.load(&records, "2026-02-02T00:00:00.000Z");
        let logged = tagged(&world, &tag);
        assert_eq!((logged.status, state(&logged).1), (200, state(&changed).1 + 1));
        assert_ne!(logged.header("etag"), tag);
    }
}

/// Where a database was put back to what it was and then went another way, what is counted alike is not alike.
#[test]
fn a_restored_database_does_not_repeat_tags() {
    let mut records = shipped::records().unwrap();
    let tags = ["One way", "Another way"].map(|title| {
        records.events[0].title = title.to_owned();
        let loads = [(shipped::records().unwrap(), world::RECORDED), (records.clone(), later(title))];
        let world = World::loaded(&loads, Backend::Sqlite);
        let answer = tagged(&world, "\"\"");
        (world.data("{ server { dataVersion } }").to_string(), answer.header("etag").to_owned())
    });
    assert_eq!(tags[0].0, tags[1].0, "the control: the number of the last change is the same");
    assert_ne!(tags[0].1, tags[1].1);
}

fn later(title: &str) -> &'static str {
    if title == "One way" { "2026-02-01T00:00:00.000Z" } else { "2026-03-01T00:00:00.000Z" }
}

/// Another process writes while the server runs, which several may on PostgreSQL.
#[test]
fn a_write_by_another_process_changes_the_tag() {
    for backend in world::backends() {
        if backend == Backend::Sqlite {
            continue;
        }
        let world = World::of(import::check(Path::new("tests/sample")).unwrap(), backend);
        let count =
            |tag: &str| ask(&world, &[("query", "{ datasets { imports { totalCount } } }")], &[("if-none-match", tag)]);
        let before = count("\"\"");
        assert_eq!(count(before.header("etag")).status, 304);
        let mut load = Command::new(env!("CARGO_BIN_EXE_demarche"));
        load.args(["load", "tests/sample", "--database", &world.database]);
        assert!(load.output().unwrap().status.success());
        let after = count(before.header("etag"));
        assert_eq!(after.status, 200);
        assert_ne!(after.header("etag"), before.header("etag"));
    }
}

/// A tag outlives the server, and a write between two runs changes it.
#[test]
fn tags_hold_from_one_run_to_the_next() {
    let tag = |title: Option<&str>| {
        let mut loads = vec![(shipped::records().unwrap(), world::RECORDED)];
        loads.extend(title.map(|title| {
            let mut records = shipped::records().unwrap();
            records.events[0].title = title.to_owned();
            (records, world::RECORDED)
        }));
        tagged(&World::loaded(&loads, Backend::Sqlite), "\"\"").header("etag").to_owned()
    };
    assert_eq!(tag(None), tag(None));
    assert_ne!(tag(None), tag(Some(CHANGED)));
}
