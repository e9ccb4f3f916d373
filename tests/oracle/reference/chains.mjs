// Chains of events: what an event is linked to over relations.

import { Refused } from './refused.mjs';

/// What chains share so that the cursors of one are understood by the other.
export const CHAINS = 'chains of events';

/// Throws where a chain is asked for that cannot be.
export function checkChain({ maxHops, after }, cursors, where) {
  if (maxHops < 1 || maxHops > 10) throw new Refused(`${where}: ${maxHops} hops`);
  if (after != null) cursors.place(after, CHAINS);
}

/// Every event that relations in one direction lead to, with the shortest way there.
function ways(start, direction, { kinds, maxHops }) {
  const [near, far] = direction === 'OUT' ? ['from', 'to'] : ['to', 'from'];
  const found = new Map([[start, []]]);
  let last = [start];
  for (let hops = 0; hops < maxHops; hops += 1) {
    const next = new Set();
    for (const event of last) {
      for (const { node: relation } of event.lists.relations ?? []) {
        if (relation[near] !== event || (kinds != null && !kinds.includes(relation.kind)) || found.has(relation[far])) continue;
        found.set(relation[far], [...found.get(event), relation]);
        next.add(relation[far]);
      }
    }
    last = [...next].sort((left, right) => left.row - right.row);
  }
  found.delete(start);
  return [...found].map(([event, path]) => ({ event, path, hops: path.length, direction }));
}

const compare = (left, right) => left.hops - right.hops || left.row - right.row;

/// A page of the events that `start` is linked to.
export function chain(start, args, { cursors, limits }) {
  const nearest = new Map();
  for (const direction of ['OUT', 'IN']) {
    if (args.direction !== 'BOTH' && args.direction !== direction) continue;
    for (const way of ways(start, direction, args)) {
      if (!(nearest.get(way.event)?.hops <= way.hops)) nearest.set(way.event, way);
    }
  }
  const all = [...nearest.values()].map((way) => ({ ...way, row: way.event.row })).sort(compare);
  const after = args.after == null ? null : cursors.place(args.after, CHAINS);
  const low = after === null ? 0 : all.filter((it) => compare(it, after) <= 0).length;
  const shown = all.slice(low, low + (args.first ?? limits.defaultPageSize));
  const edges = shown.map(({ event, path, hops, direction, row }) => ({
    __typename: 'EventChainEdge',
    cursor: () => cursors.name(CHAINS, { hops, row }),
    node: event,
    hops,
    direction,
    path,
  }));
  return {
    __typename: 'EventChainConnection',
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: low + shown.length < all.length,
      hasPreviousPage: low > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
