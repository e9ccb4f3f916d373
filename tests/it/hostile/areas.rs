//! Areas that are too much, or none: as variables of any size and depth, and as many as a filter holds.

use serde_json::{Value, json};

use super::{Process, floods::many, tell, verdict};

const ASKED: &str = "query ($area: GeoJSON!) { places(filter: { location: { inside: $area } }) { totalCount } }";

fn polygon(coordinates: Value) -> Value {
    json!({ "type": "Polygon", "coordinates": coordinates })
}

/// A ring of so many positions that runs to and fro over the whole globe.
fn zigzag(positions: usize) -> Value {
    let corner =
        |at: usize| json!([if at.is_multiple_of(2) { -180 } else { 180 }, at as f64 * 180.0 / positions as f64 - 90.0]);
    let mut ring: Vec<Value> = (0..positions - 1).map(corner).collect();
    ring.push(ring[0].clone());
    json!([ring])
}

/// Lists within each other.
fn nested(depth: usize) -> Value {
    (0..depth).fold(json!(0), |inner, _| json!([inner]))
}

#[test]
fn areas_have_an_end() {
    let mut process = Process::start(&[]);
    let ask = |document: &str, area: &Value| {
        let body = json!({ "query": document, "variables": { "area": area } }).to_string();
        let (answer, time) = process.post(body.as_bytes());
        (verdict(&answer, &body), time)
    };
    let mut times = Vec::new();
    let position = |position: Value| polygon(json!([[[0, 0], position, [1, 1], [0, 0]]]));
    let cases = [
        ("data", polygon(zigzag(1_000))),
        // the control stands above
        ("BAD_USER_INPUT", polygon(zigzag(1_001))),
        ("BAD_USER_INPUT", polygon(zigzag(40_000))),
        ("BAD_USER_INPUT", polygon(json!(vec![zigzag(4)[0].clone(); 251]))),
        ("BAD_USER_INPUT", polygon(nested(100))),
        ("BAD_USER_INPUT", json!({ "type": nested(100) })),
        ("BAD_USER_INPUT", json!({ "a": nested(100) })),
        ("BAD_USER_INPUT", position(json!([1e308, -1e308]))),
        ("BAD_USER_INPUT", position(json!([u64::MAX, i64::MIN]))),
        ("BAD_USER_INPUT", position(json!([null, "1"]))),
        ("BAD_USER_INPUT", position(json!({ "0": 1, "1": 1 }))),
        ("BAD_USER_INPUT", position(json!([1, 1, 1, 1]))),
        ("BAD_USER_INPUT", position(json!([]))),
        ("BAD_USER_INPUT", json!([polygon(zigzag(4))])),
        ("BAD_USER_INPUT", json!("x".repeat(100_000))),
        ("BAD_USER_INPUT", json!(7)),
    ];
    for (expected, area) in cases {
        let (found, time) = ask(ASKED, &area);
        let shown: String = area.to_string().chars().take(100).collect();
        assert_eq!(found, expected, "{shown}");
        times.push(time);
    }
    // the same area many times
    let often = |count| {
        let tests = many(count, |_| "{ location: { inside: $area } }".to_owned());
        format!("query ($area: GeoJSON!) {{ events(filter: {{ or: [{tests}] }}) {{ totalCount }} }}")
    };
    for (count, expected) in [(20, "data"), (21, "COST_LIMIT"), (400, "COST_LIMIT")] {
        let (found, time) = ask(&often(count), &polygon(zigzag(1_000)));
        assert_eq!(found, expected, "{count} areas");
        times.push(time);
    }
    tell("areas", &times);
    process.unharmed();
}
