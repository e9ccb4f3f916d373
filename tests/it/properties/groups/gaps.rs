//! What groups tell beside their entries, on the shipped incident: times without entries, labels, numbers, areas of
//! refusal.

use serde_json::json;

use crate::world;

#[test]
fn gaps_in_time_are_filled_when_asked() {
    for world in world::incidents() {
        let ask = |args: &str| {
            let document = format!(
                "{{ events {{ totalCount groups(by: [{{ time: {{ interval: DAY }} }}] orderBy: KEY_ASC first: 100 {args}) {{
                    totalCount nodes {{ count keys {{ value label from to }} }} }} }} }}"
            );
            world.data(&document)["events"].clone()
        };
        let (plain, filled) = (ask(""), ask("fillGaps: true"));
        let nodes = |it: &serde_json::Value| it["groups"]["nodes"].as_array().unwrap().clone();
        let count =
            |it: &serde_json::Value| nodes(it).iter().map(|group| group["count"].as_i64().unwrap()).sum::<i64>();
        assert_eq!(count(&plain), plain["totalCount"].as_i64().unwrap(), "every event stands in one group");
        assert_eq!(count(&filled), count(&plain));
        let filled = nodes(&filled);
        assert!(filled.len() > nodes(&plain).len(), "some days had no events");
        let known: Vec<_> = filled.iter().filter(|group| group["count"] != 0).cloned().collect();
        assert_eq!(known, nodes(&plain));
        let days: Vec<jiff::civil::Date> = filled
            .iter()
            .filter_map(|group| group["keys"][0]["from"].as_str())
            .map(|day| day.parse().unwrap())
            .collect();
        assert!(days.windows(2).all(|pair| pair[0].tomorrow().unwrap() == pair[1]), "{days:?}");
    }
}

#[test]
fn what_cannot_be_grouped_is_refused() {
    for world in world::incidents() {
        for (args, message) in [
            ("by: []", "`by` has 0 keys; give 1 to 4"),
            (
                "by: [{dimension: MODE}, {dimension: MODE}, {dimension: MODE}, {dimension: MODE}, {dimension: MODE}]",
                "`by` has 5 keys; give 1 to 4",
            ),
            ("by: [{dimension: MODE}], fillGaps: true", "`fillGaps` needs groups by one `time` and nothing else"),
            ("by: [{time: {interval: DAY}}], fillGaps: true, minCount: 2", "`minCount` is 2; it must be from 0 to 1"),
            ("by: [{dimension: MODE}], minCount: -1", "`minCount` is -1; it must be at least 0"),
            ("by: [{geohash: 0}]", "`geohash` is 0; it must be from 1 to 9"),
            ("by: [{geohash: 10}]", "`geohash` is 10; it must be from 1 to 9"),
            ("by: [{dimension: MODE}], first: 101", "at most 100"),
        ] {
            let answer = world.query(&format!("{{ events {{ groups({args}) {{ totalCount }} }} }}"), json!({}));
            let found = answer["errors"][0]["message"].as_str().unwrap_or_default().to_owned();
            assert!(found.contains(message), "{args}: {answer}");
        }
    }
}
