// GraphQL Code Generator with its client preset: types for the sample queries and for what `typed.ts` asks, out of the
// schema that the server tells; then checked and compiled by the TypeScript compiler. What it made is run by `typed.mjs`.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';
import { done, endpoint } from './wire.mjs';

const here = import.meta.dirname;
const generated = join(here, 'generated');

const string = (name) => [name, 'string'];
const config = (documents) => ({
  schema: endpoint,
  documents,
  silent: true,
  generates: {
    [`${generated}/`]: {
      preset,
      presetConfig: { persistedDocuments: true },
      config: {
        documentMode: 'string',
        importExtension: '.js',
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          ...Object.fromEntries(['CountryCode', 'Date', 'DateTime', 'EDTF', 'LanguageTag', 'URL'].map(string)),
          GeoJSON: '{ type: string }',
        },
      },
    },
  },
});

const documents = [join(here, '../../queries/*.graphql'), join(here, 'typed.ts')];
await generate(config(documents), true);
const tsc = join(here, 'node_modules/.bin/tsc');
await promisify(execFile)(tsc, ['--project', here]).catch(({ stdout }) => assert.fail(stdout));

// what would have been noticed: a field that there is not
const wrong = generate(config('query Wrong { events { nodes { headline } } }'), false);
await assert.rejects(wrong, /Cannot query field "headline" on type "Event"/);
done('GraphQL Code Generator', 'types for the samples and for typed.ts, which compiles');
