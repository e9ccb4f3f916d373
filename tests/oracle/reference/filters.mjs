// Which things a filter keeps, as the schema's descriptions of the filter types say.

import { parseDate, today } from './dates.mjs';
import { fold, lower } from './text.mjs';

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

const number = (value, { gt, gte, lt, lte, ...rest }) =>
  word(value, rest) &&
  (gt === undefined || value > gt) &&
  (gte === undefined || value >= gte) &&
  (lt === undefined || value < lt) &&
  (lte === undefined || value <= lte);

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
    return asked === null ? LOGIC.has(name) : name === 'caseSensitive' || (isObject(asked) && name !== 'not' && asksNothing(asked));
  });
}
const LOGIC = new Set(['and', 'or', 'not']);
const isObject = (value) => typeof value === 'object' && !Array.isArray(value);
const nodes = (thing, list) => (thing.lists[list] ?? []).map(({ node }) => node);

/// The tests of the filter types by the names of their fields.
const TESTS = {
  id: (thing, asked) => id(thing.id, asked),
  slug: (thing, asked) => key(thing.slug, asked),
  dataset: (thing, asked) => key(thing.dataset.key, asked),
  reviewStatus: (thing, asked) => word(thing.reviewStatus, asked),
  externalId: (thing, asked) => externalId(thing.externalIds, asked),
  title: (thing, asked) => prose(thing.title, asked),
  name: (thing, asked) => prose(thing.name, asked),
  country: (thing, asked) => word((thing.__typename === 'Event' ? thing.place?.country : thing.country) ?? null, asked),
  kind: (thing, asked) => word(thing.kind, asked),
  category: (thing, asked) => word(thing.category, asked),
  mode: (thing, asked) => word(thing.mode, asked),
  role: (thing, asked) => word(thing.role, asked),
  organizationKind: (thing, asked) => word(thing.__typename === 'Organization' ? thing.kind : null, asked),
  contexts: (thing, asked) => many(word)(thing.contexts, asked),
  measures: (thing, asked) => many(word)(thing.measures, asked),
  language: (thing, asked) => key(thing.language, asked),
  verbatim: (thing, asked) => thing.verbatim === asked,
  status,
  occurred: (thing, asked) => date(thing.occurred, asked),
  said: (thing, asked) => date(thing.said, asked),
  announced: (thing, asked) => date(thing.announced, asked),
  effective: (thing, asked) => date(thing.effective, asked),
  ended: (thing, asked) => date(thing.ended, asked),
  published: (thing, asked) => date(thing.published, asked),
  event: (thing, asked) => linked(thing.event, asked),
  party: (thing, asked) => linked(thing.party, asked),
  speaker: (thing, asked) => linked(thing.speaker, asked),
  onBehalfOf: (thing, asked) => linked(thing.onBehalfOf, asked),
  outlet: (thing, asked) => linked(thing.outlet, asked),
  events: (thing, asked) => many(keeps)(nodes(thing, 'events'), asked),
  participations: (thing, asked) => many(keeps)(nodes(thing, 'participations'), asked),
  addressedTo: (thing, asked) => many(keeps)(thing.addressedTo, asked),
  issuers: (thing, asked) => many(keeps)(thing.issuers, asked),
  targets: (thing, asked) => many(keeps)(thing.targets, asked),
};

/// Whether a filter keeps a thing. Null for `and`, `or` and `not` is as if absent.
export function keeps(thing, filter) {
  return all(filter, (name, asked) => {
    switch (name) {
      case 'and': return asked === null || asked.every((inner) => keeps(thing, inner));
      case 'or': return asked === null || asked.some((inner) => keeps(thing, inner));
      case 'not': return asked === null || !keeps(thing, asked);
      default: return TESTS[name](thing, asked);
    }
  });
}
