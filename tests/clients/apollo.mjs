// Apollo Client: documents by their hash, pages joined into one list, one copy of each thing in the cache.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { print } from 'graphql';
import { asyncScheduler, filter, firstValueFrom, observeOn } from 'rxjs';
import { ask, done, endpoint, job, noted } from './wire.mjs';

const PAGE = 10;
const EVENTS = gql`
  query ApolloEvents($first: Int!, $after: String) {
    events(first: $first, after: $after, orderBy: { field: OCCURRED, direction: ASC }) {
      totalCount
      edges { cursor node { id title participations { nodes { id party { id label name } } } } }
      pageInfo { startCursor endCursor hasPreviousPage hasNextPage }
    }
  }
`;
const NODE = gql`
  query ApolloNode($id: ID!) { node(id: $id) { id ... on Record { label } ... on Party { country } } }
`;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/// Which types a fragment on an interface is about, as Apollo has them asked for.
const { __schema } = await ask('{ __schema { types { name possibleTypes { name } } } }');
const possibleTypes = Object.fromEntries(
  __schema.types.filter((type) => type.possibleTypes).map((type) => [type.name, type.possibleTypes.map((it) => it.name)]),
);

/// A client with an empty cache, and what it sends.
function start(options = {}) {
  const wire = noted();
  const link = ApolloLink.from([new PersistedQueryLink({ sha256, ...options }), new HttpLink({ uri: endpoint, fetch: wire })]);
  const typePolicies = { Query: { fields: { events: relayStylePagination(['filter', 'orderBy']) } } };
  return { client: new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes, typePolicies }) }), sent: wire.sent };
}

/// Reads all pages; the list that the cache holds then.
async function readAll(client) {
  const list = client.watchQuery({ query: EVENTS, variables: { first: PAGE } });
  // what a page shows comes a moment after what it is told
  const told = list.pipe(observeOn(asyncScheduler));
  const shown = (more) => firstValueFrom(told.pipe(filter(({ loading, data }) => !loading && data.events.edges.length > more)));
  let { events } = (await shown(0)).data;
  while (events.pageInfo.hasNextPage) {
    const longer = shown(events.edges.length);
    await list.fetchMore({ variables: { after: events.pageInfo.endCursor } });
    events = (await longer).data.events;
  }
  return events;
}

// by POST: unknown, sent once, known from then on, also to a client that never sent it
const { client, sent } = start();
const events = await readAll(client);
assert.deepEqual(events.edges.map(({ node: { id, title } }) => ({ id, title })), job.events);
assert.equal(events.totalCount, job.events.length);
const pages = Math.ceil(job.events.length / PAGE);
assert.ok(pages >= 3);
assert.equal(sent.length, pages + 1);
const [unknown, first, ...rest] = sent;
assert.deepEqual([unknown.text, unknown.codes], [undefined, ['PERSISTED_QUERY_NOT_FOUND']]);
assert.deepEqual([sha256(first.text), first.codes], [first.hash, []]);
for (const request of sent) {
  assert.deepEqual([request.method, request.operation, request.hash], ['POST', 'ApolloEvents', first.hash]);
}
assert.ok(rest.every(({ text, codes }) => text === undefined && codes.length === 0));
assert.ok(rest.every(({ variables }) => typeof variables.after === 'string'));
const again = start();
assert.deepEqual(await readAll(again.client), events);
assert.ok(again.sent.length === pages && again.sent.every(({ text }) => text === undefined));

// by GET, as caches on the way like it: the text is sent once by POST
const getting = start({ useGETForHashedQueries: true });
const { data } = await getting.client.query({ query: NODE, variables: { id: job.events[0].id } });
assert.deepEqual(data.node, { __typename: 'Event', id: job.events[0].id, label: data.node.label });
await getting.client.query({ query: NODE, variables: { id: job.events[1].id } });
assert.deepEqual(getting.sent.map(({ method, text }) => [method, !!text]), [['GET', false], ['POST', true], ['GET', false]]);

// one copy of each thing, whichever list it came with: by its id alone, for that is unique among everything
const cached = client.cache.extract();
const parties = events.edges.flatMap(({ node }) => node.participations.nodes.map(({ party }) => party));
const different = new Set(parties.map(({ __typename, id }) => `${__typename}:${id}`));
assert.ok(different.size > 3 && different.size < parties.length);
const kept = Object.keys(cached).filter((key) => /^(Organization|Person):/.test(key));
assert.deepEqual(kept.toSorted(), [...different].toSorted());
assert.equal(new Set(Object.values(cached).map(({ id }) => id)).size, Object.keys(cached).length, 'ids are global');
// a part of it read again, with a fragment on an interface, needs no request
const [party] = parties;
const key = client.cache.identify(party);
assert.deepEqual(client.readFragment({ id: key, fragment: gql`fragment Named on Party { id label name }` }), party);
// what changes in one place changes in all lists
client.cache.modify({ id: key, fields: { label: () => 'changed' } });
const changed = client.readQuery({ query: EVENTS, variables: { first: PAGE } });
const copies = changed.events.edges.flatMap(({ node }) => node.participations.nodes.filter((it) => it.party.id === party.id));
assert.ok(copies.length > 1 && copies.every((it) => it.party.label === 'changed'));

// what is refused comes as the errors that the server told
const wrong = client.query({ query: gql`query ApolloWrong { events { nodes { headline } } }` });
await assert.rejects(wrong, (error) => {
  assert.ok(CombinedGraphQLErrors.is(error), error);
  return error.errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED';
});
assert.equal(sent.at(-1).text, print(gql`query ApolloWrong { events { nodes { headline __typename } __typename } }`));
done('Apollo Client', `${pages} pages of events by hash, ${different.size} parties in the cache`);
