// The editors' workers, bundled with the page: GraphQL, JSON, and what all editors share.

import type { Environment } from 'monaco-editor';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphQLWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

const WORKERS: Record<string, new () => Worker> = { graphql: GraphQLWorker, json: JsonWorker };

const environment: Environment = { getWorker: (_id, label) => new (WORKERS[label] ?? EditorWorker)() };

Object.assign(globalThis, { MonacoEnvironment: environment });
