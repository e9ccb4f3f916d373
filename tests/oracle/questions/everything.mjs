// Every field of every thing, and every list in every order: documents that read all there is. From them the cursors are
// learned.

import { getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';

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
  return ` { __typename ${fieldsOf(named).map((field) => field.name + inner(field.type)).join(' ')} }`;
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
  const order = (field, direction) => `, orderBy: [{ field: ${field}, direction: ${direction} }]`;
  const told = words.filter(({ name }) => name !== 'RELEVANCE');
  const orders = told.flatMap(({ name }) => [order(name, 'ASC'), order(name, 'DESC')]);
  const edge = getNamedType(getNamedType(field.type).getFields().edges.type);
  const kind = 'kind' in edge.getFields() ? 'kind ' : '';
  const edges = `edges { cursor ${kind}node { __typename id } }`;
  const page = `{ totalCount ${edges} pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  return ['', ...orders].map((order, index) => `l${index}: ${field.name}(first: ${size}${order}) ${page}`);
}

/// The questions; things are found in `data`.
export function everything(schema, data) {
  const root = schema.getQueryType();
  const lists = (type) => fieldsOf(type).filter((field) => isConnection(field.type) && !field.args.some(isRequiredArgument));
  const questions = lists(root).flatMap((field) => pages(field, 100).map((page) => ({ query: `{ ${page} }` })));
  questions.push({ query: `{ server${inner(root.getFields().server.type)} datasets { ${values(schema.getType('Dataset'))} } }` });
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
