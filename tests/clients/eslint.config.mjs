// The rules of GraphQL-ESLint: for a schema that is published, for one that Relay reads, and for the sample queries.
// What is set otherwise than recommended is what the API means to be; the reason stands beside it.

import { join } from 'node:path';
import graphql from '@graphql-eslint/eslint-plugin';

const { configs, parser } = graphql;
const root = join(import.meta.dirname, '../..');
const graphQLConfig = { schema: join(root, 'tests/schema.graphql'), documents: join(root, 'queries/*.graphql') };
const base = { languageOptions: { parser, parserOptions: { graphQLConfig } }, plugins: { '@graphql-eslint': graphql } };

// values that are part of what has an id, and of no use alone; and what is worked out from such things for one answer
const VALUES = [
  'Dyad', 'Estimate', 'ExternalId', 'FuzzyDate', 'GroupKey', 'Highlight', 'Hop', 'LatLng', 'Limits', 'Name', 'PageInfo', 'PartyMatch',
  'Path', 'RecordCount',
  'ServerInfo', 'SourceCode', 'StatusChange', 'TextRange', 'Translation',
];

export default [
  {
    ...base,
    files: ['tests/schema.graphql'],
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
      // as the server prints it, each in one line
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: { types: VALUES, suffixes: ['Connection', 'Edge', 'Group'] } }],
      // groups are read forwards only
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // connections have `nodes` beside `edges`, short lists that cannot grow are no connections, and a group is told and
      // has no id of its own
      '@graphql-eslint/relay-edge-types': [
        'error', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Record.recordedAt tells when something was recorded, whatever the type that has it is called
      '@graphql-eslint/no-typename-prefix': 'off',
    },
  },
  {
    ...base,
    files: ['queries/*.graphql'],
    rules: {
      ...configs['flat/operations-recommended'].rules,
      // the samples are for reading, not for a cache: they ask for ids where ids are what they are about
      '@graphql-eslint/require-selections': 'off',
    },
  },
];
