// Relay's compiler on what `relay.documents.js` asks, against the schema as published. What it makes is run by `relay.mjs`.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const generated = join(here, 'generated');

/// Compiles what a folder has a configuration for; fails with what the compiler told.
async function compile(folder) {
  const cli = join(here, 'node_modules/relay-compiler/cli.js');
  const options = { cwd: folder, env: { ...process.env, NO_COLOR: '1' } };
  await promisify(execFile)(process.execPath, [cli, 'relay.config.json'], options).catch(({ stderr }) => { throw new Error(stderr); });
}

/// Compiles what is in a folder against a schema, all of it made for a control.
async function compileOther(documents, schema) {
  const folder = join(generated, 'relay-control');
  await mkdir(folder, { recursive: true });
  const { artifactDirectory, persistConfig, excludes, ...config } = JSON.parse(await readFile(join(here, 'relay.config.json')));
  await writeFile(join(folder, 'relay.documents.js'), documents);
  await writeFile(join(folder, 'schema.graphql'), schema);
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify({ ...config, schema: 'schema.graphql' }));
  await compile(folder).finally(() => rm(folder, { recursive: true }));
}

const folder = join(generated, 'relay');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'documents.json'), '{}');
// the modules that it makes are of the older kind
await writeFile(join(folder, 'package.json'), '{}');
await compile(here);

// what would have been noticed: a field that there is not, a record that has no place behind `node`, a list without pages
const documents = await readFile(join(here, 'relay.documents.js'), 'utf8');
const schema = await readFile(join(here, '../schema.graphql'), 'utf8');
const broken = (what, how) => {
  assert.ok(schema.includes(what), what);
  return compileOther(documents, schema.replace(what, how));
};
await compileOther(documents, schema);
await assert.rejects(compileOther(documents.replace('permalink', 'headline'), schema), /`Record` has no field `headline`/);
await assert.rejects(broken('type Event implements Node & Record', 'type Event implements Record'), /@refetchable on fragment 'relay_label'/);
await assert.rejects(broken('  hasNextPage: Boolean!', '  hasMore: Boolean!'), /@connection used on invalid field 'events'/);
console.log('relay-compiler: documents with connections and refetchable fragments');
