// Which things a filter keeps, as the schema's descriptions of the filter types say.

import { located } from './areas.mjs';
import { parseDate, parseInstant, today } from './dates.mjs';
import { fold, lower } from './text.mjs';
import { finds } from './words.mjs';

const all = (filter, test) => Object.entries(filter).every(([name, value]) => test(name, value));

/// How the fields of a filter are tested. Each takes the value that is looked at and what the filter asks of it.
const word = (value, filter) =>
  all(filter, (name, asked) => {
    switch (name) {
      case 'eq': return value === asked;
      case 'ne': return value !== asked;
      case 'in': return asked.includes(value);
      case 'notIn': return !asked.includes(value);
    }
    throw new Error(`a word has no test ${name}`);
  });

/// A missing number is neither greater nor less; numbers and instants are compared alike.
const range = (value, { gt, gte, lt, lte }) =>
  (gt === undefined || (value !== null && value > gt)) &&
  (gte === undefined || (value !== null && value >= gte)) &&
  (lt === undefined || (value !== null && value < lt)) &&
  (lte === undefined || (value !== null && value <= lte));

const number = (value, { gt, gte, lt, lte, ...rest }) => word(value, rest) && range(value, { gt, gte, lt, lte });

const instant = (value, filter) =>
  range(parseInstant(value), Object.fromEntries(Object.entries(filter).map(([name, asked]) => [name, parseInstant(asked)])));

// everything has an id, so that `eq: null` finds nothing
const id = (value, filter) => word(value, filter);

/// By text; `how` takes away what does not count unless the filter is `caseSensitive`.
const text = (how) => (value, { caseSensitive, ...filter }) => {
  const same = caseSensitive ? (it) => it : how;
  const here = value === null ? null : same(value);
  // what is nothing but punctuation is in no text
  const asked = (it) => (it === null ? null : same(it) === '' && it !== '' ? undefined : same(it));
  return all(filter, (name, given) => {
    const wanted = Array.isArray(given) ? given.map(asked) : asked(given);
    switch (name) {
      case 'contains': return here !== null && wanted !== undefined && here.includes(wanted);
      case 'startsWith': return here !== null && wanted !== undefined && here.startsWith(wanted);
      case 'endsWith': return here !== null && wanted !== undefined && here.endsWith(wanted);
      default: return word(here, { [name]: wanted });
    }
  });
};
const key = text(lower);
const prose = text(fold);

const date = (value, filter) =>
  all(filter, (name, asked) => {
    if (name === 'isNull') return (value === null) === asked;
    if (value === null) return false;
    if (name === 'precision') return asked.includes(value.precision);
    const from = asked.from == null ? '' : parseDate(asked.from).earliest;
    const to = asked.to == null ? '9999-12-31' : parseDate(asked.to).latest;
    if (from > to) return false;
    if (name === 'overlaps') return value.latest >= from && value.earliest <= to;
    return value.earliest >= from && value.latest <= to && !value.approximate && !value.uncertain;
  });

/// some, every, none, count of a list of values.
const many = (test) => (values, filter) =>
  all(filter, (name, asked) => {
    switch (name) {
      case 'some': return values.some((value) => test(value, asked));
      case 'every': return values.every((value) => test(value, asked));
      case 'none': return !values.some((value) => test(value, asked));
      case 'count': return number(values.length, asked);
    }
    throw new Error(`a list has no test ${name}`);
  });

const externalId = (keys, { scheme, value, in: among, ...rest }) =>
  Object.keys({ scheme, value, among }).every((name) => ({ scheme, value, among })[name] === undefined) ||
  keys.some(
    (it) =>
      (scheme === undefined || it.scheme === scheme) &&
      (value === undefined || it.value === value) &&
      (among === undefined || among.includes(it.value)),
  );

/// The last change whose earliest day is not after `on`.
export function statusOn(sanction, on) {
  const known = sanction.statusHistory.filter((change) => change.on !== null && change.on.earliest <= (on ?? today()));
  return known.at(-1)?.status ?? 'UNKNOWN';
}
const status = (sanction, { on, ...filter }) => word(statusOn(sanction, on), filter);

/// By what is linked; where nothing is, only a filter that asks nothing holds.
const linked = (value, filter) => (value === null ? asksNothing(filter) : keeps(value, filter));

/// Whether a filter is `{}`, or no more than several of them.
function asksNothing(filter) {
  return Object.entries(filter).every(([name, asked]) => {
    if (name === 'and' && asked) return asked.every(asksNothing);
    if (asked === null) return LOGIC.has(name);
    return name === 'caseSensitive' || (isObject(asked) && !ASKS.has(name) && asksNothing(asked));
  });
}
const LOGIC = new Set(['and', 'or', 'not']);
/// What asks something whatever stands in it.
const ASKS = new Set(['not', 'some', 'every', 'none', 'overlaps', 'within']);
const isObject = (value) => typeof value === 'object' && !Array.isArray(value);
const nodes = (thing, list) => (thing.lists[list] ?? []).map(({ node }) => node);

