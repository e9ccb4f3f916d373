// What `codegen.mjs` made, run against a server (`listed`) that answers the documents listed there and no others.

import assert from 'node:assert/strict';
import { run } from './generated/compiled/typed.js';
import { done, job } from './wire.mjs';

done('GraphQL Code Generator', await run(job.listed, job.events));
const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
const other = await fetch(new URL('/graphql', job.listed), { method: 'POST', headers, body: JSON.stringify({ query: '{ __typename }' }) });
assert.equal(other.status, 403);
