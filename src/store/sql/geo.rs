//! Points, distances and areas as SQL text.
//!
//! An index finds what lies in boxes, and somewhat more: where to look comes as a list, so that what crosses the
//! antimeridian is two of them, and of a polygon each edge has its own, in which are the points that it may have to their
//! west. What was found is then looked at exactly, in whole units.

use crate::plan::{Area, Kind, Operand, Param};

use super::text::{Dialect, Text};

/// Of a box, in the order in which they are listed.
const SIDES: [&str; 4] = ["west", "south", "east", "north"];
/// The point of a place in units.
const X: &str = "CAST(floor(p.longitude * 10000000.0 + 0.5) AS bigint)";
const Y: &str = "CAST(floor(p.latitude * 10000000.0 + 0.5) AS bigint)";

impl Text {
    /// How many metres the place with that alias is from a point. Both databases are told the same sums, so that they come
    /// to the same number.
    pub fn distance(&mut self, place: &str, [latitude, longitude]: [Param; 2]) {
        const RADIANS: f64 = std::f64::consts::PI / 180.0;
        let (open, close) = match self.dialect {
            Dialect::Sqlite => ("CAST(12742017.6 * asin(min(1.0, ", " AS INTEGER)"),
            Dialect::Postgres => ("floor(12742017.6 * asin(least(1.0, ", ")::bigint"),
        };
        self.push(open);
        self.write(format_args!("sqrt(pow(sin(({place}.latitude - "));
        self.degrees(latitude);
        self.write(format_args!(") * {half}), 2) + cos({place}.latitude * {RADIANS}) * cos(", half = RADIANS / 2.0));
        self.degrees(latitude);
        self.write(format_args!(" * {RADIANS}) * pow(sin(({place}.longitude - "));
        self.degrees(longitude);
        self.write(format_args!(") * {half}), 2)))) + 0.5", half = RADIANS / 2.0));
        self.push(close);
    }

    /// A coordinate that is bound in units, in degrees.
    fn degrees(&mut self, param: Param) {
        self.push("(");
        self.param(param, Kind::Int);
        self.push(if self.dialect == Dialect::Sqlite { " / 10000000.0)" } else { "::float8 / 10000000.0)" });
    }

    /// Whether a key is that of a place that lies in an area. Of one place `alone` SQLite looks at that; else it finds all
    /// places in the area first, once in a statement.
    pub fn located(&mut self, key: &Operand, area: &Area, alone: bool) {
        self.operand(key);
        self.push(" IN (SELECT p.id FROM ");
        match area {
            Area::Circle(boxes, centre, metres) => {
                self.boxed(*boxes, false);
                self.push(" AND ");
                self.distance("p", *centre);
                self.push(" <= ");
                self.param(*metres, Kind::Int);
            }
            Area::Boxes(boxes) => self.boxed(*boxes, true),
            Area::Polygons(edges) => self.edged(*edges),
        }
        if alone && self.dialect == Dialect::Sqlite && !matches!(area, Area::Polygons(_)) {
            self.push(" AND p.id = ");
            self.operand(key);
        }
        self.push(")");
    }

    /// The places in boxes, of which there are two at most.
    fn boxed(&mut self, boxes: Param, exactly: bool) {
        if self.dialect == Dialect::Sqlite {
            self.listed(boxes, &SIDES);
            self.push("place_tree p WHERE ");
            self.beside(|text, at| text.write(format_args!("e.{}", SIDES[at])));
            if exactly {
                self.write(format_args!(" AND {X} BETWEEN e.west AND e.east AND {Y} BETWEEN e.south AND e.north"));
            }
            return;
        }
        self.push("place p WHERE (");
        for half in 0..2 {
            let side = |text: &mut Self, at: usize| {
                text.push("(");
                text.param(boxes, Kind::Text);
                text.write(format_args!("::jsonb -> {half} ->> {at})::bigint"));
            };
            self.push(if half > 0 { " OR " } else { "" });
            self.beside(side);
            if exactly {
                for (coordinate, low, high) in [(X, 0, 2), (Y, 1, 3)] {
                    self.write(format_args!(" AND {coordinate} BETWEEN "));
                    side(self, low);
                    self.push(" AND ");
                    side(self, high);
                }
            }
        }
        self.push(")");
    }

    /// The places in polygons: those on an edge, and those with an odd number of edges to their east. Of the products,
    /// which say on which side of an edge a place lies, none reaches 2^63.
    fn edged(&mut self, edges: Param) {
        self.listed(edges, &["west", "south", "east", "north", "polygon", "x1", "x2", "least"]);
        self.push(if self.dialect == Dialect::Sqlite { "place_tree p WHERE " } else { "place p WHERE " });
        self.beside(|text, at| text.write(format_args!("e.{}", SIDES[at])));
        let (left, right) = (format!("({X} - e.x1) * (e.north - e.south)"), format!("(e.x2 - e.x1) * ({Y} - e.south)"));
        self.write(format_args!(
            " GROUP BY p.id, e.polygon HAVING \
             max(CASE WHEN {left} = {right} AND {X} BETWEEN e.least AND e.east \
             AND {Y} BETWEEN e.south AND e.north THEN 1 ELSE 0 END) = 1 \
             OR sum(CASE WHEN e.south <= {Y} AND {Y} < e.north AND {left} < {right} THEN 1 ELSE 0 END) % 2 = 1"
        ));
    }

    /// The items of a list, read once: what has no limit is read anew wherever an item is named.
    fn listed(&mut self, list: Param, names: &[&str]) {
        let (open, item, close) = match self.dialect {
            Dialect::Sqlite => ("json_each(", "", ") b LIMIT -1"),
            Dialect::Postgres => ("jsonb_array_elements(", "::bigint", "::jsonb) b OFFSET 0"),
        };
        for (at, name) in names.iter().enumerate() {
            let open = if at > 0 { ", " } else { "(SELECT " };
            self.write(format_args!("{open}(b.value ->> {at}){item} AS {name}"));
        }
        self.write(format_args!(" FROM {open}"));
        self.param(list, Kind::Text);
        self.write(format_args!("{close}) e CROSS JOIN "));
    }

    /// What an index finds in a box, and a millionth of a degree beside it.
    fn beside(&mut self, side: impl Fn(&mut Self, usize)) {
        let begin: [&str; 4] = match self.dialect {
            Dialect::Sqlite => ["p.east >= (", " AND p.north >= (", " AND p.west <= (", " AND p.south <= ("],
            Dialect::Postgres => ["point(p.longitude, p.latitude) <@ box(point((", ", (", "), point((", ", ("],
        };
        let end = if self.dialect == Dialect::Sqlite { ") / 10000000.0" } else { ")::float8 / 10000000" };
        for (at, begin) in begin.into_iter().enumerate() {
            self.push(begin);
            side(self, at);
            self.push(if at < 2 { " - 10" } else { " + 10" });
            self.push(end);
        }
        self.push(if self.dialect == Dialect::Sqlite { "" } else { "))" });
    }
}
