//! Areas as GeoJSON (RFC 7946): polygons with holes, read into edges.
//!
//! Edges are straight in longitude and latitude, as the standard has it, and are kept in whole units, so that whether a
//! point lies on one has an answer.

use serde_json::Value;

use super::geo::{UNITS, units};

/// The most positions that an area may have.
pub const MAX_POSITIONS: usize = 1_000;

/// An edge of a ring, in units, from its southern to its northern end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Which polygon of the area it belongs to.
    pub polygon: usize,
    /// Longitude and latitude of the southern end.
    pub from: (i64, i64),
    /// Of the northern end.
    pub to: (i64, i64),
    /// How far to the west its polygon reaches.
    pub west: i64,
}

/// Reads the edges of a Polygon or MultiPolygon; says what is wrong and where.
pub fn edges(area: &Value) -> Result<Vec<Edge>, String> {
    let known = "expected a GeoJSON geometry: {\"type\": \"Polygon\", \"coordinates\": [[[longitude, latitude], …]]}";
    let (Some(kind), Some(coordinates)) = (area["type"].as_str(), area.get("coordinates")) else {
        return Err(match area["type"].as_str() {
            Some(kind @ ("Feature" | "FeatureCollection")) => format!("it is a {kind}; give the geometry alone"),
            Some(kind) if kind != "GeometryCollection" => format!("it is a {kind} without `coordinates`; {known}"),
            _ => known.to_owned(),
        });
    };
    if area.get("crs").is_some() {
        return Err("it has a `crs`; coordinates are WGS 84 (RFC 7946), so convert them and leave `crs` out".to_owned());
    }
    let mut reading = Reading::default();
    match kind {
        "Polygon" => reading.polygon(coordinates, "coordinates")?,
        "MultiPolygon" => {
            for (index, polygon) in list(coordinates, "coordinates", "polygons")?.iter().enumerate() {
                reading.polygon(polygon, &format!("coordinates[{index}]"))?;
            }
        }
        kind => return Err(format!("it is a {kind}; give a Polygon or a MultiPolygon")),
    }
    Ok(reading.edges)
}

/// What has been read.
#[derive(Default)]
struct Reading {
    edges: Vec<Edge>,
    polygons: usize,
    positions: usize,
}

impl Reading {
    fn polygon(&mut self, rings: &Value, at: &str) -> Result<(), String> {
        let first = self.edges.len();
        for (index, ring) in list(rings, at, "rings")?.iter().enumerate() {
            self.ring(ring, &format!("{at}[{index}]"))?;
        }
        let west = self.edges[first..].iter().map(|edge| edge.from.0.min(edge.to.0)).min().unwrap_or_default();
        self.edges[first..].iter_mut().for_each(|edge| edge.west = west);
        self.polygons += 1;
        Ok(())
    }

    fn ring(&mut self, ring: &Value, at: &str) -> Result<(), String> {
        let positions = list(ring, at, "positions")?;
        self.positions += positions.len();
        if self.positions > MAX_POSITIONS {
            return Err(format!("it has over {MAX_POSITIONS} positions; simplify it to that many at most"));
        }
        if positions.len() < 4 {
            let count = positions.len();
            return Err(format!("{at} has {count} positions; a ring has at least 4, the last of them the first again"));
        }
        let read = |(index, position)| read(position, &format!("{at}[{index}]"));
        let positions = positions.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        if positions.first() != positions.last() {
            return Err(format!("{at} does not end where it begins; repeat its first position as its last"));
        }
        for pair in positions.windows(2) {
            let (from, to) = if pair[0].1 <= pair[1].1 { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            self.edges.push(Edge { polygon: self.polygons, from, to, west: 0 });
        }
        Ok(())
    }
}

/// A list that is not empty.
fn list<'v>(value: &'v Value, at: &str, what: &str) -> Result<&'v [Value], String> {
    match value.as_array() {
        Some(items) if !items.is_empty() => Ok(items),
        _ => Err(format!("{at} is no list of {what}")),
    }
}

