// The published schema, its scalars reading what their descriptions say.

import assert from 'node:assert/strict';
import { GraphQLError, Kind, buildClientSchema, buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { isDay, parseDate, parseInstant } from './dates.mjs';

/// Which texts are values of a scalar.
const TAKES = {
  Date: isDay,
  DateTime: (text) => parseInstant(text) !== null,
  EDTF: (text) => parseDate(text) !== null,
  URL: (text) => /^https?:\/\//.test(text),
  CountryCode: (text) => /^[A-Z]{2}$/.test(text),
  LanguageTag: (text) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text),
};

/// The schema, which is the same as SDL and by introspection. The order in which types and fields are told is that of
/// introspection: the SDL has them by the alphabet.
export function schemaOf(sdl, introspection) {
  const schema = buildClientSchema(introspection);
  const lines = [schema, buildSchema(sdl)].map((it) => printSchema(lexicographicSortSchema(it)).split('\n'));
  const differs = lines[0].findIndex((line, index) => line !== lines[1][index]);
  assert.equal(lines[0][differs], lines[1][differs], 'introspection and SDL tell of two schemas');
  for (const [name, takes] of Object.entries(TAKES)) {
    const read = (value) => {
      if (typeof value !== 'string' || !takes(value)) throw new GraphQLError(`${JSON.stringify(value)} is no ${name}`);
      return value;
    };
    const scalar = schema.getType(name);
    scalar.parseValue = read;
    scalar.parseLiteral = (node) => read(node.kind === Kind.STRING ? node.value : null);
  }
  const geo = schema.getType('GeoJSON');
  geo.parseValue = (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new GraphQLError('GeoJSON is an object');
    return value;
  };
  geo.parseLiteral = (node) => geo.parseValue(untyped(node));
  return schema;
}

/// A literal of no type, in which no variable can stand.
function untyped(node) {
  switch (node.kind) {
    case Kind.VARIABLE: throw new GraphQLError('a variable within GeoJSON');
    case Kind.LIST: return node.values.map(untyped);
    case Kind.OBJECT: return Object.fromEntries(node.fields.map((field) => [field.name.value, untyped(field.value)]));
    case Kind.NULL: return null;
    case Kind.INT:
    case Kind.FLOAT: return Number(node.value);
    default: return node.value;
  }
}
