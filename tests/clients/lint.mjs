// What linters say of the published schema and of the sample queries: GraphQL-ESLint (`eslint.config.mjs` says which
// rules) and graphql-schema-linter with all of its rules.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';

const here = import.meta.dirname;
const root = join(here, '../..');
const file = join(root, 'tests/schema.graphql');
const schema = await readFile(file, 'utf8');

const eslint = new ESLint({ cwd: root, overrideConfigFile: join(here, 'eslint.config.mjs') });
const { format } = await eslint.loadFormatter('stylish');
const results = await eslint.lintFiles(['tests/schema.graphql', 'queries/*.graphql']);
const complaints = await format(results);
assert.ok(!complaints, complaints);
assert.ok(results.length > 12);

/// What graphql-schema-linter has to say of a schema: the names of rules.
function schemaLinter(input) {
  const cli = join(here, 'node_modules/graphql-schema-linter/lib/cli.js');
  const { stdout, stderr } = spawnSync(process.execPath, [cli, '--stdin', '--format', 'json'], { input, cwd: here });
  assert.equal(String(stderr), '');
  return JSON.parse(stdout).errors;
}
assert.deepEqual(schemaLinter(schema), []);

/// The rules that complain of a text in the place of a file's.
async function rules(text, filePath) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  return new Set(messages.map(({ ruleId }) => ruleId?.replace('@graphql-eslint/', '')));
}

// what would have been noticed
const queries = [
  ['fields-on-correct-type', 'query Wrong { events { nodes { headline } } }'],
  ['unused-variables', 'query Wrong($id: ID) { events { totalCount } }'],
  ['selection-set-depth', `query Wrong ${'{ place { parent '.repeat(8)} { name } ${'} }'.repeat(8)}`],
];
for (const [rule, query] of queries) {
  const found = await rules(query, join(root, 'queries/wrong.graphql'));
  assert.ok([...found].some((it) => it?.endsWith(rule)), `${rule}: ${[...found]}`);
}
// what is wrong, with the rules of the two linters that find it, and all of it in one schema
const faults = [
  ['require-description', 'types-have-descriptions', '"A page of a list of events."\n', ''],
  ['relay-page-info', 'relay-page-info-spec', '  hasNextPage: Boolean!', '  hasNextPage: Boolean'],
  ['naming-convention', 'fields-are-camel-cased', '  totalCount: Int!', '  total_count: Int!'],
  ['relay-connection-types', 'relay-connection-types-spec', '  pageInfo: PageInfo!', '  page: PageInfo!'],
  ['relay-arguments', 'relay-connection-arguments-spec', '    first: Int,\n', '    first: String,\n'],
  ['strict-id-in-types', 'defined-types-are-used', '\ntype Person ', '\ntype Alone { word: String }\n"A person."\ntype Person '],
];
let faulty = schema;
for (const [, , what, how] of faults) {
  assert.ok(faulty.includes(what), what);
  faulty = faulty.replace(what, how);
}
const found = await rules(faulty, file);
const others = new Set(schemaLinter(faulty).map(({ rule }) => rule));
for (const [rule, other] of faults) {
  assert.ok(found.has(rule), `${rule}: ${[...found]}`);
  assert.ok(others.has(other), `${other}: ${[...others]}`);
}
console.log(`linters: the schema and ${results.length - 1} queries as they should be`);