/// A position: longitude, latitude, and a height, which does not matter.
fn read(position: &Value, at: &str) -> Result<(i64, i64), String> {
    let numbers: Option<Vec<f64>> = position.as_array().and_then(|all| all.iter().map(Value::as_f64).collect());
    let (longitude, latitude) = match numbers.as_deref() {
        Some([longitude, latitude] | [longitude, latitude, _]) => (units(*longitude), units(*latitude)),
        _ => return Err(format!("{at} is no position: [longitude, latitude]")),
    };
    let turned = "GeoJSON has the longitude first, then the latitude";
    if !(-90 * UNITS..=90 * UNITS).contains(&latitude) {
        return Err(format!("{at} has latitude {}, which is not from -90 to 90; {turned}", position[1]));
    }
    if !(-180 * UNITS..=180 * UNITS).contains(&longitude) {
        return Err(format!(
            "{at} has longitude {}, which is not from -180 to 180; what crosses the antimeridian is cut there into two polygons",
            position[0]
        ));
    }
    Ok((longitude, latitude))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn edges_run_from_south_to_north() {
        let square = json!({ "type": "Polygon", "coordinates": [[[1, 1], [3, 1, 250], [3, 2.5], [1, 2.5], [1, 1]]] });
        let edges = edges(&square).expect("a polygon");
        assert_eq!(edges.len(), 4);
        assert!(edges.iter().all(|edge| edge.polygon == 0 && edge.west == UNITS && edge.from.1 <= edge.to.1));
        let last = Edge { polygon: 0, from: (UNITS, UNITS), to: (UNITS, 25_000_000), west: UNITS };
        assert_eq!(edges[3], last);
    }

    #[test]
    fn polygons_are_told_apart_and_holes_belong_to_theirs() {
        let ring = |at: i64| json!([[at, 0], [at + 1, 0], [at, 1], [at, 0]]);
        let area = json!({ "type": "MultiPolygon", "coordinates": [[ring(1), ring(2)], [ring(-7)]] });
        let read: Vec<_> = edges(&area).expect("two").iter().map(|edge| (edge.polygon, edge.west / UNITS)).collect();
        assert_eq!(read, [(0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (1, -7), (1, -7), (1, -7)]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let polygon = |coordinates: Value| json!({ "type": "Polygon", "coordinates": coordinates });
        let many: Vec<_> = (0..=1_000).map(|at| json!([f64::from(at) / 10.0, 0])).collect();
        for (area, told) in [
            (json!([]), "expected a GeoJSON geometry"),
            (json!({}), "expected a GeoJSON geometry"),
            (json!({ "type": "Polygon" }), "it is a Polygon without `coordinates`"),
            (json!({ "type": "Feature", "geometry": null }), "it is a Feature; give the geometry alone"),
            (json!({ "type": "Point", "coordinates": [1, 2] }), "it is a Point; give a Polygon or a MultiPolygon"),
            (json!({ "type": "Polygon", "coordinates": [[]], "crs": {} }), "it has a `crs`"),
            (polygon(json!([])), "coordinates is no list of rings"),
            (polygon(json!([[]])), "coordinates[0] is no list of positions"),
            (polygon(json!([[[0, 0], [1, 0], [0, 0]]])), "coordinates[0] has 3 positions"),
            (polygon(json!([[[0, 0], [1, 0], [1, 1], [0, 1]]])), "coordinates[0] does not end where it begins"),
            (polygon(json!([[[0, 0], [1, "0"], [1, 1], [0, 0]]])), "coordinates[0][1] is no position"),
            (polygon(json!([[[0, 0], [1, 91], [1, 1], [0, 0]]])), "coordinates[0][1] has latitude 91"),
            (polygon(json!([[[0, 0], [190.5, 1], [1, 1], [0, 0]]])), "coordinates[0][1] has longitude 190.5"),
            (polygon(json!([many])), "it has over 1000 positions"),
        ] {
            let found = edges(&area).expect_err("it is wrong");
            assert!(found.contains(told), "{found}");
        }
    }
}
