// How the pages are bundled. Each page is an HTML file; what is not ours goes into chunks of its own, so that a changed
// word in a page renames nothing else.

import { defineConfig } from 'vite';

const PAGES = { playground: 'playground/index.html' };

// What the server makes itself, asked there while pages are worked on.
const SERVED = ['/graphql', '/schema.graphql', '/playground/samples.json', '/third-party-licenses.txt'];

const FORMAT_JSON = new URL('playground/format-json.ts', import.meta.url).pathname;

const VENDORS = [
  { name: 'monaco', test: /node_modules\/monaco-/ },
  { name: 'prettier', test: /node_modules\/prettier\// },
  { name: 'vendor', test: /node_modules\// },
];

// Packages say for whom their files are; in a bundle that has no meaning.
const MEANINGLESS = 'MODULE_LEVEL_DIRECTIVE';

export default defineConfig({
  // the pages may be served below any path
  base: './',
  publicDir: false,
  resolve: {
    alias: { 'prettier/parser-babel': FORMAT_JSON, 'prettier/plugins/estree': FORMAT_JSON },
  },
  worker: { format: 'es' },
  server: { proxy: Object.fromEntries(SERVED.map((path) => [path, 'http://127.0.0.1:8000'])) },
  build: {
    target: 'baseline-widely-available',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    license: { fileName: 'third-party-licenses.txt' },
    reportCompressedSize: false,
    rolldownOptions: {
      input: PAGES,
      output: { codeSplitting: { groups: VENDORS } },
      onLog: (level, log, report) => log.code === MEANINGLESS || report(level, log),
    },
  },
});
