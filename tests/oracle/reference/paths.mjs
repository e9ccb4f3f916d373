// Paths between parties: the shortest ways over records in which both have a part.

import { Refused } from './refused.mjs';
import { label } from './text.mjs';

/// Throws where paths are asked for that cannot be.
export function checkPaths({ maxHops, limit }, where) {
  if (maxHops < 1 || maxHops > 6) throw new Refused(`${where}: ${maxHops} hops`);
  if (limit < 1 || limit > 20) throw new Refused(`${where}: ${limit} paths`);
}

/// The part that each party has in each record: of several the first.
function partsOf({ nouns }) {
  const records = new Map();
  const add = (record, party, part) => {
    if (!party) return;
    if (!records.has(record)) records.set(record, new Map());
    const parts = records.get(record);
    if (!parts.has(party)) parts.set(party, part);
  };
  for (const it of [...nouns.Participation].sort((left, right) => left.row - right.row)) {
    for (const party of [it.party, it.onBehalfOf]) add(it.event, party, it.role);
  }
  for (const it of nouns.Statement) {
    add(it, it.speaker, 'SPEAKER');
    add(it, it.onBehalfOf, 'FOR');
    for (const party of it.addressedTo) add(it, party, 'ADDRESSEE');
  }
  for (const it of nouns.Sanction) {
    for (const party of it.issuers) add(it, party, 'ISSUER');
    for (const party of it.targets) add(it, party, 'TARGET');
  }
  return records;
}

const SAYS = {
  'SPEAKER ADDRESSEE': 'said to',
  'FOR ADDRESSEE': 'said to',
  'ADDRESSEE SPEAKER': 'was told by',
  'ADDRESSEE FOR': 'was told by',
  'SPEAKER FOR': 'spoke for',
  'FOR SPEAKER': 'spoke through',
  'ADDRESSEE ADDRESSEE': 'was addressed together with',
  'ISSUER TARGET': 'imposed a measure on',
  'TARGET ISSUER': 'came under a measure of',
  'ISSUER ISSUER': 'imposed a measure together with',
  'TARGET TARGET': 'came under a measure together with',
};

function says(record, from, to) {
  if (record.__typename !== 'Event') return SAYS[`${from} ${to}`];
  return `${from === to ? `both ${from}` : `${from} and ${to}`} of ${label(record.title)}`;
}

/// Each party's neighbours, each with the record that links them: of several the last recorded.
function neighbours(records) {
  const near = new Map();
  for (const [record, parts] of [...records].sort(([left], [right]) => left.row - right.row)) {
    for (const from of parts.keys()) {
      if (!near.has(from)) near.set(from, new Map());
      for (const to of parts.keys()) if (to !== from) near.get(from).set(to, record);
    }
  }
  return near;
}

/// The paths from one party to another.
export function paths(data, { from: first, to: last, maxHops, limit }) {
  const isParty = (it) => ['Organization', 'Person'].includes(it?.__typename);
  const [from, to] = [data.nodes.get(first), data.nodes.get(last)];
  if (!isParty(from) || !isParty(to) || from === to) return [];
  const records = partsOf(data);
  const near = neighbours(records);
  // how far each party is from the end
  const far = new Map([[to, 0]]);
  for (const party of far.keys()) {
    for (const next of near.get(party)?.keys() ?? []) if (!far.has(next)) far.set(next, far.get(party) + 1);
  }
  if (!(far.get(from) <= maxHops)) return [];
  const found = [];
  const follow = (party, hops) => {
    if (found.length === limit) return;
    if (party === to) { found.push(hops); return; }
    const onward = [...near.get(party)].filter(([next]) => far.get(next) === far.get(party) - 1);
    for (const [next, via] of onward.sort(([left], [right]) => left.row - right.row)) {
      const said = says(via, records.get(via).get(party), records.get(via).get(next));
      follow(next, [...hops, { __typename: 'Hop', from: party, to: next, via, label: said }]);
    }
  };
  follow(from, []);
  return found.map((hops) => ({ __typename: 'Path', length: hops.length, hops }));
}
