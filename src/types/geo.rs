//! The input types of filters by where something is, and what edges tell of it.

use crate::domain::{geo::MAX_RADIUS, geojson::MAX_POSITIONS};

use super::{
    build::output,
    filters::input,
    model::{Model, OutputField, Type},
};

/// Adds them.
pub fn register(model: &mut Model) {
    let mut add = |name: &str, one_of, doc: &str, fields| {
        model.types.insert(name.to_owned(), Type::Input { doc: doc.to_owned(), one_of, fields });
    };
    let inside = format!(
        "In this area: a Polygon or a MultiPolygon, of {MAX_POSITIONS} positions at most. In is what an odd number of a polygon's rings has within it, so that inner rings are holes, and what lies on an edge of any ring. Edges are straight in longitude and latitude, as on a plain map, and run within -180 and 180: an area over the antimeridian is cut there into two polygons. Heights do not matter."
    );
    add(
        "GeoFilter",
        true,
        "By the point of a place, WGS 84: exactly one of these. A place without a point is in no area; `not` keeps it. Degrees, of the point too, are taken to seven decimals, the nearest and of two the greater: about a centimetre.",
        vec![
            input("near", "GeoCircle", "Not farther than so much from a point."),
            input("box", "GeoBox", "Between two meridians and two parallels."),
            input("inside", "GeoJSON", &inside),
        ],
    );
    let radius = format!(
        "How far from it, in kilometres, 0 to {MAX_RADIUS}: half the way round the globe is somewhat less. What is just so far belongs to it."
    );
    add(
        "GeoCircle",
        false,
        "What lies around a point. Distances run along the great circle of a ball with the radius 6371.0088 km, by the haversine formula, and are rounded to the metre.",
        vec![
            input("latitude", "Float!", "Degrees north of the point, -90 to 90."),
            input("longitude", "Float!", "Degrees east of the point, -180 to 180."),
            input("radiusKm", "Float!", &radius),
        ],
    );
    let degrees = "its ends are part of it";
    add(
        "GeoBox",
        false,
        &format!(
            "What lies between two meridians and two parallels; {degrees}. From `west` eastward to `east`: where `west` is the greater, over the antimeridian."
        ),
        vec![
            input("west", "Float!", "Degrees east where it begins, -180 to 180."),
            input("south", "Float!", "Degrees north of its lower end, -90 to 90."),
            input("east", "Float!", "Degrees east where it ends, -180 to 180."),
            input("north", "Float!", "Degrees north of its upper end, -90 to 90, not less than `south`."),
        ],
    );
}

/// How far an entry of a list is away.
pub fn distance() -> OutputField {
    let doc = "How far it is from the centre of the list's `location.near`, in kilometres to the metre; null where the list's filter has none at its top level or within its `and`s. Of several the one at the top level counts, else the first.";
    output("distanceKm", doc, "Float", vec![])
}
