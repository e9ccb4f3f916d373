// Lists read in pages: their order, the window that is asked for, and the cursors of its entries.

import { away, circleOf } from './areas.mjs';
import { keeps } from './filters.mjs';
import { distinctCount, groups } from './groups.mjs';
import { compareText, fold } from './text.mjs';

const day = (name) => (thing) => (thing[name] ? [thing[name].earliest, thing[name].latest] : [null, null]);
const text = (name) => (thing) => [thing[name] === null ? null : fold(thing[name])];
const size = (list) => (thing) => [(thing.lists[list] ?? []).length];

/// The keys that a thing has in each order.
const KEYS = {
  OCCURRED: (thing) => day('occurred')(thing.event ?? thing),
  SAID: day('said'),
  ANNOUNCED: day('announced'),
  EFFECTIVE: day('effective'),
  EXPIRES: day('expires'),
  ENDED: day('ended'),
  PUBLISHED: day('published'),
  TITLE: text('title'),
  NAME: text('name'),
  PARTY_NAME: (thing) => [fold(thing.party.name)],
  ROLE: (thing) => [thing.role],
  GOLDSTEIN: (thing) => [thing.goldstein],
  FATALITIES: (thing) => [thing.fatalities?.best ?? null],
  STATEMENT_COUNT: size('statements'),
  SANCTION_COUNT: size('sanctions'),
  RECORDED_AT: (thing) => [thing.recordedAt],
  UPDATED_AT: (thing) => [thing.updatedAt],
  DISTANCE: (thing, circle) => [away(circle, pointOf(thing))],
};

/// Where a place is, or an event.
const pointOf = (thing) => (thing.__typename === 'Event' ? thing.place : thing)?.point;

/// How lists of a noun are ordered unless another order is asked for; all others by recording.
const DEFAULTS = {
  Event: [{ field: 'OCCURRED', direction: 'DESC' }],
  Statement: [{ field: 'SAID', direction: 'DESC' }],
  Sanction: [{ field: 'ANNOUNCED', direction: 'DESC' }],
  Organization: [{ field: 'NAME', direction: 'ASC' }],
  Person: [{ field: 'NAME', direction: 'ASC' }],
  Place: [{ field: 'NAME', direction: 'ASC' }],
  Source: [{ field: 'TITLE', direction: 'ASC' }],
};

/// The order of a list, in which a field that stands there again has nothing left to say.
export function orderOf(noun, orderBy) {
  const asked = orderBy?.length ? orderBy : (DEFAULTS[noun] ?? []);
  return asked.filter(({ field }, index) => asked.findIndex((other) => other.field === field) === index);
}

/// Whether a list of that noun on `parent` tells the kind of each link: events and measures do, of each other.
export const tellsKinds = (parent, noun) => [parent, noun].sort().join() === 'Event,Sanction';

/// What lists must share so that the cursors of one are understood by the other.
export const signature = (noun, order, kinds) =>
  [noun, ...order.map(({ field, direction }) => `${field} ${direction}`), ...(kinds ? ['kind'] : [])].join(', ');

function compare(left, right) {
  return typeof left === 'string' ? compareText(left, right) : left - right;
}

/// Which of two places comes first.
function comparePlaces(order, left, right) {
  const reversed = (direction) => (direction === 'DESC' ? -1 : 1);
  for (const [index, { direction }] of order.entries()) {
    for (const [part, key] of left.keys[index].entries()) {
      const other = right.keys[index][part];
      if (key === other) continue;
      // missing values come last whichever way
      if (key === null || other === null) return key === null ? 1 : -1;
      const compared = compare(key, other);
      if (compared !== 0) return compared * reversed(direction);
    }
  }
  const ties = left.row - right.row || compare(left.kind ?? '', right.kind ?? '');
  return ties * reversed(order.at(-1)?.direction);
}

/// A page of `entries` of a noun, as a connection. `kinds` where the list tells the kind of each link.
export function page(noun, entries, args, { cursors, limits }, kinds = false, around = null) {
  const order = orderOf(noun, args.orderBy);
  const kept = args.filter ? entries.filter(({ node }) => keeps(node, args.filter)) : entries;
  const circle = circleOf(args.filter ?? around);
  const places = kept.map((entry) => ({ entry, ...place(order, entry, kinds, circle) }));
  places.sort((left, right) => comparePlaces(order, left, right));

  const named = signature(noun, order, kinds);
  const after = args.after == null ? null : cursors.place(args.after, named);
  const before = args.before == null ? null : cursors.place(args.before, named);
  const low = after === null ? 0 : places.filter((it) => comparePlaces(order, it, after) <= 0).length;
  const high = before === null ? places.length : places.filter((it) => comparePlaces(order, it, before) < 0).length;
  const wanted = args.last ?? args.first ?? limits.defaultPageSize;
  const count = Math.min(wanted, Math.max(0, high - low));
  const start = args.last == null ? low : high - count;

  const edges = places.slice(start, start + count).map(({ entry, ...place }) => ({
    __typename: `${noun}Edge`,
    cursor: () => cursors.name(named, place),
    kind: entry.kind,
    node: entry.node,
    distanceKm: circle ? away(circle, pointOf(entry.node)) / 1000 : null,
  }));
  return {
    __typename: `${noun}Connection`,
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: kept.length,
    distinctCount: (asked, context) => distinctCount(noun, kept, asked, context),
    groups: (asked, context) => groups(noun, kept, asked, context, (some, inner, context) => page(noun, some, inner, context, kinds, args.filter ?? around)),
    pageInfo: {
      __typename: 'PageInfo',
      // where the cursors cross, each end of the empty page stands at its own
      hasNextPage: (low > high ? high : start + count) < places.length,
      hasPreviousPage: (low > high ? low : start) > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/// Where an entry stands in an order.
const place = (order, { node, kind }, kinds, circle) => ({
  keys: order.map(({ field }) => KEYS[field](node, circle)),
  row: node.row,
  kind: kinds ? kind : null,
});
