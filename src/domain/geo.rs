//! Points and boxes on the globe, WGS 84. What is compared exactly is compared in whole units of a ten-millionth of a
//! degree, about a centimetre: so one decimal number is one and the same everywhere, and no sum is rounded.

use std::f64::consts::PI;

/// Units in a degree.
pub const UNITS: i64 = 10_000_000;
/// The globe as a ball, whose mean radius this is, in metres (IUGG).
pub const RADIUS: f64 = 6_371_008.8;
/// A radius in kilometres within which everything lies: more than half the way round.
pub const MAX_RADIUS: f64 = 20_016.0;
/// Characters of a geohash as it is kept: a cell of some five metres.
pub const GEOHASH: usize = 9;

const ALPHABET: &[u8; 32] = b"0123456789bcdefghjkmnpqrstuvwxyz";
const TURN: i64 = 360 * UNITS;

/// Degrees in whole units, the nearest.
pub fn units(degrees: f64) -> i64 {
    (degrees * UNITS as f64 + 0.5).floor() as i64
}

/// A range of longitudes and one of latitudes, in units, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Where it begins.
    pub west: i64,
    /// Its lower end.
    pub south: i64,
    /// Where it ends, not west of where it begins.
    pub east: i64,
    /// Its upper end.
    pub north: i64,
}

impl Rect {
    /// What lies between two meridians, from the first one eastward: two parts where that crosses the antimeridian.
    pub fn between(west: i64, south: i64, east: i64, north: i64) -> Vec<Self> {
        if west <= east {
            return vec![Self { west, south, east, north }];
        }
        vec![Self { west, south, east: TURN / 2, north }, Self { west: -TURN / 2, south, east, north }]
    }

    /// What holds everything within so many metres of a point, and somewhat more.
    pub fn around(latitude: i64, longitude: i64, metres: i64) -> Vec<Self> {
        // a metre more, for distances are told in whole ones
        let angle = (metres + 1) as f64 / RADIUS;
        let reach = units(angle.to_degrees()) + 1;
        let (south, north) = (latitude - reach, latitude + reach);
        let pole = TURN / 4;
        if angle >= PI / 2.0 || south <= -pole || north >= pole {
            return Self::between(-TURN / 2, south.max(-pole), TURN / 2, north.min(pole));
        }
        // the meridians that touch the circle do so nearer to the pole than its centre is
        let latitude = (latitude as f64 / UNITS as f64).to_radians();
        let aside = units((angle.sin() / latitude.cos()).min(1.0).asin().to_degrees()) + 1;
        if aside >= TURN / 2 {
            return Self::between(-TURN / 2, south, TURN / 2, north);
        }
        // of the antimeridian, which has two numbers, both are in
        let (west, east) = (longitude - aside, longitude + aside);
        let west = if west <= -TURN / 2 { west + TURN } else { west };
        let east = if east >= TURN / 2 { east - TURN } else { east };
        Self::between(west, south, east, north)
    }
}

/// The geohash of a point: at each step the half of the cell in which it lies, of longitudes and latitudes in turn.
pub fn geohash(latitude: f64, longitude: f64) -> String {
    const BITS: usize = GEOHASH * 5;
    let cell = |units: i64, span: i64, bits: usize| ((units + span / 2) << bits).div_euclid(span).min((1 << bits) - 1);
    let east = cell(units(longitude), TURN, BITS.div_ceil(2));
    let north = cell(units(latitude), TURN / 2, BITS / 2);
    let bit = |index: usize| {
        let (of, bits) = if index.is_multiple_of(2) { (east, BITS.div_ceil(2)) } else { (north, BITS / 2) };
        (of >> (bits - 1 - index / 2) & 1) as usize
    };
    let letters = (0..GEOHASH).map(|letter| (0..5).fold(0, |number, at| number << 1 | bit(letter * 5 + at)));
    letters.map(|number| char::from(ALPHABET[number])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In one unit of every direction around, what lies on the globe at all.
    fn holds(rects: &[Rect], latitude: f64, longitude: f64) -> bool {
        let (latitude, longitude) = (units(latitude), units(longitude));
        let within =
            |it: &Rect| it.west <= longitude && longitude <= it.east && it.south <= latitude && latitude <= it.north;
        rects.iter().any(within)
    }

    #[test]
    fn a_decimal_number_is_one_number() {
        assert_eq!(units(44.4), 444_000_000);
        assert_eq!(units(-0.1), -1_000_000);
        assert_eq!(units(33.312_805_949), 333_128_059);
        assert_eq!([units(-180.0), units(180.0)], [-TURN / 2, TURN / 2]);
    }

    #[test]
    fn geohashes_are_those_that_others_give() {
        // the examples of geohash.org and of Wikipedia, and corners of the globe
        for (latitude, longitude, hash) in [
            (57.64911, 10.40744, "u4pruydqq"),
            (42.6, -5.6, "ezs42e44y"),
            (0.0, 0.0, "s00000000"),
            (90.0, 180.0, "zzzzzzzzz"),
            (-90.0, -180.0, "000000000"),
            (-90.0, 180.0, "pbpbpbpbp"),
            (90.0, -180.0, "bpbpbpbpb"),
        ] {
            assert_eq!(geohash(latitude, longitude), hash, "{latitude} {longitude}");
        }
    }

    #[test]
    fn boxes_cross_the_antimeridian() {
        let fiji = Rect::between(units(170.0), units(-20.0), units(-170.0), units(-10.0));
        assert!([175.0, 180.0, -180.0, -175.0, 170.0, -170.0].into_iter().all(|east| holds(&fiji, -15.0, east)));
        assert!([0.0, 169.9, -169.9].into_iter().all(|east| !holds(&fiji, -15.0, east)));
    }

    #[test]
    fn what_is_around_a_point_is_in_its_box() {
        // 100 km are 0.8993 degrees of latitude
        let near = Rect::around(units(33.3), units(44.4), 100_000);
        assert!(holds(&near, 34.199, 44.4) && !holds(&near, 34.21, 44.4));
        // at 33.3 degrees north 100 km are 1.0760 degrees of longitude, and the widest place lies somewhat to the north
        assert!(holds(&near, 33.3, 45.4760) && !holds(&near, 33.3, 45.48));
        // over the antimeridian
        let fiji = Rect::around(units(-17.0), units(179.9), 100_000);
        assert!(holds(&fiji, -17.0, -179.5) && holds(&fiji, -17.0, 179.2) && holds(&fiji, -17.0, -180.0));
        assert!(!holds(&fiji, -17.0, 178.0) && !holds(&fiji, -17.0, -178.0));
        // up to it
        let touching = Rect::around(units(0.0), units(-180.0), 1_000);
        assert!(holds(&touching, 0.0, 180.0) && holds(&touching, 0.0, -180.0) && holds(&touching, 0.0, 179.999));
        // a circle that holds a pole holds all meridians
        let pole = Rect::around(units(89.0), units(10.0), 120_000);
        assert!(holds(&pole, 89.5, -170.0) && holds(&pole, 90.0, 0.0) && !holds(&pole, 87.0, 10.0));
        let all = Rect::around(0, 0, 20_015_000);
        assert!(holds(&all, -90.0, 180.0) && holds(&all, 90.0, -180.0));
    }
}
