//! Areas on the globe: ones that filters ask for, and which points are in them by a plain reading of what is published.

use proptest::{prelude::*, sample};
use serde_json::{Value, json};

use super::evaluate::Fault;

/// A point, in degrees north and east.
pub type Point = (f64, f64);

/// Where the generated places are: equal ones, some on edges of areas below, on the antimeridian and at the poles.
pub const POINTS: [Option<Point>; 14] = [
    Some((33.3406, 44.4009)),
    Some((33.3406, 44.4009)),
    None,
    Some((59.3294, 18.0687)),
    Some((0.0, 0.0)),
    Some((90.0, 12.0)),
    Some((-17.5, 180.0)),
    Some((-17.5, -180.0)),
    None,
    Some((-17.500_000_049, -179.5)),
    Some((10.0, 20.0)),
    Some((20.0, 10.000_000_05)),
    Some((15.0, 15.0)),
    Some((-90.0, -60.0)),
];
/// From where the tests of orders tell distances.
pub const CENTRE: Point = (34.0, 44.0);

const WEST_TO_EAST: [f64; 13] =
    [-180.0, -179.5, -60.0, 0.0, 5.0, 10.0, 10.000_000_1, 15.0, 18.0687, 20.0, 44.4009, 179.0, 180.0];
const SOUTH_TO_NORTH: [f64; 12] =
    [-90.0, -17.5, -17.499_999_9, 0.0, 5.0, 10.0, 15.0, 20.0, 33.3406, 33.340_600_2, 59.3294, 90.0];
const RADII: [f64; 10] = [0.0, 0.000_4, 0.001, 1.0, 54.123_456, 500.0, 3_456.789, 10_007.557, 20_015.115, 20_016.0];

/// Tests of where something lies.
pub fn areas() -> BoxedStrategy<Value> {
    let (longitude, latitude) = (sample::select(&WEST_TO_EAST[..]), sample::select(&SOUTH_TO_NORTH[..]));
    let near = (latitude.clone(), longitude.clone(), sample::select(&RADII[..]));
    let near = near.prop_map(
        |(north, east, radius)| json!({ "near": { "latitude": north, "longitude": east, "radiusKm": radius } }),
    );
    let sides = (longitude.clone(), longitude.clone(), latitude.clone(), latitude.clone());
    let boxes = sides.prop_map(|(west, east, one, other): (f64, f64, f64, f64)| {
        json!({ "box": { "west": west, "south": one.min(other), "east": east, "north": one.max(other) } })
    });
    // corners by chance: the ring may cross itself
    let ring = prop::collection::vec((longitude, latitude), 3..6).prop_map(|mut corners| {
        corners.push(corners[0]);
        corners.into_iter().map(|(east, north)| json!([east, north])).collect::<Value>()
    });
    let polygon = prop::collection::vec(ring, 1..4).prop_map(Value::Array).boxed();
    let inside = prop_oneof![
        2 => polygon.clone().prop_map(|rings| json!({ "inside": { "type": "Polygon", "coordinates": rings } })),
        1 => prop::collection::vec(polygon, 1..3)
            .prop_map(|all| json!({ "inside": { "type": "MultiPolygon", "coordinates": all } })),
    ];
    prop_oneof![3 => near, 3 => boxes, 2 => inside].boxed()
}

/// Degrees in ten-millionths.
fn units(degrees: f64) -> i128 {
    (degrees * 1e7 + 0.5).floor() as i128
}

/// Metres between two points of a ball, by the haversine formula.
pub fn metres(from: Point, to: Point) -> i64 {
    let (south, north) = (from.0.to_radians(), to.0.to_radians());
    let half_sine = |angle: f64| (angle.to_radians() / 2.0).sin().powi(2);
    let part = half_sine(to.0 - from.0) + south.cos() * north.cos() * half_sine(to.1 - from.1);
    (2.0 * 6_371_008.8 * part.sqrt().min(1.0).asin()).round() as i64
}

/// Whether a point is where a filter asks; what is nowhere is in nothing.
pub fn located(point: Option<Point>, filter: &Value, fault: Option<Fault>) -> bool {
    let has = |other| fault == Some(other);
    let Some((north, east)) = point else { return has(Fault::NowhereIsAnywhere) };
    let (name, asked) = filter.as_object().and_then(|fields| fields.iter().next()).expect("one of them");
    let number = |name: &str| asked[name].as_f64().expect("a number");
    let (x, y) = (units(east), units(north));
    match name.as_str() {
        "near" => metres((number("latitude"), number("longitude")), (north, east)) as f64 / 1e3 <= number("radiusKm"),
        "box" => {
            let [west, south, east, north] = ["west", "south", "east", "north"].map(|side| units(number(side)));
            let along = match west <= east || has(Fault::BoxesStop) {
                true => west <= x && x <= east,
                false => west <= x || x <= east,
            };
            along && south <= y && y <= north
        }
        "inside" => match asked["type"] == "Polygon" {
            true => within(&asked["coordinates"], x, y, fault),
            false => list(&asked["coordinates"]).iter().any(|polygon| within(polygon, x, y, fault)),
        },
        other => panic!("the evaluator does not know {other:?} of GeoFilter"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// Whether an odd number of rings has a point within it, or it lies on one.
fn within(polygon: &Value, x: i128, y: i128, fault: Option<Fault>) -> bool {
    let mut odd = false;
    for (index, ring) in list(polygon).iter().enumerate() {
        if index > 0 && fault == Some(Fault::HolesAreIn) {
            break;
        }
        let corner = |corner: &Value| (units(corner[0].as_f64().unwrap()), units(corner[1].as_f64().unwrap()));
        let corners: Vec<_> = list(ring).iter().map(corner).collect();
        for pair in corners.windows(2) {
            let ((x1, y1), (x2, y2)) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            // on which side of the line through both ends: 0 is on it
            let side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
            let beside = x1 <= x && x <= x2 && y1.min(y2) <= y && y <= y1.max(y2);
            if side == 0 && beside {
                return fault != Some(Fault::EdgesAreOut);
            }
            // a ray to the south
            odd ^= x1 <= x && x < x2 && side > 0;
        }
    }
    odd
}