/// The things in a list of the same name.
const listed = (name) => [name, (thing, asked) => many(keeps)(nodes(thing, name), asked)];
/// The thing that a field of the same name leads to.
const single = (name) => [name, (thing, asked) => linked(thing[name], asked)];
/// The word or truth value in a field of the same name, the date, or the instant.
const plain = (name) => [name, (thing, asked) => word(thing[name], asked)];
const truth = (name) => [name, (thing, asked) => thing[name] === asked];
const dated = (name) => [name, (thing, asked) => date(thing[name], asked)];
const timed = (name) => [name, (thing, asked) => instant(thing[name], asked)];

/// Whether an organization is that of the id or stands below it. A fault may have been planted that makes it its own part.
function within(party, id) {
  const above = new Set();
  for (let it = party; it?.__typename === 'Organization' && !above.has(it); it = it.parent) above.add(it);
  return [...above].some((it) => it.id === id);
}

/// The tests of the filter types by the names of their fields. What is tested of a relation may depend on the event whose
/// relation it is.
const TESTS = {
  id: (thing, asked) => id(thing.id, asked),
  slug: (thing, asked) => key(thing.slug, asked),
  dataset: (thing, asked) => key(thing.dataset.key, asked),
  externalId: (thing, asked) => externalId(thing.externalIds, asked),
  sources: (thing, asked) => many(keeps)(thing.cited ?? [], asked),
  title: (thing, asked) => (thing.__typename === 'Affiliation' ? key : prose)(thing.title, asked),
  name: (thing, asked) => prose(thing.name, asked),
  text: (thing, { matches }) => matches === undefined || finds(thing.searched, matches),
  country: (thing, asked) => word((thing.__typename === 'Event' ? thing.place?.country : thing.country) ?? null, asked),
  organizationKind: (thing, asked) => word(thing.__typename === 'Organization' ? thing.kind : null, asked),
  sector: (thing, asked) => key(thing.sector, asked),
  language: (thing, asked) => key(thing.language, asked),
  program: (thing, asked) => key(thing.program?.key ?? null, asked),
  goldstein: (thing, asked) => number(thing.goldstein, asked),
  fatalities: (thing, asked) => number(thing.fatalities?.best ?? null, asked),
  location: (thing, asked) => located((thing.__typename === 'Event' ? thing.place : thing)?.point, asked),
  contexts: (thing, asked) => many(word)(thing.contexts, asked),
  measures: (thing, asked) => many(word)(thing.measures, asked),
  status,
  within,
  addressedTo: (thing, asked) => many(keeps)(thing.addressedTo, asked),
  issuers: (thing, asked) => many(keeps)(thing.issuers, asked),
  targets: (thing, asked) => many(keeps)(thing.targets, asked),
  relations: (thing, asked) => many((it, inner) => keeps(it, inner, thing))(nodes(thing, 'relations'), asked),
  direction: (relation, asked, event) => asked === 'BOTH' || relation[asked === 'OUT' ? 'from' : 'to'] === event,
  // of a post these are days, of a relation events
  from: (thing, asked) => (thing.__typename === 'Affiliation' ? date : linked)(thing.from, asked),
  to: (thing, asked) => (thing.__typename === 'Affiliation' ? date : linked)(thing.to, asked),
  ...Object.fromEntries([
    ...['reviewStatus', 'kind', 'category', 'mode', 'role', 'scope', 'factuality', 'quadClass'].map(plain),
    ...['verbatim', 'alleged'].map(truth),
    ...['occurred', 'said', 'announced', 'effective', 'expires', 'ended', 'published'].map(dated),
    ...['recordedAt', 'updatedAt'].map(timed),
    ...['event', 'party', 'speaker', 'onBehalfOf', 'outlet', 'place', 'parent', 'person', 'organization'].map(single),
    ...['events', 'participations', 'statements', 'sanctions', 'sanctionsIssued', 'sanctionsAgainst'].map(listed),
    ...['children', 'members', 'affiliations'].map(listed),
  ]),
};

/// Whether a filter keeps a thing, which may be looked at from an event. Null for `and`, `or` and `not` is as if absent.
export function keeps(thing, filter, event) {
  return all(filter, (name, asked) => {
    switch (name) {
      case 'and': return asked === null || asked.every((inner) => keeps(thing, inner, event));
      case 'or': return asked === null || asked.some((inner) => keeps(thing, inner, event));
      case 'not': return asked === null || !keeps(thing, asked, event);
      default: return TESTS[name](thing, asked, event);
    }
  });
}
