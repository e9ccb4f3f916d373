//! Searching for words: the best first and nothing lost behind them, passages that are where they are said to be, and
//! an index that follows the records.

use std::collections::BTreeSet;

use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};

use crate::world::{self, World};

fn worlds() -> impl Iterator<Item = World> {
    world::backends().into_iter().map(World::new)
}

/// Adds events that are called so, behind the server's back, the first of them recorded first.
fn add(world: &World, from: u32, count: u32, title: &str, body: &str) {
    let numbers = format!("WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count})");
    let id = format!("{} + n", 1_000_000 + from);
    let records = "id, record_type, uid, slug, dataset_id, review_status, version, change_seq, recorded_at, updated_at";
    let at = "'2026-01-01T00:00:00.000Z'";
    let days = "'2020-01-01', '2020-01-01', '2020-01-01', 'DAY', FALSE, FALSE";
    for statement in [
        format!(
            "INSERT INTO record ({records}) {numbers} SELECT {id}, 'EVENT', {id}, 'added-' || ({id}),
             (SELECT min(id) FROM dataset), 'DRAFT', 1, 1, {at}, {at} FROM n"
        ),
        format!(
            "INSERT INTO event (id, uid, scope, factuality, title, title_folded, category, occurred_edtf, occurred_earliest,
             occurred_latest, occurred_precision, occurred_approximate, occurred_uncertain) {numbers}
             SELECT {id}, {id}, 'SINGLE', 'OCCURRED', '{title}', '{title}', 'PROTEST', {days} FROM n"
        ),
        format!(
            "INSERT INTO document (record_id, record_type, title, body) {numbers}
             SELECT {id}, 'EVENT', '{title}', '{body}' FROM n"
        ),
    ] {
        world.write(&statement);
    }
}

fn numbers(page: &Value) -> Vec<u32> {
    let slug = |node: &Value| node["slug"].as_str().unwrap().trim_start_matches("added-").parse::<u32>().unwrap();
    page["nodes"].as_array().unwrap().iter().map(|node| slug(node) - 1_000_000).collect()
}

/// Walks a list of events from one end; gives the numbers of the events and their scores.
fn walk(world: &World, list: &str, backward: bool) -> (Vec<u32>, Vec<Value>) {
    let (size, cursor, edge, more) = match backward {
        false => ("first", "after", "endCursor", "hasNextPage"),
        true => ("last", "before", "startCursor", "hasPreviousPage"),
    };
    let (mut all, mut scores, mut from) = (Vec::new(), Vec::new(), Value::Null);
    loop {
        let document = format!(
            "query ($from: String) {{ {} {{ edges {{ score }} nodes {{ ...slug }} pageInfo {{ {edge} {more} }} }} }} fragment slug on Record {{ slug }}",
            list.replace('%', &format!("{size}: 97, {cursor}: $from"))
        );
        let answer = world.query(&document, json!({ "from": from }));
        assert!(answer.get("errors").is_none(), "{answer}");
        let page = answer["data"].as_object().unwrap().values().next().unwrap().clone();
        let mut found = numbers(&page);
        let mut told: Vec<Value> = page["edges"].as_array().unwrap().iter().map(|edge| edge["score"].clone()).collect();
        if backward {
            found.reverse();
            told.reverse();
        }
        all.extend(found);
        scores.extend(told);
        if page["pageInfo"][more] == false {
            break;
        }
        from = page["pageInfo"][edge].clone();
    }
    if backward {
        all.reverse();
        scores.reverse();
    }
    (all, scores)
}

/// More match than are ranked: the best of those that were recorded last come first, then all others, each once.
#[test]
fn nothing_is_lost_behind_what_is_ranked() {
    for world in worlds() {
        // the oldest would be the best, but are too old to be ranked
        add(&world, 0, 150, "xyzzy", "");
        add(&world, 1_000, 1_900, "something long that says", "much else before it says xyzzy at last");
        add(&world, 5_000, 100, "xyzzy xyzzy", "");
        let list = "events(%, filter: { text: { matches: \"xyzzy\" } }, orderBy: [{ field: RELEVANCE }])";
        let (found, scores) = walk(&world, list, false);
        assert_eq!(found.len(), 2_150);
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 2_150);
        assert!(found[..100].iter().all(|number| *number > 5_000), "{:?}", &found[..100]);
        assert!(found[100..2_000].iter().all(|number| (1_000..3_000).contains(number)));
        assert!(found[2_000..].iter().all(|number| *number <= 150));
        assert!(scores[..2_000].iter().all(Value::is_number) && scores[2_000..].iter().all(Value::is_null));
        let falls = |pair: &[Value]| pair[0].as_f64() >= pair[1].as_f64();
        assert!(scores[..2_000].windows(2).all(falls));
        assert_eq!(walk(&world, list, true), (found.clone(), scores));

        let turned = list.replace("RELEVANCE", "RELEVANCE, direction: ASC");
        let (turned, _) = walk(&world, &turned, false);
        assert_eq!(turned[..1_900].iter().collect::<BTreeSet<_>>(), found[100..2_000].iter().collect());
        assert!(turned[2_000..].iter().all(|number| *number <= 150));

        let filtered =
            list.replace("filter: {", "filter: { goldstein: { eq: null }, title: { startsWith: \"xyzzy\" },");
        let (filtered, _) = walk(&world, &filtered, false);
        assert_eq!(filtered.len(), 250);
        let count = world.data("{ events(filter: { text: { matches: \"xyzzy\" } }, orderBy: [{ field: RELEVANCE }], first: 0) { totalCount } }");
        assert_eq!(count["events"]["totalCount"], 2_150);

        let search = "search(first: 90, after: $from, query: \"xyzzy\")";
        let (everything, scores) = walk(&world, &search.replace("first: 90, after: $from", "%"), false);
        assert_eq!(everything.iter().collect::<BTreeSet<_>>(), found.iter().collect());
        assert!(everything[..100].iter().all(|number| *number > 5_000));
        assert_eq!(everything[2_000..], (1..=150).rev().collect::<Vec<_>>());
        assert!(scores[2_000..].iter().all(|score| *score == 0));
        let counts = world.data("{ search(query: \"xyzzy\") { totalCount typeCounts { type count } } }");
        assert_eq!(counts["search"], json!({ "totalCount": 2150, "typeCounts": [{ "type": "EVENT", "count": 2150 }] }));
    }
}

