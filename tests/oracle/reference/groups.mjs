// Groups of a list's entries and counts of what they have, as the schema's descriptions of dimensions and times say.

import { geohash } from './areas.mjs';
import { Refused } from './refused.mjs';
import { compareText, inLanguage, label } from './text.mjs';

const own = (value) => ({ value });
const each = (list, value = (it) => it, counts = () => true) => ({ list, value, counts });
const nodes = (name) => (thing) => (thing.lists[name] ?? []).map(({ node }) => node);
const took = nodes('participations');
const isA = (type) => ({ party }) => party.__typename === type;

/// Everything cited for a record: for itself, its fields and its links.
const cited = (thing, { data }) => data.nouns.Citation.filter(({ record }) => record === thing);
const RECORD = {
  DATASET: own((it) => it.dataset),
  REVIEW_STATUS: own((it) => it.reviewStatus),
  SOURCE: each(cited, (it) => it.source),
};

/// What things of a noun can be told apart by: a value of the thing itself, or of each entry of a list; an entry may have to
/// be such that it counts.
const DIMENSIONS = {
  Event: {
    ...RECORD,
    CATEGORY: own((it) => it.category),
    MODE: own((it) => it.mode),
    CONTEXT: each((it) => it.contexts),
    QUAD_CLASS: own((it) => it.quadClass),
    COUNTRY: own((it) => it.place?.country),
    PLACE: own((it) => it.place),
    PARTY: each(took, (it) => it.party),
    ORGANIZATION: each(took, (it) => it.party, isA('Organization')),
    PERSON: each(took, (it) => it.party, isA('Person')),
    ROLE: each(took, (it) => it.role),
  },
  Statement: {
    ...RECORD,
    KIND: own((it) => it.kind),
    LANGUAGE: own((it) => it.language),
    SPEAKER: own((it) => it.speaker),
    ORGANIZATION: own((it) => it.onBehalfOf),
    ADDRESSEE: each((it) => it.addressedTo),
    EVENT: each(nodes('events')),
  },
  Sanction: {
    ...RECORD,
    MEASURE: each((it) => it.measures),
    ISSUER: each((it) => it.issuers),
    TARGET: each((it) => it.targets),
    PROGRAM: own((it) => it.program),
  },
  Source: { DATASET: RECORD.DATASET, REVIEW_STATUS: RECORD.REVIEW_STATUS, OUTLET: own((it) => it.outlet), LANGUAGE: own((it) => it.language) },
  Place: { ...RECORD, KIND: own((it) => it.kind), COUNTRY: own((it) => it.country), PARENT: own((it) => it.parent) },
  Organization: {
    ...RECORD,
    KIND: own((it) => it.kind),
    COUNTRY: own((it) => it.country),
    SECTOR: own((it) => it.sector),
    PARENT: own((it) => it.parent),
  },
  Person: { ...RECORD, COUNTRY: own((it) => it.country), ORGANIZATION: each(nodes('affiliations'), (it) => it.organization) },
  Participation: {
    ROLE: own((it) => it.role),
    PARTY: own((it) => it.party),
    ON_BEHALF_OF: own((it) => it.onBehalfOf),
    COUNTRY: own((it) => it.party.country),
    CATEGORY: own((it) => it.event.category),
  },
  EventRelation: { KIND: own((it) => it.kind) },
  Affiliation: { PERSON: own((it) => it.person), ORGANIZATION: own((it) => it.organization) },
  Citation: { SOURCE: own((it) => it.source), FIELD: own((it) => it.field), VERIFICATION: own((it) => it.verification) },
};

/// How many different things the entries have.
export function distinctCount(noun, entries, { of }, context) {
  const { list, value, counts } = DIMENSIONS[noun][of];
  const all = entries.flatMap(({ node }) => (list ? list(node, context).filter(counts) : [node]).map(value));
  return new Set(all.filter((it) => it != null)).size;
}

const date = (day) => new Date(`${day}T00:00:00Z`);
const iso = (time) => time.toISOString().slice(0, 10);

/// The first day of the time in which a day lies.
function firstDay(interval, day) {
  const [year, month] = day.split('-');
  switch (interval) {
    case 'YEAR': return `${year}-01-01`;
    case 'QUARTER': return `${year}-${['01', '04', '07', '10'][Math.floor((Number(month) - 1) / 3)]}-01`;
    case 'MONTH': return `${year}-${month}-01`;
    case 'WEEK': return step('DAY', day, -((date(day).getUTCDay() + 6) % 7));
    default: return day;
  }
}

