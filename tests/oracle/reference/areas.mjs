// Points on the globe: which areas they are in, how far they are apart, and their geohashes, as the schema's descriptions
// say.

import { Refused } from './refused.mjs';

/// Degrees in ten-millionths, the nearest and of two the greater; sums of products of them need more than 53 bits.
const units = (degrees) => Math.floor(degrees * 1e7 + 0.5);
const big = (degrees) => BigInt(units(degrees));

/// Metres between two points of a ball, by the haversine formula.
export function metres(from, to) {
  const angle = (degrees) => (degrees * Math.PI) / 180;
  const half = (degrees) => Math.sin(angle(degrees) / 2) ** 2;
  const part = half(to.latitude - from.latitude) + Math.cos(angle(from.latitude)) * Math.cos(angle(to.latitude)) * half(to.longitude - from.longitude);
  return Math.floor(2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(part))) + 0.5);
}

/// A point to seven decimals.
const rounded = ({ latitude, longitude }) => ({ latitude: units(latitude) / 1e7, longitude: units(longitude) / 1e7 });

/// How far a point is from the centre of a circle.
export const away = (circle, point) => metres(rounded(circle), point);

/// The circle from whose centre a list with this filter tells distances: that at its top level, else the first in `and`s.
export function circleOf(filter) {
  if (filter?.location?.near) return filter.location.near;
  for (const inner of filter?.and ?? []) {
    const found = circleOf(inner);
    if (found) return found;
  }
  return null;
}

/// Whether a point, or none, is where a filter asks.
export function located(point, { near, box, inside }) {
  if (!point) return false;
  if (near) return away(near, point) / 1000 <= near.radiusKm;
  if (box) {
    const [x, y] = [units(point.longitude), units(point.latitude)];
    const [west, south, east, north] = [box.west, box.south, box.east, box.north].map(units);
    const along = west <= east ? west <= x && x <= east : west <= x || x <= east;
    return along && south <= y && y <= north;
  }
  const polygons = inside.type === 'Polygon' ? [inside.coordinates] : inside.coordinates;
  return polygons.some((polygon) => within(polygon, big(point.longitude), big(point.latitude)));
}

/// Whether an odd number of rings has a point within it, or it lies on the edge of one.
function within(rings, x, y) {
  let odd = false;
  for (const ring of rings) {
    const corners = ring.map(([longitude, latitude]) => [big(longitude), big(latitude)]);
    for (const [index, [ax, ay]] of corners.slice(0, -1).entries()) {
      const [bx, by] = corners[index + 1];
      const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      const between = (low, it, high) => (low <= it && it <= high) || (high <= it && it <= low);
      if (turn === 0n && between(ax, x, bx) && between(ay, y, by)) return true;
      // edges that a ray to the west meets
      if (ay > y !== by > y && turn > 0n !== by > ay) odd = !odd;
    }
  }
  return odd;
}

/// The geohash of a point, of so many characters.
export function geohash(point, length) {
  if (!point) return null;
  const at = rounded(point);
  const cell = { longitude: [-180, 180], latitude: [-90, 90] };
  let letters = '';
  for (let letter = 0; letter < length; letter += 1) {
    let number = 0;
    for (let bit = 0; bit < 5; bit += 1) {
      const axis = (letter * 5 + bit) % 2 === 0 ? 'longitude' : 'latitude';
      const middle = (cell[axis][0] + cell[axis][1]) / 2;
      const upper = at[axis] >= middle;
      cell[axis][upper ? 0 : 1] = middle;
      number = number * 2 + (upper ? 1 : 0);
    }
    letters += '0123456789bcdefghjkmnpqrstuvwxyz'[number];
  }
  return letters;
}

/// Throws where an area is none.
export function checkArea({ near, box, inside }, where) {
  const number = (it, name, least, most) => {
    if (!(it[name] >= least && it[name] <= most)) throw new Refused(`${where}: ${name} ${it[name]}`);
  };
  if (near) {
    number(near, 'latitude', -90, 90);
    number(near, 'longitude', -180, 180);
    number(near, 'radiusKm', 0, 20016);
  }
  if (box) {
    for (const side of ['west', 'east']) number(box, side, -180, 180);
    for (const side of ['south', 'north']) number(box, side, -90, 90);
    if (units(box.south) > units(box.north)) throw new Refused(`${where}: upside down`);
  }
  if (inside) checkGeometry(inside, where);
}

function checkGeometry({ type, coordinates, crs }, where) {
  const wrong = (why) => new Refused(`${where}: ${why}`);
  const list = (it, what) => {
    if (!Array.isArray(it) || it.length === 0) throw wrong(`no ${what}`);
    return it;
  };
  if (crs !== undefined || !['Polygon', 'MultiPolygon'].includes(type)) throw wrong('not an area');
  let count = 0;
  for (const polygon of type === 'Polygon' ? [coordinates] : list(coordinates, 'polygons')) {
    for (const ring of list(polygon, 'rings')) {
      count += list(ring, 'positions').length;
      if (count > 1000 || ring.length < 4) throw wrong('too many positions, or too few');
      for (const position of ring) {
        const right = Array.isArray(position) && [2, 3].includes(position.length) && position.every((it) => typeof it === 'number');
        const within = (degrees, most) => Math.abs(units(degrees)) <= units(most);
        if (!right || !within(position[0], 180) || !within(position[1], 90)) throw wrong('a position');
      }
      const [first, last] = [ring[0], ring.at(-1)];
      if (units(first[0]) !== units(last[0]) || units(first[1]) !== units(last[1])) throw wrong('an open ring');
    }
  }
}
