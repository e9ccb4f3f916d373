// Makes a question smaller as long as its answers differ, so that what is left shows why.

import { Kind, parse, print, visit } from 'graphql';

/// What may be left out of a document.
const PARTS = [Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.ARGUMENT, Kind.OBJECT_FIELD, Kind.DIRECTIVE];
/// How many smaller questions are tried.
const TRIES = 400;

/// A document without its `index`th part; null where it has no so many.
function without(query, index) {
  let left = index;
  const enter = (node) => (PARTS.includes(node.kind) && left-- === 0 ? null : undefined);
  const document = visit(parse(query, { noLocation: true }), { enter });
  return left >= 0 ? null : print(unused(document));
}

/// A document without the fragments and variables that nothing in it uses any more.
function unused(document) {
  const names = new Set();
  const collect = (node) => void names.add(`${node.kind} ${node.name.value}`);
  visit(document, {
    FragmentSpread: collect,
    Variable: (node, key, parent) => (parent.kind === Kind.VARIABLE_DEFINITION ? undefined : collect(node)),
  });
  return visit(document, {
    FragmentDefinition: ({ name }) => (names.has(`${Kind.FRAGMENT_SPREAD} ${name.value}`) ? undefined : null),
    VariableDefinition: ({ variable }) => (names.has(`${Kind.VARIABLE} ${variable.name.value}`) ? undefined : null),
  });
}

/// The smallest result found whose answers differ; `put` asks a question.
export async function shrink(result, put) {
  let smallest = result;
  let index = 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    let query;
    try {
      query = without(smallest.question.query, index);
    } catch {
      return smallest; // what does not parse is left as it is
    }
    if (query === null) return smallest;
    const smaller = await put({ ...smallest.question, query });
    if (smaller.difference) smallest = smaller;
    else index += 1;
  }
  return smallest;
}
