// Where an answer differs first from what is expected: values, keys, and the order of keys.

import { Cursors } from './reference/cursors.mjs';

const shown = (value) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
};

const difference = (path, expected, actual) => ({ path: path.join('.') || '(root)', expected: shown(expected), actual: shown(actual) });

/// The first difference of `actual` from `expected`, or null. Cursors are compared by what they name.
export function firstDifference(expected, actual, cursors, path = []) {
  if (Cursors.is(expected)) return cursors.matches(expected, actual) ? null : difference(path, expected, actual);
  if (expected === null || typeof expected !== 'object') {
    return expected === actual ? null : difference(path, expected, actual);
  }
  if (actual === null || typeof actual !== 'object' || Array.isArray(expected) !== Array.isArray(actual)) {
    return difference(path, expected, actual);
  }
  const [keys, others] = [Object.keys(expected), Object.keys(actual)];
  // items first: they say more than that there are too few
  for (const key of keys.filter((key) => key in actual)) {
    const found = firstDifference(expected[key], actual[key], cursors, [...path, key]);
    if (found) return found;
  }
  return keys.join() === others.join() ? null : difference([...path, 'keys'], keys, others);
}

/// The first difference of the server's answer to a request from the oracle's, or null.
export function compareAnswers(expected, answer, cursors) {
  const refused = answer.errors?.map(({ message }) => message).join('; ');
  if (expected.rejected !== undefined) {
    return refused !== undefined ? null : difference([], `rejected: ${expected.rejected}`, answer.data);
  }
  if (refused !== undefined) return difference([], expected.data, `rejected: ${refused}`);
  return firstDifference(expected.data, answer.data, cursors);
}
