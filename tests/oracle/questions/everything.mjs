// Every field of every thing, and every list in every order: documents that read all there is. From them the cursors are
// learned.

import { getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { isDefined } from '../differences.mjs';

/// How many things are asked for at once.
const BATCH = 25;
/// With which arguments the fields are asked for that take some.
const ARGUMENTS = {
  lang: ['(lang: "de-CH")', '(lang: "fr")', '(lang: "ar")', '(lang: "en")', '(lang: "zh-Hant")'],
  style: ['(style: PLAIN)', '(style: CSL_JSON)'],
  on: ['(on: "2023-07-20")', '(on: "2024-04-01")', '(on: "2000-01-01")'],
};

const isConnection = (type) => getNamedType(type).name.endsWith('Connection');
const fieldsOf = (type) => Object.values(type.getFields());
const isNode = (type) => 'id' in (type.getFields?.() ?? {});

/// What is selected of a value: of a thing with an id of its own that id, of anything else everything.
function inner(type) {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isNode(named)) return ' { __typename id }';
  return ` { __typename ${fieldsOf(named).filter((field) => !isConnection(field.type)).map((field) => field.name + inner(field.type)).join(' ')} }`;
}

/// All fields of a type that are no lists in pages.
function values(type) {
  const single = fieldsOf(type).filter((field) => !isConnection(field.type));
  const asked = single.flatMap((field) => {
    const variants = ['', ...(ARGUMENTS[field.args[0]?.name] ?? [])];
    const alias = (index) => (index > 0 ? `${field.name}${index}: ` : '');
    return variants.map((variant, index) => `${alias(index)}${field.name}${variant}${inner(field.type)}`);
  });
  return `__typename ${asked.join(' ')}`;
}

/// A page of a list in every order it can have.
function pages(field, size) {
  const orderBy = field.args.find(({ name }) => name === 'orderBy');
  const words = orderBy ? getNamedType(getNamedType(orderBy.type).getFields().field.type).getValues() : [];
  // distances are taken from somewhere
  const near = ', filter: { location: { near: { latitude: 33.3, longitude: 44.4, radiusKm: 20016 } } }';
  const order = (field, direction) => `${field === 'DISTANCE' ? near : ''}, orderBy: [{ field: ${field}, direction: ${direction} }]`;
  const ordered = words.filter(({ name }) => isDefined(name));
  const orders = ordered.flatMap(({ name }) => [order(name, 'ASC'), order(name, 'DESC')]);
  const connection = getNamedType(field.type).getFields();
  const edge = fieldsOf(getNamedType(connection.edges.type)).filter(({ name }) => isDefined(name));
  const told = edge.map((it) => it.name + inner(it.type));
  const count = 'totalCount' in connection ? 'totalCount ' : '';
  const page = `{ ${count}edges { ${told.join(' ')} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  return ['', ...orders].map((order, index) => `l${index}: ${field.name}(first: ${size}${order}) ${page}`);
}

/// What stands in each cell of a map, of lists that can be told so.
function cells(field) {
  const groups = getNamedType(field.type).getFields().groups;
  const by = groups && getNamedType(groups.args.find(({ name }) => name === 'by').type).getFields();
  if (!by?.geohash) return [];
  return [`{ ${field.name}(first: 0) { groups(by: [{ geohash: 9 }], first: 60) { nodes { count keys { value } ${field.name}(first: 60) { nodes { id } } } } } }`];
}

/// Paths from some parties to every other.
function paths(schema, { nouns }) {
  const parties = [...nouns.Organization, ...nouns.Person].map(({ id }) => id);
  const path = inner(schema.getType('Path'));
  return parties.filter((_, index) => index % 7 === 0).flatMap((from) =>
    parties.map((to) => ({ query: `query ($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxHops: 6)${path} }`, variables: { from, to } })),
  );
}

/// The questions; things are found in `data`.
export function everything(schema, data) {
  const root = schema.getQueryType();
  const lists = (type) => fieldsOf(type).filter((field) => isConnection(field.type) && !field.args.some(isRequiredArgument));
  const questions = lists(root).flatMap((field) => pages(field, 100).map((page) => ({ query: `{ ${page} }` })));
  questions.push(...lists(root).flatMap(cells).map((query) => ({ query })));
  questions.push({ query: `{ server${inner(root.getFields().server.type)} datasets { ${values(schema.getType('Dataset'))} } }` });
  questions.push(...paths(schema, data));
  for (const [noun, things] of Object.entries(data.nouns)) {
    const type = schema.getType(noun);
    if (!isObjectType(type) || !isNode(type)) continue;
    const parts = [values(type), ...lists(type).map((field) => pages(field, 20).join(' '))];
    for (let start = 0; start < things.length; start += BATCH) {
      const ids = things.slice(start, start + BATCH).map(({ id }) => id);
      const query = (part) => `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${noun} { ${part} } } }`;
      questions.push(...parts.map((part) => ({ query: query(part), variables: { ids } })));
    }
  }
  return questions;
}