/// The first day of the time so many later.
function step(interval, day, count = 1) {
  const time = date(day);
  if (interval === 'YEAR') time.setUTCFullYear(time.getUTCFullYear() + count);
  else if (interval === 'MONTH' || interval === 'QUARTER') time.setUTCMonth(time.getUTCMonth() + count * (interval === 'MONTH' ? 1 : 3));
  else time.setUTCDate(time.getUTCDate() + count * (interval === 'WEEK' ? 7 : 1));
  return iso(time);
}

/// What the time is called that begins on a day.
function nameOfTime(interval, first) {
  const [year, month] = first.split('-');
  switch (interval) {
    case 'YEAR': return year;
    case 'QUARTER': return `${year}-Q${(Number(month) + 2) / 3}`;
    case 'MONTH': return `${year}-${month}`;
    case 'WEEK': {
      // a week belongs to the year of its Thursday
      const thursday = date(step('DAY', first, 3));
      const days = (thursday - date(`${iso(thursday).slice(0, 4)}-01-01`)) / 86_400_000;
      return `${iso(thursday).slice(0, 4)}-W${String(1 + Math.floor(days / 7)).padStart(2, '0')}`;
    }
    default: return first;
  }
}

/// The field of a thing that holds a date.
const dateField = (word) => word.toLowerCase();

function timeOf({ interval, field }, thing) {
  const it = thing[dateField(field)];
  if (!it) return null;
  const first = firstDay(interval, it.earliest);
  return first === firstDay(interval, it.latest) ? first : null;
}

/// The keys of the groups in which a thing stands. What stands behind one list is of one and the same entry of it.
function keysOf(noun, by, thing, context) {
  const lists = new Map();
  for (const { dimension } of by) {
    const { list, counts } = (dimension && DIMENSIONS[noun][dimension]) ?? {};
    if (list && !lists.has(list)) lists.set(list, list(thing, context));
  }
  let picks = [new Map()];
  for (const [list, entries] of lists) {
    picks = picks.flatMap((pick) => (entries.length > 0 ? entries : [null]).map((entry) => new Map([...pick, [list, entry]])));
  }
  const found = [];
  for (const pick of picks) {
    const keys = [];
    for (const { dimension, time, geohash: length } of by) {
      if (length !== undefined) { keys.push(geohash((noun === 'Event' ? thing.place : thing)?.point, length)); continue; }
      if (time) { keys.push(timeOf(time, thing)); continue; }
      const { list, value, counts } = DIMENSIONS[noun][dimension];
      const entry = list ? pick.get(list) : thing;
      const key = entry !== null && (!list || counts(entry)) ? (value(entry) ?? null) : null;
      // what does not count is passed over where something does
      if (key === null && list && lists.get(list).some(counts)) break;
      keys.push(key);
    }
    const known = found.some((other) => other.every((key, index) => key === keys[index]));
    if (keys.length === by.length && !known) found.push(keys);
  }
  return found;
}

const compareKeys = (left, right) => (typeof left === 'object' ? left.row - right.row : compareText(left, right));

/// Which of two groups comes first.
function compareGroups(orderBy, left, right) {
  if (orderBy.startsWith('COUNT') && left.count !== right.count) {
    return (left.count - right.count) * (orderBy === 'COUNT_DESC' ? -1 : 1);
  }
  for (const [index, key] of left.sort.entries()) {
    const other = right.sort[index];
    if (key === other) continue;
    if (key === null || other === null) return key === null ? 1 : -1;
    return (typeof key === 'number' ? key - other : compareText(key, other)) * (orderBy === 'KEY_DESC' ? -1 : 1);
  }
  return 0;
}

/// What lists of groups must share so that the cursors of one are understood by the other.
export const groupSignature = (noun, by, orderBy) =>
  `groups of ${noun} by ${by.map(({ dimension, time }) => dimension ?? (time ? `${time.interval} ${time.field}` : 'geohash')).join(', ')} ${orderBy}`;

/// Throws where groups are asked for that cannot be.
export function checkGroups({ by, minCount, fillGaps }, where) {
  if (by.length < 1 || by.length > 4) throw new Refused(`${where}: ${by.length} keys`);
  if (fillGaps && (by.length > 1 || !by[0].time)) throw new Refused(`${where}: gaps in what is no time`);
  if (by.some(({ geohash: length }) => length < 1 || length > 9)) throw new Refused(`${where}: a geohash so long`);
  if (minCount < 0 || (fillGaps && minCount > 1)) throw new Refused(`${where}: minCount`);
}

