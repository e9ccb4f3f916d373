// urql with its normalised cache: it knows the schema from introspection, joins pages, and sends documents by hash.

import assert from 'node:assert/strict';
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import { getIntrospectionQuery } from 'graphql';
import { ask, done, endpoint, job, noted } from './wire.mjs';

const PAGE = 10;
const EVENTS = gql`
  query UrqlEvents($first: Int!, $after: String) {
    events(first: $first, after: $after, orderBy: { field: OCCURRED, direction: ASC }) {
      edges { cursor node { id title goldstein participations { nodes { id party { id ...UrqlParty } } } } }
      pageInfo { startCursor endCursor hasPreviousPage hasNextPage }
    }
  }
  fragment UrqlParty on Party { name ... on Record { label } }
`;

const schema = await ask(getIntrospectionQuery());
const wire = noted();
const warnings = [];
const client = new Client({
  url: endpoint,
  fetch: wire,
  exchanges: [
    cacheExchange({
      schema,
      resolvers: { Query: { events: relayPagination(), node: (_, { id }) => ({ __typename: 'Event', id }) } },
      logger: (level, message) => level !== 'debug' && warnings.push(message),
    }),
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
  ],
});

/// The data that answers a query.
async function query(document, variables, requestPolicy = 'cache-first') {
  const { data, error } = await client.query(document, variables, { requestPolicy }).toPromise();
  if (error) throw error;
  return data;
}

// page by page: the list in the cache grows
let events = (await query(EVENTS, { first: PAGE })).events;
const lengths = [events.edges.length];
while (events.pageInfo.hasNextPage) {
  events = (await query(EVENTS, { first: PAGE, after: events.pageInfo.endCursor })).events;
  lengths.push(events.edges.length);
}
assert.deepEqual(lengths, [PAGE, 2 * PAGE, job.events.length]);
assert.deepEqual(events.edges.map(({ node: { id, title } }) => ({ id, title })), job.events);

// by GET: unknown, sent once with its hash, known from then on
const [unknown, first, ...rest] = wire.sent;
assert.deepEqual([unknown.text, unknown.codes], [undefined, ['PERSISTED_QUERY_NOT_FOUND']]);
assert.ok(first.text.startsWith('query UrqlEvents(') && first.codes.length === 0);
assert.ok(rest.length === lengths.length - 1 && rest.every(({ text, codes }) => text === undefined && codes.length === 0));
assert.ok(wire.sent.every(({ method, hash }) => method === 'GET' && hash === first.hash));

// the cache answers with what it has of a thing by its id: it knows from the schema which fields may be missing
const [{ id, title }] = job.events;
const event = (fields) => {
  const document = gql(`query UrqlEvent($id: ID!) { node(id: $id) { id ... on Event { ${fields} } } }`);
  return query(document, { id }, 'cache-only');
};
assert.deepEqual((await event('title summary')).node, { id, title, summary: null });
assert.equal((await event('title slug'))?.node ?? null, null);
assert.equal(wire.sent.length, lengths.length + 1);

// what the schema does not have: the cache warns of it, the server refuses it
assert.deepEqual(warnings, []);
await event('headline');
assert.match(warnings.join(), /`headline` does not exist on `Event`/);
const wrong = query(gql`query UrqlWrong { events { nodes { headline } } }`, {});
await assert.rejects(wrong, (error) => error.graphQLErrors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
done('urql', `${lengths.length} pages of events by hash, joined in a cache that knows the schema`);
