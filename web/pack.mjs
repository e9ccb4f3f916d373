// Packs what Vite built into the bundle that the server is compiled with: the third-party notices completed, every file
// compressed, and a manifest that says which sources it was built from. `node pack.mjs [dist [bundle]]`.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOTICES = 'third-party-licenses.txt';
// What packages within the bundle may be licensed under.
const LICENCES = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD'];
// Folders of `web` that are made from its sources.
const MADE = ['node_modules', 'dist', 'bundle'];

const [built = 'dist', bundle = 'bundle'] = process.argv.slice(2);

// The files below a folder, their paths within it in the order of their bytes.
function files(folder, without = []) {
  const entries = readdirSync(folder, { recursive: true }).filter((path) => !without.includes(path.split('/')[0]));
  return entries.filter((path) => statSync(join(folder, path)).isFile()).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

// What Vite notes of packages, and what Monaco says of the code in it that it has from others.
function notices() {
  const text = readFileSync(join(built, NOTICES), 'utf8');
  const wrong = [...text.matchAll(/^## (.* - .*) \((.*)\)$/gm)].filter(([, , licence]) => !LICENCES.includes(licence));
  if (wrong.length) throw new Error(`licences that are not among ${LICENCES}: ${wrong.map(([line]) => line)}`);
  return `${text}\n# Within monaco-editor\n\n${readFileSync('node_modules/monaco-editor/ThirdPartyNotices.txt', 'utf8')}`;
}

writeFileSync(join(built, NOTICES), notices());
rmSync(bundle, { recursive: true, force: true });
let size = 0;
for (const path of files(built)) {
  const packed = join(bundle, `${path}.gz`);
  mkdirSync(dirname(packed), { recursive: true });
  // the tool, for what Node's zlib writes differs from version to version
  writeFileSync(packed, execFileSync('gzip', ['-9nc', join(built, path)], { maxBuffer: 64 << 20 }));
  size += statSync(packed).size;
}
const sources = files('.', MADE).map((path) => `${sha256(readFileSync(path))}  ${path}\n`);
writeFileSync(join(bundle, 'manifest.json'), `${JSON.stringify({ sources: sha256(sources.join('')) }, null, 2)}\n`);
console.log(`${bundle}: ${(size / 1e6).toFixed(2)} MB`);
