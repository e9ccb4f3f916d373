//! Areas on the globe: what a filter by location asks, and what is bound for it.

use serde_json::{Value as Json, json};

use crate::{
    catalog::{Col, Join},
    domain::{
        geo::{MAX_RADIUS, Rect, units},
        geojson,
    },
    types::{Arg, Value},
};

use super::{
    Datum,
    bind::{Conversion, Source},
    compile::{Compiler, Row},
    input::{no_nulls, source},
    level::{Cond, Operand, Param, Select},
    refusal::Refusal,
};

/// Tests by location that the filters of one request may have.
const MAX_AREAS: usize = 20;

/// An area, as it is bound. Boxes and edges are lists as JSON, of lists of units that begin with west, south, east and
/// north of where to look.
#[derive(Clone, Debug, PartialEq)]
pub enum Area {
    /// Not farther from a point than so many metres: where to look, the point, the metres.
    Circle(Param, [Param; 2], Param),
    /// In one of these boxes.
    Boxes(Param),
    /// In one of several polygons, each given by its edges: which polygon, the longitudes of the southern and of the
    /// northern end, and the lesser of them.
    Polygons(Param),
}

/// What is bound of a filter by location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Where to look, or the box itself.
    Boxes,
    /// The edges of an area.
    Edges,
    /// The centre, in units.
    Latitude,
    /// The centre, in units.
    Longitude,
    /// The radius in metres.
    Metres,
}

impl Compiler<'_> {
    /// The key of a place, after steps.
    pub fn place(&mut self, select: &mut Select, row: &mut Row, path: &[Join]) -> Operand {
        self.along(select, row, path, Col { table: "place", name: "id", nullable: false })
    }

    /// How far a place is from a point, after steps.
    pub fn distance(&mut self, select: &mut Select, row: &mut Row, path: &[Join], centre: [Param; 2]) -> Operand {
        let latitude = self.along(select, row, path, Col { table: "place", name: "latitude", nullable: true });
        let Operand::Col(place, _) = latitude else { unreachable!("this is a column of the place") };
        Operand::Distance(place, centre)
    }

    /// Whether the place that `key` names lies where a filter asks.
    pub fn located(&mut self, key: Operand, arg: &Arg, what: &str) -> Result<Cond, Refusal> {
        let [(name, given)] = no_nulls(arg, what, &[])? else { unreachable!("exactly one is given") };
        let here = format!("{what}.{name}");
        let areas = self
            .binds
            .0
            .iter()
            .filter(|bind| matches!(bind.conversion, Conversion::Area(_, Piece::Boxes | Piece::Edges)));
        if areas.count() == MAX_AREAS {
            return Err(Refusal::FilterSize { field: here, what: "tests by location", limit: MAX_AREAS });
        }
        let mut bind = |piece| self.binds.param(whole(given), Conversion::Area(here.clone(), piece));
        let area = match name.as_str() {
            "near" => Area::Circle(
                bind(Piece::Boxes),
                [Piece::Latitude, Piece::Longitude].map(&mut bind),
                bind(Piece::Metres),
            ),
            "box" => Area::Boxes(bind(Piece::Boxes)),
            _ => Area::Polygons(bind(Piece::Edges)),
        };
        Ok(Cond::Located(key, area, self.below))
    }

    /// The centre from which a list with this filter tells distances.
    pub fn centre(&mut self, filter: Option<&Arg>) -> Option<[Param; 2]> {
        let near = near(filter?)?;
        let what = "filter.location.near";
        let bind = |piece| self.binds.param(whole(near), Conversion::Area(what.to_owned(), piece));
        Some([Piece::Latitude, Piece::Longitude].map(bind))
    }
}

/// The circle that a filter asks for in any case: at its top level, else the first within its `and`s.
fn near(filter: &Arg) -> Option<&Arg> {
    if let Some(near) = filter.get("location").and_then(|location| location.get("near")) {
        return Some(near);
    }
    let Some(Arg::List(all, _)) = filter.get("and") else { return None };
    all.iter().find_map(near)
}

