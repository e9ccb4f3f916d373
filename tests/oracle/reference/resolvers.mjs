// Plain resolvers: how fields are answered that are more than a property of the thing they stand on.

import { createHash } from 'node:crypto';
import { getNamedType } from 'graphql';
import { chain } from './chains.mjs';
import { csl, plain } from './cite.mjs';
import { dyads } from './dyads.mjs';
import { statusOn } from './filters.mjs';
import { page, tellsKinds } from './pages.mjs';
import { paths } from './paths.mjs';
import { RECORDS } from './records.mjs';
import { inLanguage } from './text.mjs';

/// The noun of a connection type.
const nounOf = (type) => getNamedType(type).name.replace(/Connection$/, '');

/// A page of a thing's list.
function list(thing, args, context, { fieldName, returnType, parentType }) {
  const noun = nounOf(returnType);
  return page(noun, narrow(thing, fieldName, args), args, context, tellsKinds(parentType.name, noun));
}

/// The entries of a thing's list that its own arguments leave.
function narrow(thing, name, { direction, kinds, types }) {
  const entries = thing.lists[name] ?? [];
  return entries.filter(
    ({ node }) =>
      (direction !== 'OUT' || node.from === thing) &&
      (direction !== 'IN' || node.to === thing) &&
      (kinds == null || kinds.includes(node.kind)) &&
      (types == null || types.includes(node.record.__typename.toUpperCase())),
  );
}

/// A text in another language where there is one.
const localized = (thing, { lang }, _, { fieldName }) =>
  (lang == null ? undefined : inLanguage(thing.texts[fieldName], lang)?.text) ?? thing[fieldName];

function name(thing, { lang }) {
  const current = thing.names.filter(({ kind }) => kind !== 'PREVIOUS');
  return (lang == null ? undefined : inLanguage(current, lang)?.value) ?? thing.name;
}

/// The records of a noun by what names one of them.
function by(noun, { id, slug, url, externalId }, { data }) {
  const is = (record) =>
    record.id === id ||
    record.slug === slug ||
    record.permalink === url ||
    record.externalIds.some(({ scheme, value }) => scheme === externalId?.scheme && value === externalId?.value);
  return data.nouns[noun].find(is) ?? null;
}

const QUERY = {
  node: (_, { id }, { data }) => data.nodes.get(id) ?? null,
  nodes: (_, { ids }, { data }) => ids.map((id) => data.nodes.get(id) ?? null),
  resource: (_, { url }, { data }) => {
    const records = Object.keys(RECORDS).flatMap((noun) => data.nouns[noun]);
    return records.find(({ permalink }) => permalink === url) ?? null;
  },
  paths: (_, args, { data }) => paths(data, args),
  dyads: (_, args, context) => dyads(context.data, args, context),
  datasets: (_, args, { data }) => data.datasets,
  server: (_, args, { server }) => server,
};
for (const [noun, { plural }] of Object.entries(RECORDS)) {
  QUERY[noun.toLowerCase()] = (_, args, context) => by(noun, args.by, context);
  QUERY[plural] = (_, args, context) => page(noun, context.data.nouns[noun].map((node) => ({ node, kind: null })), args, context);
}

const record = { cite: (thing, { style }) => (style === 'CSL_JSON' ? csl(thing) : plain(thing)) };

/// Resolvers by type and field; what has none is a property.
const RESOLVERS = {
  Query: QUERY,
  Event: { ...record, title: localized, summary: localized, chain },
  Organization: { ...record, name, description: localized },
  Person: { ...record, name, description: localized },
  Place: { ...record, name },
  Sanction: {
    ...record,
    status: (sanction, { on }) => statusOn(sanction, on),
    inForce: (sanction, { on }) => statusOn(sanction, on) === 'IN_FORCE',
  },
  Source: record,
  Statement: record,
};

/// Answers any field.
export function resolve(thing, args, context, info) {
  const { fieldName, parentType, returnType } = info;
  const own = RESOLVERS[parentType.name]?.[fieldName];
  if (own) return own(thing, args, context, info);
  // lists of things that are told here, and not worked out for the very connection
  if (thing.lists && getNamedType(returnType).name.endsWith('Connection')) return list(thing, args, context, info);
  const value = thing[fieldName];
  return typeof value === 'function' ? value(args, context) : value;
}

/// What `server` answers. Only the hash of the schema is known to anybody but the server itself.
export const serverInfo = (sdl, told) => ({ ...told, schemaHash: createHash('sha256').update(sdl).digest('hex') });
