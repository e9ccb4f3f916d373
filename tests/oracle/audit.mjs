// Audits a server for GraphQL over HTTP with the package graphql-http. Reads { url } from standard input, prints each
// audit by its id, and ends well if there are as many as there must be and all are met.
import { readFileSync } from 'node:fs';
import { auditServer } from 'graphql-http';

const AUDITS = 61;

const { url } = JSON.parse(readFileSync(0, 'utf8'));
const results = await auditServer({ url });
for (const { id, name, status, reason } of results) {
  console.log(`${status === 'ok' ? 'ok' : `NOT MET (${status}: ${reason})`} ${id} ${name}`);
}
const met = results.filter(({ status }) => status === 'ok').length;
console.log(`${met} of ${results.length} audits of GraphQL over HTTP met`);
process.exit(met === AUDITS && results.length === AUDITS ? 0 : 1);
