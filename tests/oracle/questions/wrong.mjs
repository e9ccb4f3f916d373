// Questions that are probably wrong: right ones with one thing changed in the document, in its text, or in the variables.

import { parse, print, visit } from 'graphql';
import { CHANGES } from './changes.mjs';
import { Random } from './random.mjs';

/// How many fields there are about the one that is wrong.
const FIELDS = 12;

/// Values that fit hardly anywhere.
const JUNK = [
  null, true, 0, -1, 1.5, 2147483648, -2147483649, 9007199254740993, '', 'x', '1', 'true', 'OUT', 'TITLE', '2023-02-30',
  [], [null], [1], [[1]], {}, { a: 1 }, { eq: 1 }, { eq: null }, { id: 'x' }, { id: null }, { slug: 'x', id: 'y' },
  { field: 'TITLE' }, { field: 'title' }, { field: 'TITLE', direction: null }, { and: {} }, { and: null }, { or: [null] },
  { not: null }, { some: {} }, { count: { gt: '1' } },
];
const TOKENS = [
  '{', '}', '(', ')', ':', '!', '$', '@', '...', '[', ']', '=', '|', '&', '"', '"""', '#', '\u0000', '\\', 'query',
  'fragment', 'on', 'null', '0', '-', ',', 'é',
];

/// A document with one of its nodes changed.
function changeDocument(query, random) {
  const [kinds, change] = random.pick(CHANGES);
  const document = parse(query, { noLocation: true });
  let count = 0;
  visit(document, { enter: (node) => void (count += kinds.includes(node.kind)) });
  let left = random.below(count);
  const enter = (node) => (kinds.includes(node.kind) && left-- === 0 ? change(node, random) : undefined);
  return print(visit(document, { enter }));
}

/// A text with something in it that does not belong there, or without something that does.
function changeText(query, random) {
  const at = random.below(query.length);
  const cut = random.below(2);
  return query.slice(0, at) + (cut === 1 && random.chance(0.5) ? '' : random.pick(TOKENS)) + query.slice(at + cut);
}

/// A value with something else somewhere in it.
function changeValue(value, random) {
  if (value === null || typeof value !== 'object' || random.chance(0.3)) return random.pick(JUNK);
  if (Array.isArray(value)) return value.length === 0 ? [random.pick(JUNK)] : [changeValue(value[0], random), ...value.slice(1)];
  const key = random.pick(Object.keys(value));
  if (key === undefined || random.chance(0.2)) return { ...value, unheard: 1 };
  return { ...value, [key]: changeValue(value[key], random) };
}

/// The question of a seed with one thing changed.
export function wrong(documents, seed) {
  const random = new Random(`${seed} wrong`);
  const question = documents.question(seed, FIELDS);
  const names = Object.keys(question.variables ?? {});
  const way = random.next();
  if (way < 0.1) return { ...question, query: changeText(question.query, random) };
  if (way < 0.45 && names.length > 0) {
    const variables = { ...question.variables };
    const changed = random.pick(names);
    if (random.chance(0.1)) delete variables[changed];
    else variables[changed] = changeValue(variables[changed], random);
    return { ...question, variables };
  }
  if (way < 0.48) return { ...question, operationName: random.pick(['Q', 'Other', 'Nobody', '']) };
  return { ...question, query: changeDocument(question.query, random) };
}
