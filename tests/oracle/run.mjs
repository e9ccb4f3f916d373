// Tries a server against the oracle. Standard input is JSON: where the server is (`origin`), how its permalinks begin
// (`publicUrl`), the rows of its database (`tables`), the cases to ask it (`cases`), and how many questions to make up
// (`documents`, `changed`) from which `seed`, and whether to plant `faults`. Told are numbers, and where answers differ, why.

import { readFileSync } from 'node:fs';
import { isAnswerable, isExplained } from './differences.mjs';
import { findFaults } from './faults.mjs';
import { Documents } from './questions/documents.mjs';
import { everything } from './questions/everything.mjs';
import { vocabularyOf } from './questions/vocabulary.mjs';
import { wrong } from './questions/wrong.mjs';
import { Trial } from './trial.mjs';

/// How many fields a document has, about, at most.
const FIELDS = 30;

const job = JSON.parse(readFileSync(0));
const trial = await Trial.begin(job);
const { schema, data, cursors } = trial.oracle;
const failures = [];
const atLeast = (number, least, what) => number < least && failures.push(`${what}: ${number}, at least ${least} are needed`);

/// Puts the questions that are made of `items` and tells how it went.
async function put(what, items, make) {
  const { results, ...counts } = await trial.putAll(items, make, isExplained);
  console.log(`${what}: ${Object.entries(counts).map(([how, count]) => `${count} ${how}`).join(', ')}`);
  return { results, ...counts };
}

const read = await put('everything there is', everything(schema, data), (question) => question);
await put('cases', job.cases.filter(isAnswerable), (question) => question);

const documents = new Documents(schema, vocabularyOf(data), cursors.bySignature());
const seeds = (count, what) => Array.from({ length: count }, (_, index) => `${job.seed} ${data.datasets[0].key} ${what} ${index}`);
const made = await put('documents', seeds(job.documents, 'right'), (seed) => documents.question(seed, FIELDS));
atLeast(made.equal, job.documents * 0.8, 'documents that are answered');

const changed = await put('changed documents', seeds(job.changed, 'changed'), (seed) => wrong(documents, seed));
atLeast(changed.refused, job.changed * 0.5, 'changed documents that are refused');
atLeast(changed.equal, job.changed * 0.05, 'changed documents that are right all the same');

if (job.faults) {
  const { found, missed } = findFaults(job.tables, trial.surroundings, read.results);
  console.log(`planted faults: ${found.length} found, ${missed.length} missed`);
  failures.push(...missed.map((fault) => `planted and not found: ${fault}`));
}

if (trial.differences.length > 0) {
  failures.push(`seed ${job.seed}: ${trial.differences.length} answers differ; the smallest:\n\n${await trial.report()}`);
}
trial.client.close();
if (failures.length > 0) {
  console.log(`\n${failures.join('\n')}`);
  process.exitCode = 1;
}