/// What a record says anew is found, what it no longer says is not, and what is deleted is gone.
#[test]
fn the_index_follows_the_records() {
    let found = |world: &World, words: &str| {
        let data = world.query(
            "query ($words: String!) { search(query: $words) { totalCount } events(filter: { text: { matches: $words } }) { totalCount } }",
            json!({ "words": words }),
        );
        let count = |name: &str| data["data"][name]["totalCount"].as_i64().unwrap();
        assert_eq!(count("search"), count("events"), "{words}");
        count("search")
    };
    for world in worlds() {
        assert_eq!(found(&world, "plugh"), 0);
        add(&world, 0, 3, "plugh", "twisty");
        assert_eq!((found(&world, "plugh"), found(&world, "twist*")), (3, 3));
        world.write("UPDATE document SET title = 'xyzzy plover' WHERE record_id = 1000002");
        assert_eq!((found(&world, "plugh"), found(&world, "\"xyzzy plover\""), found(&world, "twisty")), (2, 1, 3));
        world.write("DELETE FROM record WHERE id = 1000003");
        assert_eq!((found(&world, "plugh"), found(&world, "twisty")), (1, 2));
        world.write("DELETE FROM document WHERE record_id >= 1000000");
        assert_eq!((found(&world, "plugh"), found(&world, "xyzzy"), found(&world, "twist*")), (0, 0, 0));
    }
}

/// Every passage is a stretch of a text of its record, and what is marked in it begins as one of the words does.
#[test]
fn passages_are_where_they_are_said_to_be() {
    for world in world::incidents() {
        for words in ["embassy", "Quran*", "al-Sadr", "s*", "\"Swedish Embassy\" OR Iraq", "السفارة", "e* -embassy"]
        {
            let answer = world.query(
                "query ($words: String!) { search(query: $words, first: 100) { edges { highlights { field snippet ranges { start end } } } } }",
                json!({ "words": words }),
            );
            for edge in answer["data"]["search"]["edges"].as_array().unwrap() {
                let highlights = edge["highlights"].as_array().unwrap();
                assert!(!highlights.is_empty(), "{words}: {edge}");
                for highlight in highlights {
                    let units: Vec<u16> = highlight["snippet"].as_str().unwrap().encode_utf16().collect();
                    let mut last = 0;
                    for range in highlight["ranges"].as_array().unwrap() {
                        let [start, end] = ["start", "end"].map(|end| range[end].as_u64().unwrap() as usize);
                        assert!(last <= start && start < end && end <= units.len(), "{words}: {highlight}");
                        let marked = String::from_utf16(&units[start..end]).unwrap();
                        let letter = |text: &str| demarche::domain::fold::fold(text).chars().next();
                        let asked = words.split([' ', '"', '-', '*']).filter(|word| !word.is_empty() && *word != "OR");
                        assert!(asked.map(letter).any(|asked| asked == letter(&marked)), "{words}: {marked}");
                        last = end;
                    }
                    assert!(last > 0, "{words}: {highlight}");
                }
            }
        }
    }
}

/// Whatever is typed is an answer, and the same one on both databases.
#[test]
fn whatever_is_typed_is_an_answer() {
    let worlds = world::incidents();
    let typed = prop_oneof![
        "[a-z\"*()<>|&!:^~+'\\\\ -]{0,24}",
        "\\PC{0,16}",
        "(\"?(embassy|quran|al-sadr|iraq|sweden|fire)\"?[*]? ?(OR|AND|NOT|-|\")? ?){1,6}",
    ];
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() });
    let outcome = runner.run(&typed, |typed| {
        let answers = worlds.iter().map(|world| {
            world.query(
                "query ($words: String!) { search(query: $words) { totalCount suggestion typeCounts { type count } } }",
                json!({ "words": typed }),
            )
        });
        let answers: Vec<Value> = answers.collect();
        assert!(
            answers.iter().all(|answer| *answer == answers[0] && answer.get("errors").is_none()),
            "{typed:?} {answers:?}"
        );
        Ok(())
    });
    outcome.unwrap();
    let long = "embassy OR \"a b\" -c* ".repeat(20_000);
    for world in &worlds {
        let answer =
            world.query("query ($words: String!) { search(query: $words) { totalCount } }", json!({ "words": long }));
        assert!(answer["data"]["search"]["totalCount"].as_i64().unwrap() > 0, "{answer}");
    }
}
