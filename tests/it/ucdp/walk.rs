//! All of it through the API, nested, in pages of several sizes and from both ends; counts and sums are those that the
//! file itself gives.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    convert,
    countries::iso,
    file::{Row, rows, tally},
};
use crate::world::{self, RECORDED, World};

/// An event with all that it leads to.
const EVENT: &str = "slug externalIds { scheme value } sourceCode { scheme code } occurred { earliest latest precision }
    fatalities { low best high } placePrecision
    place { name country point { latitude longitude } }
    participations(first: 5) { totalCount nodes { role party { name ... on Organization { externalIds { value } } } } }
    citations(first: 90) { totalCount nodes { attributionLabel source { slug title outlet { name } published { edtf } } } }";

/// The whole list, read in pages.
fn whole(world: &World, list: &str, order: &str, node: &str, size: usize, backward: bool) -> Vec<Value> {
    let window = if backward { "last: $size before: $cursor" } else { "first: $size after: $cursor" };
    let document = format!(
        "query($size: Int $cursor: String) {{ {list}({window} orderBy: [{order}]) {{ totalCount nodes {{ {node} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
    );
    let (mut all, mut cursor): (Vec<Value>, _) = (Vec::new(), Value::Null);
    loop {
        let answer = world.query(&document, json!({ "size": size, "cursor": cursor }));
        assert!(answer.get("errors").is_none(), "{document}\n{cursor}\n{answer}");
        let (page, list) = (&answer["data"][list]["pageInfo"], &answer["data"][list]);
        let nodes = list["nodes"].as_array().unwrap();
        all.extend(nodes.iter().rev().filter(|_| backward).cloned());
        all.extend(nodes.iter().filter(|_| !backward).cloned());
        assert_eq!(page[if backward { "hasNextPage" } else { "hasPreviousPage" }], !cursor.is_null());
        if page[if backward { "hasPreviousPage" } else { "hasNextPage" }] == false {
            assert_eq!(list["totalCount"], all.len());
            if backward {
                all.reverse();
            }
            return all;
        }
        assert_eq!(nodes.len(), size, "only the last page is short");
        cursor = page[if backward { "startCursor" } else { "endCursor" }].clone();
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is text")).to_owned()
}

/// The numbers of events and of deaths by what `by` tells of each.
fn by<T, K: Ord>(items: &[T], by: impl Fn(&T) -> K, deaths: impl Fn(&T, &str) -> i64) -> [BTreeMap<K, i64>; 4] {
    let count = tally(items.iter().map(|item| (by(item), 1)));
    let [low, best, high] =
        ["low", "best", "high"].map(|which| tally(items.iter().map(|item| (by(item), deaths(item, which)))));
    [count, low, best, high]
}

/// Deaths that the file gives.
fn filed(row: &Row, which: &str) -> i64 {
    row.count(which).into()
}

fn told(event: &Value, which: &str) -> i64 {
    event["fatalities"][which].as_i64().unwrap_or(0)
}

/// Holds what the world tells against the rows that it was loaded from.
fn read_back(world: &World, rows: &[Row]) {
    let events = whole(world, "events", "{field: OCCURRED}", EVENT, 100, false);
    assert_eq!(events.len(), rows.len());
    for (size, backward) in [(7, false), (33, true), (100, true), (1, true)] {
        let node = if size == 1 { "slug" } else { EVENT };
        let again = whole(world, "events", "{field: OCCURRED}", node, size, backward);
        let slugs = |events: &[Value]| events.iter().map(|event| text(&event["slug"])).collect::<Vec<_>>();
        assert_eq!(slugs(&again), slugs(&events), "in pages of {size}, backward: {backward}");
        assert!(size == 1 || again == events, "in pages of {size}, backward: {backward}");
    }

    let all = |_: &Row| String::new();
    let [count, low, best, high] = by(rows, all, |row, which| row.count(which).into());
    let contradicting = rows.iter().filter(|row| row.contradicts()).count();
    assert_eq!((contradicting, count[""]), (13, 1_000));
    let sum = |which: &str| events.iter().map(|event| told(event, which)).sum::<i64>();
    assert_eq!([sum("low"), sum("best"), sum("high")], [low[""], best[""], high[""]]);

    let year = |event: &Value| text(&event["occurred"]["earliest"])[..4].to_owned();
    assert_eq!(by(&events, year, told), by(rows, |row| row.number("year").to_owned(), filed), "by year");
    let code = |event: &Value| text(&event["sourceCode"]["code"]);
    assert_eq!(by(&events, code, told), by(rows, |row| row.number("type_of_violence").to_owned(), filed), "by type");
    let country = |event: &Value| text(&event["place"]["country"]);
    let filed_country = |row: &Row| iso(row.number("country_id")).to_owned();
    assert_eq!(by(&events, country, told), by(rows, filed_country, filed), "by country");
    let ends = |event: &Value| ["earliest", "latest"].map(|end| text(&event["occurred"][end]));
    let filed_ends = |row: &Row| ["date_start", "date_end"].map(|end| row.text(end).to_owned());
    assert_eq!(by(&events, ends, told), by(rows, filed_ends, filed), "by both ends of the date");
    for side in 0..2 {
        let party = |event: &Value| {
            assert_eq!(event["participations"]["totalCount"], 2);
            let party = &event["participations"]["nodes"][side]["party"];
            (text(&party["externalIds"][0]["value"]), text(&party["name"]))
        };
        let name = ["side_a", "side_b"][side];
        let filed_party = |row: &Row| (row.number(&format!("{name}_new_id")).to_owned(), row.text(name).to_owned());
        assert_eq!(by(&events, party, told), by(rows, filed_party, filed), "by {name}");
    }
    each(&events, rows);
}

/// Every event is its row: place, number of reports, their outlets and days.
fn each(events: &[Value], rows: &[Row]) {
    let mut shortened = 0;
    let by_id: BTreeMap<String, &Row> = rows.iter().map(|row| (format!("ged-{}", row.number("id")), row)).collect();
    for event in events {
        let row = by_id[&text(&event["slug"])];
        let place = &event["place"];
        assert_eq!(place["name"], row.text("where_coordinates"));
        for axis in ["latitude", "longitude"] {
            assert_eq!(place["point"][axis].as_f64(), row.text(axis).parse().ok(), "{event}");
        }
        let ids = event["externalIds"].as_array().unwrap().iter().map(|id| text(&id["value"])).collect::<Vec<_>>();
        assert_eq!(ids, [row.number("id"), row.text("relid")]);
        let reports = &event["citations"]["nodes"];
        assert_eq!(event["citations"]["totalCount"], row.count("number_of_sources").max(1), "{event}");
        let reports = reports.as_array().unwrap();
        let label = Some(row.text("source_original")).filter(|label| !label.is_empty());
        assert!(reports.iter().all(|report| report["attributionLabel"].as_str() == label));
        let list = |of: fn(&Value) -> Option<&str>| {
            reports.iter().filter_map(|report| of(&report["source"])).map(str::trim).collect::<Vec<_>>()
        };
        let filed = |column| row.text(column).split(';').map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>();
        for title in list(|source| source["title"].as_str()) {
            assert!(row.text("source_article").contains(title.trim_end_matches('…')), "{event}");
            shortened += usize::from(title.ends_with('…'));
        }
        let spaces =
            |names: Vec<&str>| names.iter().map(|name| name.split_whitespace().collect()).collect::<Vec<String>>();
        assert_eq!(spaces(list(|source| source["outlet"]["name"].as_str())), spaces(filed("source_office")), "{event}");
        assert_eq!(list(|source| source["published"]["edtf"].as_str()), filed("source_date"), "{event}");
    }
    assert_eq!(shortened, 2, "titles too long to order by");
}

/// From the other ends: what each side took part in, what happened at each place, what rests on each report.
fn read_from_the_other_ends(world: &World, rows: &[Row]) {
    let node = "externalIds { scheme value } participations(first: 0) { totalCount }";
    let actors = whole(world, "organizations", "{field: NAME}", node, 50, true);
    let actors = actors.iter().filter(|actor| actor["externalIds"][0]["scheme"] == "ucdp_actor");
    let parts = actors.map(|actor| {
        (text(&actor["externalIds"][0]["value"]), actor["participations"]["totalCount"].as_i64().unwrap())
    });
    let sides = rows.iter().flat_map(|row| ["side_a_new_id", "side_b_new_id"].map(|id| (row.number(id).to_owned(), 1)));
    assert_eq!(tally(parts), tally(sides), "parts of each side");

    let node = "country events(first: 100) { totalCount nodes { fatalities { best } } }";
    let places = whole(world, "places", "{field: NAME direction: ASC}", node, 64, false);
    let deaths = places.iter().map(|place| {
        let events = place["events"]["nodes"].as_array().unwrap();
        assert_eq!(place["events"]["totalCount"], events.len());
        (text(&place["country"]), events.iter().map(|event| event["fatalities"]["best"].as_i64().unwrap()).sum())
    });
    let filed = rows.iter().map(|row| (iso(row.number("country_id")).to_owned(), i64::from(row.count("best"))));
    assert_eq!(tally(deaths), tally(filed), "deaths at places, by country");

    for (size, backward, order) in [(100, false, "TITLE"), (90, true, "TITLE"), (75, false, "PUBLISHED")] {
        let sources = whole(
            world,
            "sources",
            &format!("{{field: {order}}}"),
            "supports(first: 0) { totalCount }",
            size,
            backward,
        );
        let rests: i64 = sources.iter().map(|source| source["supports"]["totalCount"].as_i64().unwrap()).sum();
        let filed: i64 = rows.iter().map(|row| i64::from(row.count("number_of_sources").max(1))).sum();
        assert_eq!(rests, filed, "what rests on reports");
    }
}

#[test]
fn real_events_are_read_back_whole() {
    let Some(rows) = rows() else { return };
    for backend in world::backends() {
        let world = World::loaded(&[(convert::records(&rows), RECORDED)], backend);
        read_back(&world, &rows);
        read_from_the_other_ends(&world, &rows);
    }
}