/// A source of all of an argument.
fn whole(arg: &Arg) -> Source {
    match arg {
        Arg::Object(fields) => Source::Fields(fields.iter().map(|(name, arg)| (name.clone(), whole(arg))).collect()),
        other => source(other),
    }
}

/// What is bound of a filter's value; says what is wrong with it.
pub fn piece(what: &str, value: &Value, piece: Piece) -> Result<Datum, Refusal> {
    let wrong = |reason: String| Refusal::BadInput(format!("{what}: {reason}"));
    if let Value::Text(text) = value {
        let area: Json = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let edges = geojson::edges(&area).map_err(wrong)?;
        return Ok(listed(edges.iter().map(|edge| {
            let (from, to) = (edge.from, edge.to);
            let east = from.0.max(to.0);
            json!([edge.west, from.1, east, to.1, edge.polygon, from.0, to.0, from.0.min(to.0)])
        })));
    }
    let number = |name: &str, least: f64, most: f64| match field(value, name) {
        Some(number) if (least..=most).contains(&number) => Ok(number),
        number => Err(wrong(format!("`{name}` is {}; it must be from {least} to {most}", number.unwrap_or(f64::NAN)))),
    };
    if field(value, "radiusKm").is_none() {
        let [west, east] = ["west", "east"].map(|name| number(name, -180.0, 180.0).map(units));
        let [south, north] = ["south", "north"].map(|name| number(name, -90.0, 90.0).map(units));
        let (west, south, east, north) = (west?, south?, east?, north?);
        if south > north {
            return Err(wrong("`south` is north of `north`; exchange them".to_owned()));
        }
        return Ok(boxes(&Rect::between(west, south, east, north)));
    }
    let latitude = units(number("latitude", -90.0, 90.0)?);
    let longitude = units(number("longitude", -180.0, 180.0)?);
    let metres = metres(number("radiusKm", 0.0, MAX_RADIUS)?);
    Ok(match piece {
        Piece::Latitude => Datum::Int(latitude),
        Piece::Longitude => Datum::Int(longitude),
        Piece::Metres => Datum::Int(metres),
        Piece::Boxes | Piece::Edges => boxes(&Rect::around(latitude, longitude, metres)),
    })
}

fn field(value: &Value, name: &str) -> Option<f64> {
    let Value::Object(fields) = value else { return None };
    match fields.iter().find(|(known, _)| known == name) {
        Some((_, Value::Float(number))) => Some(*number),
        _ => None,
    }
}

/// Whole metres in so many kilometres: not more, but all of them where it is what metres are written as.
fn metres(kilometres: f64) -> i64 {
    let nearest = (kilometres * 1_000.0).round();
    let whole = if nearest / 1_000.0 > kilometres { nearest - 1.0 } else { nearest };
    whole as i64
}

fn boxes(rects: &[Rect]) -> Datum {
    listed(rects.iter().map(|rect| json!([rect.west, rect.south, rect.east, rect.north])))
}

fn listed(rows: impl Iterator<Item = Json>) -> Datum {
    Datum::Text(Json::Array(rows.collect()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_radius_holds_whole_metres() {
        for (kilometres, whole) in
            [(0.0, 0), (0.0009, 0), (0.3, 300), (1.001, 1_001), (4.0355, 4_035), (20_016.0, 20_016_000)]
        {
            assert_eq!(metres(kilometres), whole, "{kilometres}");
        }
    }

    #[test]
    fn what_no_number_is_said_of_is_refused() {
        let circle = |latitude: f64, radius: f64| {
            let fields = [("latitude", latitude), ("longitude", 0.0), ("radiusKm", radius)];
            Value::Object(fields.map(|(name, number)| (name.to_owned(), Value::Float(number))).to_vec())
        };
        for value in [circle(f64::NAN, 1.0), circle(0.0, f64::NAN), circle(0.0, f64::INFINITY), circle(0.0, -0.001)] {
            assert!(piece("near", &value, Piece::Metres).is_err(), "{value:?}");
        }
        assert_eq!(piece("near", &circle(-90.0, 0.0), Piece::Latitude), Ok(Datum::Int(-900_000_000)));
    }
}
