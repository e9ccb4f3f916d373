// Proof that the oracle finds what is wrong: faults are planted, one at a time, in the records it works from and in the
// answers it is given, and each has to show.

import { compareAnswers } from './compare.mjs';
import { Oracle } from './reference/oracle.mjs';
import { RECORDS } from './reference/records.mjs';

/// Columns whose values are not shown as such: types that say which table, and what the oracle works out for itself.
const UNSEEN = /^(id|change_seq|record_type|link_type|party_type)$|_(earliest|latest|precision|approximate|uncertain)$|folded$|^geohash$/;
/// Tables whose identities stand in another table too, and are read there.
const COPIES = new Set(['link', 'party', ...Object.values(RECORDS).map(({ table }) => table)]);
/// Tables whose rows nothing else refers to.
const LOOSE = [
  'name', 'external_id', 'translation', 'event_context', 'statement_event', 'statement_addressee', 'sanction_measure',
  'sanction_issuer', 'sanction_target', 'sanction_event', 'program_measure', 'citation_attribution', 'citation', 'participation',
];

/// How many ways to plant a fault are tried before it is said that nobody noticed: two rows may be so much alike that
/// nothing changes when they change places.
const WAYS = 50;

/// Faults in the records: two rows exchange a value, a row is missing, two rows are recorded the other way round.
function* inRecords(tables) {
  for (const [table, rows] of Object.entries(tables)) {
    for (const column of Object.keys(rows[0] ?? {})) {
      if (table === 'link' || table === 'document' || UNSEEN.test(column) || (column === 'uid' && COPIES.has(table))) continue;
      yield { name: `two rows of ${table} exchange their ${column}`, ways: exchanges(tables, table, column) };
    }
  }
  for (const table of LOOSE) yield { name: `a row of ${table} is missing`, ways: removals(tables, table) };
  for (const table of ['citation', 'sanction_program', 'import_run']) {
    yield { name: `two rows of ${table} are recorded the other way round`, ways: exchanges(tables, table, 'id') };
  }
}

function* exchanges(tables, table, column) {
  const rows = tables[table];
  for (const [index, one] of rows.entries()) {
    for (const [further, other] of rows.slice(index + 1).entries()) {
      if (one[column] === other[column]) continue;
      const altered = [...rows];
      altered[index] = { ...one, [column]: other[column] };
      altered[index + 1 + further] = { ...other, [column]: one[column] };
      yield { ...tables, [table]: altered };
    }
  }
}

function* removals(tables, table) {
  for (const row of tables[table]) {
    // what is cited cannot go without its citation
    if (table === 'participation' && tables.citation.some(({ link_id }) => link_id === row.id)) continue;
    if (table === 'citation' && tables.citation_attribution.some(({ citation_id }) => citation_id === row.id)) continue;
    yield { ...tables, [table]: tables[table].filter((it) => it !== row) };
  }
}

const different = (one, other) => other !== undefined && JSON.stringify(one) !== JSON.stringify(other);
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/// Faults in answers: which values they take, and what comes in the place of one.
const IN_ANSWERS = {
  'two keys change places': [(it) => isObject(it) && Object.keys(it).length > 1, (it) => Object.fromEntries(Object.entries(it).reverse())],
  'a key is missing': [(it) => isObject(it) && Object.keys(it).length > 1, (it) => Object.fromEntries(Object.entries(it).slice(1))],
  'a key is too many': [isObject, (it) => ({ ...it, more: null })],
  'the last item is missing': [(it) => Array.isArray(it) && it.length > 0, (it) => it.slice(0, -1)],
  'two items change places': [(it) => Array.isArray(it) && different(it[0], it[1]), (it) => [it[1], it[0], ...it.slice(2)]],
  'an item stands twice': [(it) => Array.isArray(it) && it.length > 0, (it) => [it[0], ...it]],
  'a number is one more': [Number.isInteger, (it) => it + 1],
  'a truth value is turned': [(it) => typeof it === 'boolean', (it) => !it],
  'a text ends otherwise': [(it) => typeof it === 'string', (it) => `${it} `],
  'a text is a number': [(it) => typeof it === 'string', () => 0],
  'a value is null': [(it) => it !== null && !isObject(it), () => null],
  'null is a value': [(it) => it === null, () => ''],
};

/// A copy of a value in which the first part that `takes` takes is changed; undefined where there is none.
function alter(value, takes, change, inside = false) {
  if (inside && takes(value)) return change(value);
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, part] of Object.entries(value)) {
    const altered = alter(part, takes, change, true);
    if (altered === undefined) continue;
    if (Array.isArray(value)) return value.map((it, index) => (index === Number(key) ? altered : it));
    return { ...value, [key]: altered };
  }
  return undefined;
}

/// Plants every fault where the records and the answers of the server allow it; which were found, and which were not.
export function findFaults(tables, surroundings, results) {
  const found = [];
  const missed = [];
  const note = (noticed, name) => (noticed ? found : missed).push(name);

  for (const { name, ways } of inRecords(tables)) {
    let tried = 0;
    let noticed = false;
    for (const altered of ways) {
      noticed = contradicts(new Oracle(altered, surroundings), results);
      tried += 1;
      if (noticed || tried === WAYS) break;
    }
    if (tried > 0) note(noticed, name);
  }

  const { cursors, answer: expect } = learned(new Oracle(tables, surroundings), results);
  for (const { question, answer } of results) {
    const expected = expect(question);
    for (const [name, [takes, change]] of Object.entries(IN_ANSWERS)) {
      const data = alter(answer.data, takes, change);
      if (data !== undefined) note(compareAnswers(expected, { data }, cursors), `${name} in the answer to ${question.query}`);
    }
    note(compareAnswers(expected, { errors: [{ message: 'no' }] }, cursors), `${question.query} is refused`);
  }
  note(compareAnswers(expect({ query: '{ unheard }' }), { data: {} }, cursors), 'a wrong document is answered');
  return { found, missed };
}

/// Whether the oracle differs from any answer. Records that no answer can be made of contradict too.
function contradicts(oracle, results) {
  try {
    return results.some(({ question, answer }) => compareAnswers(oracle.answer(question), answer, oracle.cursors));
  } catch {
    return true;
  }
}

/// An oracle that knows the cursors of the answers.
function learned(oracle, results) {
  contradicts(oracle, results);
  return { cursors: oracle.cursors, answer: (question) => oracle.answer(question) };
}
