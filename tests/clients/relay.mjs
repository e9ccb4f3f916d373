// Relay's runtime with what its compiler made, against a server (`listed`) that answers the documents on the compiler's
// list and no others: they are asked for by `doc_id`, and what comes back is read out of Relay's store.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import relay from 'relay-runtime';
import { ask, done, job, noted } from './wire.mjs';

const artifact = (name) => createRequire(import.meta.url)(`./generated/relay/${name}.graphql`);
const wire = noted();
const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
const environment = new relay.Environment({
  network: relay.Network.create(async ({ id, text }, variables) => {
    assert.equal(text, null);
    const body = JSON.stringify({ doc_id: id, variables });
    return (await wire(new URL('/graphql', job.listed), { method: 'POST', headers, body })).json();
  }),
  store: new relay.Store(new relay.RecordSource()),
});

/// What a query with these variables reads from the store, when it was fetched.
async function load(query, variables) {
  await relay.fetchQuery(environment, query, variables).toPromise();
  const operation = relay.createOperationDescriptor(query, variables);
  environment.retain(operation);
  return lookup(operation.fragment);
}

/// What a selector reads from the store, where nothing may be missing.
function lookup(selector) {
  const { data, isMissingData, missingRequiredFields } = environment.lookup(selector);
  assert.deepEqual([isMissingData, missingRequiredFields], [false, undefined]);
  return data;
}

/// What a fragment reads where a query or another fragment spread it.
const read = (fragment, reference) => lookup(relay.getSingularSelector(fragment, reference));

/// A list in the store, with further pages fetched and joined to it until there are no more, as usePaginationFragment
/// does for a page; after each its entries are told to `seen`.
async function readAll(fragment, reference, direction, count, seen) {
  const { connectionPathInFragmentData: [field], paginationRequest, paginationMetadata, identifierField } =
    relay.getPaginationMetadata(fragment, 'readAll');
  const selector = relay.getSingularSelector(fragment, reference);
  for (;;) {
    const { [field]: list, [identifierField]: id } = lookup(selector);
    seen(list.edges.map(({ node }) => node));
    const [more, cursor] = direction === 'forward'
      ? [list.pageInfo.hasNextPage, list.pageInfo.endCursor]
      : [list.pageInfo.hasPreviousPage, list.pageInfo.startCursor];
    if (!more) return;
    const variables = relay.getPaginationVariables(direction, count, cursor, selector.variables, {}, paginationMetadata);
    await load(paginationRequest, identifierField ? { ...variables, [identifierField]: id } : variables);
  }
}

/// What a refetchable fragment reads of a thing with an id, asked for anew with these variables.
async function refetch(fragment, id, variables) {
  const { refetchableRequest, identifierInfo } = relay.getRefetchMetadata(fragment, 'refetch');
  const { node } = await load(refetchableRequest, { ...variables, [identifierInfo.identifierQueryVariableName]: id });
  return read(fragment, node);
}

// forward through a list of the root
const lengths = [];
let nodes;
const first = await load(artifact('relayEventsQuery'), { count: 10 });
await readAll(artifact('relay_events'), first, 'forward', 10, (seen) => lengths.push((nodes = seen).length));
assert.deepEqual(nodes.map(({ id, title }) => ({ id, title })), job.events);
assert.deepEqual(lengths, [10, 20, job.events.length]);
assert.ok(wire.sent.length === 3 && wire.sent.every(({ text, status }) => text === undefined && status === 200));

// backward through a list within a record, which is asked for by the record's id
const { events } = await ask(`{
  events(orderBy: { field: STATEMENT_COUNT }, first: 1) { nodes { slug statements { nodes { id text } } } }
}`);
const [{ slug, statements }] = events.nodes;
const { event } = await load(artifact('relayEventQuery'), { slug, last: 2 });
lengths.length = 0;
await readAll(artifact('relay_statements'), event, 'backward', 2, (seen) => lengths.push((nodes = seen).length));
assert.deepEqual(nodes.map(({ id, text }) => ({ id, text })), statements.nodes);
assert.ok(lengths.length > 2 && lengths.slice(0, 3).every((length, index) => length === 2 * (index + 1)), lengths);

// asked for again by its id with other arguments; both answers are kept, each for those who asked
const name = artifact('relay_name');
const { organization } = await load(artifact('relayOrganizationQuery'), { slug: 'IQ' });
assert.equal(read(name, organization).name, 'Iraq');
const arabic = await refetch(name, organization.id, { lang: 'ar' });
assert.match(arabic.name, /^[\u0600-\u06ff ]+$/);
assert.equal(read(name, organization).name, 'Iraq');
const { names } = await refetch(artifact('relay_organization'), organization.id, { names: true });
assert.ok(names.some(({ value, language }) => value === arabic.name && language === 'ar'));
const [{ id, title }] = job.events;
assert.equal((await refetch(artifact('relay_label'), id, {})).label, title);

// the store has one record for each thing, under the id that the server gives it
const source = environment.getStore().getSource();
assert.equal(source.get(organization.id).__typename, 'Organization');
assert.ok(job.events.every((event) => source.get(event.id).title === event.title));
// and nobody was asked for anything by its text
assert.ok(wire.sent.every(({ text, codes }) => text === undefined && codes.length === 0));
await assert.rejects(relay.fetchQuery(environment, unlisted(), { id }).toPromise(), /PERSISTED_QUERY_NOT_FOUND|No data/);
assert.deepEqual(wire.sent.at(-1).codes, ['PERSISTED_QUERY_NOT_FOUND']);
done('Relay', `${job.events.length} events forward, ${nodes.length} statements backward, refetched by id`);

/// A query that is not on the server's list.
function unlisted() {
  const query = artifact('relayLabelQuery');
  return { ...query, params: { ...query.params, id: 'unlisted', cacheID: 'unlisted' } };
}
