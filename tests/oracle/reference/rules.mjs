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
import { checkArea, circleOf } from './areas.mjs';
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
/// The most tests by location.
const AREAS = 20;

/// Throws where the arguments of what `operation` selects break a rule of the schema's descriptions. Selections are
/// followed with the object types that can be there: what stands on none of them is never asked for.
export function checkArguments(operation, { schema, fragments, variables, context }) {
  const seen = new Set();
  const objects = (type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);

  // `around` is the filter of the list whose groups are told
  function selections(set, types, around) {
    for (const selection of set.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) continue;
      if (selection.kind === Kind.FIELD) field(selection, types, around);
      else if (selection.kind === Kind.INLINE_FRAGMENT) conditioned(selection, types, around);
      else {
        const again = [selection.name.value, ...types, circleOf(around) !== null].join(' ');
        if (!seen.has(again)) conditioned(fragments[selection.name.value], types, around);
        seen.add(again);
      }
    }
  }

  function conditioned({ typeCondition, selectionSet }, types, around) {
    const allowed = typeCondition ? objects(typeFromAST(schema, typeCondition)) : types;
    const left = types.filter((type) => allowed.includes(type));
    if (left.length > 0) selections(selectionSet, left, around);
  }

  function field(node, types, around) {
    const definitions = types.map((type) => type.getFields()[node.name.value]);
    if (!definitions[0]) return; // __typename, __schema, __type
    let filter = around;
    definitions.forEach((it, index) => {
      const args = getArgumentValues(it, node, variables);
      if (/[^p]Connection$/.test(getNamedType(it.type).name)) filter = types[index].name.endsWith('Group') ? around : args.filter;
      checkField(types[index], it, args, context, filter);
    });
    const inner = definitions.flatMap((it) => getNamedType(it.type)).filter(isCompositeType);
    if (inner.length > 0) selections(node.selectionSet, [...new Set(inner.flatMap(objects))], filter);
  }

  selections(operation.selectionSet, [schema.getQueryType()], null);
}

function checkField(type, { name, args: declared, type: returned }, args, { limits, cursors }, kept) {
  const where = `${type.name}.${name}`;
  if (args.ids?.length > limits.maxPageSize) throw new Refused(`${where}: too many ids`);
  if (where === 'Query.paths') checkPaths(args, where);
  if (!getNamedType(returned).name.endsWith('Connection')) return;
  const { first, last } = args;
  if (first != null && last != null) throw new Refused(`${where}: both first and last`);
  const size = first ?? last ?? 0;
  if (size < 0 || size > limits.maxPageSize) throw new Refused(`${where}: a page of ${size}`);
  const filter = declared.find((argument) => argument.name === 'filter');
  if (filter && args.filter != null) checkFilter(args.filter, filter.type, where, { tests: 0, areas: 0 }, 0);
  const noun = getNamedType(returned).name.replace(/(Group)?Connection$/, '');
  if (name === 'chain') return checkChain(args, cursors, where);
  if (name === 'groups') {
    checkGroups(args, where);
    if (args.after != null) cursors.place(args.after, groupSignature(noun, args.by, args.orderBy));
    return;
  }
  const order = orderOf(noun, args.orderBy);
  if (order.some(({ field }) => field === 'DISTANCE') && !circleOf(kept)) throw new Refused(`${where}: by distance from nowhere`);
  const named = signature(noun, order, tellsKinds(type.name, noun));
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
    if (name === 'location') {
      checkArea(value, here);
      count.areas += 1;
      if (count.areas > AREAS) throw new Refused(`${here}: too many areas`);
    } else if (isListType(inner)) {
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
