//! Places by where they lie: the geohash of each point, and an index of points.

use crate::dialect::Dialect;

/// Bits of longitude and of latitude in nine characters of five bits.
const BITS: [u32; 2] = [23, 22];
/// Units, of which a degree has ten millions, in the range of longitudes and in that of latitudes.
const SPANS: [i64; 2] = [3_600_000_000, 1_800_000_000];

/// Adds them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let text = dialect.types().text;
    let mut all = vec![
        format!("ALTER TABLE place ADD COLUMN geohash {text}"),
        format!("UPDATE place SET geohash = ({}) WHERE latitude IS NOT NULL", geohash()),
    ];
    match dialect {
        // Its numbers are of 32 bits and rounded outward, so what it finds is looked at again: at the point beside them.
        Dialect::Sqlite => all.extend(
            [
                "CREATE VIRTUAL TABLE place_tree USING rtree(id, west, east, south, north, +latitude, +longitude)",
                "INSERT INTO place_tree
                    SELECT id, longitude, longitude, latitude, latitude, latitude, longitude FROM place
                    WHERE latitude IS NOT NULL",
                "CREATE TRIGGER place_tree_insert AFTER INSERT ON place WHEN NEW.latitude IS NOT NULL BEGIN
                    INSERT INTO place_tree VALUES (NEW.id, NEW.longitude, NEW.longitude, NEW.latitude, NEW.latitude,
                        NEW.latitude, NEW.longitude);
                END",
                "CREATE TRIGGER place_tree_delete AFTER DELETE ON place BEGIN
                    DELETE FROM place_tree WHERE id = OLD.id;
                END",
                "CREATE TRIGGER place_tree_update AFTER UPDATE OF id, latitude, longitude ON place BEGIN
                    DELETE FROM place_tree WHERE id = OLD.id;
                    INSERT INTO place_tree SELECT NEW.id, NEW.longitude, NEW.longitude, NEW.latitude, NEW.latitude,
                        NEW.latitude, NEW.longitude WHERE NEW.latitude IS NOT NULL;
                END",
            ]
            .map(str::to_owned),
        ),
        Dialect::Postgres => {
            all.push("CREATE INDEX place_by_point ON place USING gist (point(longitude, latitude))".to_owned());
        }
    }
    all
}

/// The geohash of a place that is there already: which cell its point is in eastward and northward, and then the bits
/// of the two in turn, five to a letter.
fn geohash() -> String {
    let cell = |column: &str, index: usize| {
        let (bits, span) = (BITS[index], SPANS[index]);
        let units = format!("CAST(floor({column} * 10000000.0 + 0.5) AS bigint) + {}", span / 2);
        let (count, last) = (1_i64 << bits, (1_i64 << bits) - 1);
        format!("CASE WHEN {units} < {span} THEN ({units}) * {count} / {span} ELSE {last} END")
    };
    let bit = |index: u32| {
        let (axis, bits) = if index.is_multiple_of(2) { ("x", BITS[0]) } else { ("y", BITS[1]) };
        format!("{axis} / {} % 2", 1_i64 << (bits - 1 - index / 2))
    };
    let letter = |letter: u32| {
        let number: Vec<String> = (0..5).map(|at| format!("{} * {}", bit(letter * 5 + at), 16 >> at)).collect();
        format!("substr('0123456789bcdefghjkmnpqrstuvwxyz', CAST(1 + {} AS integer), 1)", number.join(" + "))
    };
    let letters: Vec<String> = (0..9).map(letter).collect();
    let (x, y) = (cell("longitude", 0), cell("latitude", 1));
    format!("SELECT {} FROM (SELECT {x} AS x, {y} AS y) AS cell", letters.join(" || "))
}
