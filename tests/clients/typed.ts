// What users of GraphQL Code Generator write: documents with types, made from the schema that the server tells. What is
// marked as an error must be one, or the compiler complains.

import { graphql, useFragment, type FragmentType } from './generated/index.js';
import { MeasuresOnADayDocument, OneEventDocument, type TypedDocumentString } from './generated/graphql.js';

interface Entry { id: string; title: string }

const PARTY = graphql(`
  fragment TypedParty on Party {
    id
    name
    country
    ... on Person { affiliations { totalCount } }
  }
`);

const EVENTS = graphql(`
  query TypedEvents($first: Int!, $after: String, $filter: EventFilter) {
    events(first: $first, after: $after, filter: $filter, orderBy: [{ field: OCCURRED, direction: ASC }]) {
      nodes {
        id
        title
        category
        goldstein
        occurred { earliest }
        participations { nodes { party { __typename ...TypedParty } } }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

const NODE = graphql(`
  query TypedNode($id: ID!) {
    node(id: $id) {
      __typename
      ... on Event { title }
      ... on Party { name }
    }
  }
`);

/// Asks for a document by its id in the list that was made with the types.
async function execute<Result, Variables>(
  origin: string,
  document: TypedDocumentString<Result, Variables>,
  ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
): Promise<Result> {
  const documentId: unknown = document.__meta__?.['hash'];
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const body = JSON.stringify({ documentId, variables });
  const response = await fetch(new URL('/graphql', origin), { method: 'POST', headers, body });
  const { data, errors } = (await response.json()) as { data: Result; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

function nameOf(party: FragmentType<typeof PARTY>): string {
  const { name, country } = useFragment(PARTY, party);
  return country === null || country === undefined ? name : `${name} (${country.toLowerCase()})`;
}

/// Reads the events, which must be these, and some more; how much that was.
export async function run(origin: string, events: Entry[]): Promise<string> {
  const read: Entry[] = [];
  const parties = new Set<string>();
  let after: string | null | undefined;
  for (;;) {
    const page = await execute(origin, EVENTS, { first: 10, after });
    for (const { id, title, occurred, participations } of page.events.nodes) {
      const day: string = occurred.earliest;
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`${day} is not a day`);
      for (const { party } of participations.nodes) if (party) parties.add(nameOf(party));
      read.push({ id, title });
    }
    if (!page.events.pageInfo.hasNextPage) break;
    after = page.events.pageInfo.endCursor;
  }
  if (JSON.stringify(read) !== JSON.stringify(events)) throw new Error(`read were ${JSON.stringify(read)}`);

  const slug = '2023-07-20-baghdad-swedish-embassy-stormed';
  const { event } = await execute(origin, OneEventDocument, { slug });
  if (!event || event.participations.nodes.length === 0) throw new Error(`nothing is known of ${slug}`);

  const { sanctions } = await execute(origin, MeasuresOnADayDocument, { day: '2023-07-21' });
  const known: ('ANNOUNCED' | 'IN_FORCE')[] = [];
  for (const { status } of sanctions.nodes) if (status === 'ANNOUNCED' || status === 'IN_FORCE') known.push(status);
  if (known.length === 0 || known.length !== sanctions.totalCount) throw new Error(`of measures are known: ${known}`);

  const id = events[0]?.id ?? '';
  const { node } = await execute(origin, NODE, { id });
  if (node?.__typename !== 'Event') throw new Error(`${id} is a ${node?.__typename}`);
  if (node.title !== events[0]?.title) throw new Error(`${id} is called ${node.title}`);
  return `${read.length} events of ${parties.size} parties, ${known.length} measures`;
}

/// What the compiler refuses.
export const refused = (origin: string, party: FragmentType<typeof PARTY>) => [
  // @ts-expect-error a day is wanted
  () => execute(origin, MeasuresOnADayDocument, {}),
  // @ts-expect-error a number is wanted
  () => execute(origin, EVENTS, { first: 'ten' }),
  // @ts-expect-error the word is THREATEN
  () => execute(origin, EVENTS, { first: 1, filter: { category: { eq: 'THREAT' } } }),
  // @ts-expect-error a field that was not asked for
  async () => (await execute(origin, EVENTS, { first: 1 })).events.totalCount,
  // @ts-expect-error not every event has a number on the Goldstein scale
  async () => (await execute(origin, EVENTS, { first: 1 })).events.nodes[0]?.goldstein.toFixed(1),
  // @ts-expect-error there may be no such event
  async () => (await execute(origin, OneEventDocument, { slug: '' })).event.title,
  // @ts-expect-error not every party has a country
  () => useFragment(PARTY, party).country.length,
];
