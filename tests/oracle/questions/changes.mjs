// Changes of a document that make it wrong, most of them: which kinds of nodes each takes, and what comes in the place of
// one.

import { Kind, parse } from 'graphql';

const LITERALS = [
  'null', 'true', '0', '-1', '1.5', '2147483648', '99999999999999999999', '""', '"x"', '"""x"""', 'OUT', 'TITLE', 'unheard',
  '[]', '[null]', '[1, "a"]', '{}', '{ a: 1 }', '{ eq: 1 }', '{ id: "x", slug: "y" }', '{ id: null }', '{ field: TITLE }',
  '{ eq: $undeclared }', '$undeclared', '"2023-02-30"',
];
const CONSTANTS = LITERALS.filter((text) => !text.includes('$'));
const NAMES = ['id', 'title', 'name', 'nodes', 'totalCount', 'unheard', '__typename', 'label', 'citations', 'kind', 'on'];
const TYPES = [
  'Int', 'String', 'String!', '[String!]!', 'Boolean', 'Boolean!', 'ID!', '[ID!]', 'EventFilter', 'RecordBy!', 'Event',
  'Unheard', '[[Int]]', 'EventOrderField',
];
const CONDITIONS = ['Event', 'Person', 'Party', 'Record', 'Node', 'Query', 'EventFilter', 'String', 'Unheard', 'PageInfo'];
const DIRECTIVES = [
  '@skip', '@include(if: "x")', '@skip(if: null)', '@include(if: true, x: 1)', '@unheard', '@deprecated', '@oneOf',
  '@skip(if: $undeclared)', '@skip(if: true) @skip(if: true)',
];
const ARGUMENTS = ['unheard: 1', 'first: 1', 'lang: "en"', 'filter: {}', 'by: { slug: "x" }'];
const FIELDS = ['{ unheard: 1 }', '{ eq: null }', '{ and: [] }', '{ id: "x" }', '{ field: NAME }'];
const DEFINITIONS = ['fragment Unused on Event { id }', '{ __typename }', 'type Event { id: ID }', 'query Q { __typename }'];

// nodes made of their texts
const definitions = (text) => parse(text, { noLocation: true }).definitions;
const selection = (text) => definitions(`{ ${text} }`)[0].selectionSet.selections[0];
const value = (text) => selection(`a(b: ${text})`).arguments[0].value;
const variables = (text) => definitions(`query (${text}) { a }`)[0].variableDefinitions;
const type = (text) => variables(`$a: ${text}`)[0].type;
const name = (text) => ({ kind: Kind.NAME, value: text });

const VALUES = [Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT, Kind.VARIABLE];
const SELECTIONS = [Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD];
const CONDITIONED = [Kind.INLINE_FRAGMENT, Kind.FRAGMENT_DEFINITION];

const more = (node, list, items) => ({ ...node, [list]: [...node[list], ...items] });
const fewer = (node, list, random) => {
  const left = random.pick(node[list]);
  return { ...node, [list]: node[list].filter((it) => it !== left) };
};
const nullable = ({ kind, type: inner }) => (kind === Kind.NON_NULL_TYPE ? inner : undefined);

export const CHANGES = [
  [[Kind.FIELD], (node, random) => ({ ...node, name: name(random.pick(NAMES)) })],
  [[Kind.FIELD], (node, random) => ({ ...node, alias: name(random.pick(NAMES)) })],
  [[Kind.FIELD], (node) => ({ ...node, selectionSet: node.selectionSet ? undefined : selection('a { id }').selectionSet })],
  [[Kind.FIELD], (node, random) => more(node, 'arguments', selection(`a(${random.pick(ARGUMENTS)})`).arguments)],
  [[Kind.FIELD], (node, random) => fewer(node, 'arguments', random)],
  [SELECTIONS, (node, random) => more(node, 'directives', selection(`a ${random.pick(DIRECTIVES)}`).directives)],
  [VALUES, (node, random) => value(random.pick(LITERALS))],
  [[Kind.OBJECT], (node, random) => more(node, 'fields', value(random.pick(FIELDS)).fields)],
  [[Kind.OBJECT], (node, random) => fewer(node, 'fields', random)],
  [[Kind.LIST], (node, random) => more(node, 'values', [value(random.pick(['null', '1', '"x"', 'unheard']))])],
  [[Kind.VARIABLE_DEFINITION], (node, random) => ({ ...node, type: type(random.pick(TYPES)) })],
  [[Kind.VARIABLE_DEFINITION], (node) => ({ ...node, type: nullable(node.type) ?? { kind: Kind.NON_NULL_TYPE, type: node.type } })],
  [[Kind.VARIABLE_DEFINITION], (node, random) => ({ ...node, defaultValue: value(random.pick(CONSTANTS)) })],
  [[Kind.VARIABLE_DEFINITION], () => null],
  [[Kind.OPERATION_DEFINITION], (node) => more(node, 'variableDefinitions', variables('$unused: Int'))],
  [[Kind.OPERATION_DEFINITION], (node) => more(node, 'variableDefinitions', node.variableDefinitions.slice(0, 1))],
  [[Kind.OPERATION_DEFINITION], (node, random) => ({ ...node, operation: random.pick(['mutation', 'subscription']) })],
  [[Kind.OPERATION_DEFINITION], (node) => more(node, 'directives', selection('a @skip(if: true)').directives)],
  [[Kind.OPERATION_DEFINITION], (node, random) => ({ ...node, name: random.pick([undefined, name('Other')]) })],
  [CONDITIONED, (node, random) => ({ ...node, typeCondition: { kind: Kind.NAMED_TYPE, name: name(random.pick(CONDITIONS)) } })],
  [[Kind.FRAGMENT_SPREAD], (node, random) => ({ ...node, name: name(random.pick(['F0', 'F1', 'F2', 'Nowhere'])) })],
  [[Kind.FRAGMENT_DEFINITION], (node, random) => ({ ...node, name: name(random.pick(['F0', 'F1', 'Unused'])) })],
  [[Kind.SELECTION_SET], (node) => more(node, 'selections', [selection('...F0')])],
  [[Kind.DOCUMENT], (node, random) => more(node, 'definitions', definitions(random.pick(DEFINITIONS)))],
];
