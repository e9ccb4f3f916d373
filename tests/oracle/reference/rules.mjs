// What the schema forbids although GraphQL has nothing against it: page sizes, nulls in filters, how much at once.
// Looked at before anything is executed, for what is forbidden is so also where there happens to be nothing to read.

import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  typeFromAST,
} from 'graphql';
import { checkChain } from './chains.mjs';
import { checkGroups, groupSignature } from './groups.mjs';
import { orderOf, signature, tellsKinds } from './pages.mjs';
import { checkPaths } from './paths.mjs';
import { Refused } from './refused.mjs';

/// Where a filter takes null: as if absent, or "has none"; the ends of a range do, other fields of their names do not.
const NULLABLE = new Set(['and', 'or', 'not', 'eq', 'ne', 'on']);
export const takesNull = (type, name) => NULLABLE.has(name) || (type.name === 'DateRange' && ['from', 'to'].includes(name));

/// The most tests that the filters of a request have, and the most filters on links within each other.
const TESTS = 1_000;
const NESTING = 8;

/// Throws where the arguments of what `operation` selects break a rule of the schema's descriptions. Selections are
/// followed with the object types that can be there: what stands on none of them is never asked for.
export function checkArguments(operation, { schema, fragments, variables, context }) {
  const seen = new Set();
  const objects = (type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);

  function selections(set, types) {
    for (const selection of set.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) continue;
      if (selection.kind === Kind.FIELD) field(selection, types);
      else if (selection.kind === Kind.INLINE_FRAGMENT) conditioned(selection, types);
      else {
        const again = [selection.name.value, ...types].join(' ');
        if (!seen.has(again)) conditioned(fragments[selection.name.value], types);
        seen.add(again);
      }
    }
  }

  function conditioned({ typeCondition, selectionSet }, types) {
    const allowed = typeCondition ? objects(typeFromAST(schema, typeCondition)) : types;
    const left = types.filter((type) => allowed.includes(type));
    if (left.length > 0) selections(selectionSet, left);
  }

  function field(node, types) {
    const definitions = types.map((type) => type.getFields()[node.name.value]);
    if (!definitions[0]) return; // __typename, __schema, __type
    definitions.forEach((it, index) => checkField(types[index], it, getArgumentValues(it, node, variables), context));
    const inner = definitions.flatMap((it) => getNamedType(it.type)).filter(isCompositeType);
    if (inner.length > 0) selections(node.selectionSet, [...new Set(inner.flatMap(objects))]);
  }

  selections(operation.selectionSet, [schema.getQueryType()]);
}

function checkField(type, { name, args: declared, type: returned }, args, { limits, cursors }) {
  const where = `${type.name}.${name}`;
  if (args.ids?.length > limits.maxPageSize) throw new Refused(`${where}: too many ids`);
  if (where === 'Query.paths') checkPaths(args, where);
  if (!getNamedType(returned).name.endsWith('Connection')) return;
  const { first, last } = args;
  if (first != null && last != null) throw new Refused(`${where}: both first and last`);
  const size = first ?? last ?? 0;
  if (size < 0 || size > limits.maxPageSize) throw new Refused(`${where}: a page of ${size}`);
  const filter = declared.find((argument) => argument.name === 'filter');
  if (filter && args.filter != null) checkFilter(args.filter, filter.type, where, { tests: 0 }, 0);
  const noun = getNamedType(returned).name.replace(/(Group)?Connection$/, '');
  if (name === 'chain') return checkChain(args, cursors, where);
  if (name === 'groups') {
    checkGroups(args, where);
    if (args.after != null) cursors.place(args.after, groupSignature(noun, args.by, args.orderBy));
    return;
  }
  const named = signature(noun, orderOf(noun, args.orderBy), tellsKinds(type.name, noun));
  for (const cursor of [args.after, args.before]) if (cursor != null) cursors.place(cursor, named);
}

/// Filters take no null but where it says something, and do not go on forever.
function checkFilter(filter, type, where, count, nesting) {
  const fields = getNullableType(type).getFields();
  const links = 'some' in fields;
  for (const [name, value] of Object.entries(filter)) {
    const here = `${where}.${name}`;
    if (value === null) {
      if (takesNull(getNullableType(type), name)) continue;
      throw new Refused(`${here} is null`);
    }
    const inner = getNullableType(fields[name].type);
    if (isListType(inner)) {
      if (isInputObjectType(getNamedType(inner))) value.forEach((item) => checkFilter(item, getNamedType(inner), here, count, nesting));
    } else if (isInputObjectType(inner)) {
      const deeper = links && name !== 'count' ? nesting + 1 : nesting;
      if (deeper > NESTING) throw new Refused(`${here}: links within links`);
      checkFilter(value, inner, here, count, deeper);
    }
    if ('not' in fields && !['and', 'or', 'not'].includes(name)) count.tests += 1;
    if (count.tests > TESTS) throw new Refused(`${here}: too many tests`);
  }
}