/// A page of groups of a list's entries; `page` makes a page of entries.
export function groups(noun, entries, args, context, page) {
  const { by, orderBy, minCount, fillGaps } = args;
  const all = [];
  for (const entry of entries) {
    for (const keys of keysOf(noun, by, entry.node, context)) {
      let group = all.find((other) => other.keys.every((key, index) => key === keys[index]));
      if (!group) all.push((group = { keys, entries: [] }));
      group.entries.push(entry);
    }
  }
  if (fillGaps) fill(all, by[0].time.interval);
  for (const group of all) {
    group.count = group.entries.length;
    group.sort = group.keys.map((key) => (typeof key === 'object' ? (key?.row ?? null) : key));
  }
  const kept = all.filter(({ count }) => fillGaps || count >= minCount);
  kept.sort((left, right) => compareGroups(orderBy, left, right));
  const named = groupSignature(noun, by, orderBy);
  const after = args.after == null ? null : context.cursors.place(args.after, named);
  const low = after === null ? 0 : kept.filter((it) => compareGroups(orderBy, it, after) <= 0).length;
  const shown = kept.slice(low, low + (args.first ?? context.limits.defaultPageSize));
  // how many a group has places it only where groups are ordered by that
  const place = ({ count, sort }) => (orderBy.startsWith('COUNT') ? { count, sort } : { sort });
  const edges = shown.map((group) => ({
    __typename: `${noun}GroupEdge`,
    cursor: () => context.cursors.name(named, place(group)),
    node: told(noun, by, group, page),
  }));
  return {
    __typename: `${noun}GroupConnection`,
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: kept.length,
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: low + shown.length < kept.length,
      hasPreviousPage: low > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/// Adds the times between the first and the last.
function fill(all, interval) {
  const days = all.map(({ keys: [day] }) => day).filter((day) => day !== null).sort();
  for (let day = days[0]; day !== undefined && day < days.at(-1); day = step(interval, day)) {
    if (!days.includes(day)) all.push({ keys: [day], entries: [] });
  }
}

/// The field of a group that holds its entries.
export const ROWS = { Participation: 'participations', EventRelation: 'eventRelations', Affiliation: 'affiliations', Citation: 'citations' };
const rowsField = (noun) => ROWS[noun] ?? `${noun.toLowerCase()}s`;

/// What is told of a group.
function told(noun, by, { keys, entries, count }, page) {
  const things = entries.map(({ node }) => node);
  const scored = things.map(({ goldstein }) => goldstein).filter((score) => score != null);
  const tenths = scored.reduce((sum, score) => sum + Math.round(score * 10), 0);
  const sum = (end) => {
    const known = things.map(({ fatalities }) => fatalities?.[end]).filter((number) => number != null);
    return known.length > 0 ? known.reduce((left, right) => left + right) : null;
  };
  return {
    __typename: `${noun}Group`,
    keys: keys.map((key, index) => keyOf(by[index], key)),
    count,
    distinctCount: (args, context) => distinctCount(noun, entries, args, context),
    averageGoldstein: scored.length > 0 ? tenths / (10 * scored.length) : null,
    fatalities: { __typename: 'Estimate', low: sum('low'), best: sum('best'), high: sum('high') },
    [rowsField(noun)]: (args, context) => page(entries, args, context),
  };
}

function keyOf({ time }, key) {
  const plain = { __typename: 'GroupKey', node: null, from: null, to: null };
  if (time) {
    const value = key === null ? null : nameOfTime(time.interval, key);
    const to = key === null ? null : step('DAY', step(time.interval, key), -1);
    return { ...plain, value, label: () => value ?? 'unknown', from: key, to };
  }
  if (key === null || typeof key === 'string') return { ...plain, value: key, label: () => key ?? 'none' };
  const current = key.names?.filter(({ kind }) => kind !== 'PREVIOUS');
  const named = (lang) => (current ? inLanguage(current, lang)?.value : inLanguage(key.texts?.title ?? [], lang)?.text);
  const shown = key.name ?? key.title ?? key.text ?? key.slug;
  return { ...plain, value: key.id, label: ({ lang }) => label((lang == null ? undefined : named(lang)) ?? shown), node: key };
}
