// Introspection beside data, as tools ask it.

import { isIntrospectionType, isSpecifiedScalarType } from 'graphql';

const TYPE = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';

const PARTS = [
  'kind name description specifiedByURL isOneOf',
  `fields(includeDeprecated: true) { name description isDeprecated deprecationReason type { ${TYPE} } }`,
  `fields { args { name description defaultValue type { ${TYPE} } } }`,
  `inputFields { name description defaultValue type { ${TYPE} } }`,
  'enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }',
  'interfaces { name kind } possibleTypes { name __typename }',
];

const SCHEMA = `queryType { name } mutationType { name } subscriptionType { name } types { kind name }
  directives { name description locations isRepeatable args { name defaultValue type { ${TYPE} } } }`;

/// A field at the root that asks for a type or for the schema.
export function introspection(random, schema, alias) {
  if (random.chance(0.2)) {
    return `${alias}: __schema { ${SCHEMA} }`;
  }
  // GraphQL's own types are described by each library in its own words
  const own = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
  const types = own.map(({ name }) => name);
  const name = random.chance(0.05) ? 'Nothing' : random.pick(types);
  return `${alias}: __type(name: "${name}") { __typename ${random.some(PARTS, 2).join(' ')} }`;
}
