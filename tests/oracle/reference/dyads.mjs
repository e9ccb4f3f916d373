// Who did what to whom: events by two of those that took part.

import { keeps } from './filters.mjs';
import { page } from './pages.mjs';

const DOING = ['ACTOR', 'SIDE_A', 'ORGANIZER', 'ISSUER'];
const RECEIVING = ['RECIPIENT', 'SIDE_B', 'TARGET', 'VICTIM', 'DETAINEE'];

/// What dyads share so that the cursors of one list are understood by another.
export const DYADS = 'Dyad';

const compare = (left, right) => right.count - left.count || left.source - right.source || left.target - right.target;

function byTime({ occurred: left, row }, { occurred: right, row: other }) {
  const order = (one, another) => (one < another ? -1 : Number(one > another));
  return order(left.earliest, right.earliest) || order(left.latest, right.latest) || row - other;
}

/// A page of dyads.
export function dyads(data, args, { cursors, limits }) {
  const all = [];
  const wanted = (party, id) => id == null || party.id === id;
  for (const event of data.nouns.Event) {
    if (args.filter && !keeps(event, args.filter)) continue;
    const parts = (event.lists.participations ?? []).map(({ node }) => node);
    for (const one of parts.filter(({ role }) => DOING.includes(role))) {
      for (const other of parts.filter(({ role }) => RECEIVING.includes(role))) {
        const [source, target] = [one.party, other.party];
        if (source === target || !wanted(source, args.source) || !wanted(target, args.target)) continue;
        let dyad = all.find((it) => it.source === source && it.target === target);
        if (!dyad) all.push((dyad = { source, target, events: new Set() }));
        dyad.events.add(event);
      }
    }
  }
  const placed = all.map((it) => ({ ...it, place: { count: it.events.size, source: it.source.row, target: it.target.row } }));
  placed.sort((left, right) => compare(left.place, right.place));
  const after = args.after == null ? null : cursors.place(args.after, DYADS);
  const low = after === null ? 0 : placed.filter(({ place }) => compare(place, after) <= 0).length;
  const shown = placed.slice(low, low + (args.first ?? limits.defaultPageSize));
  const edges = shown.map((it) => ({ __typename: 'DyadEdge', cursor: () => cursors.name(DYADS, it.place), node: told(it) }));
  return {
    __typename: 'DyadConnection',
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: placed.length,
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: low + shown.length < placed.length,
      hasPreviousPage: low > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function told({ source, target, events }) {
  const inTime = [...events].sort(byTime);
  const scored = inTime.map(({ goldstein }) => goldstein).filter((score) => score !== null);
  const tenths = scored.reduce((sum, score) => sum + Math.round(score * 10), 0);
  const entries = inTime.map((node) => ({ node, kind: null }));
  return {
    __typename: 'Dyad',
    source,
    target,
    count: events.size,
    averageGoldstein: scored.length > 0 ? tenths / (10 * scored.length) : null,
    first: inTime[0].occurred,
    last: inTime.at(-1).occurred,
    events: (args, context) => page('Event', entries, args, context),
  };
}
