// Tries the playground in a browser. Standard input is JSON: which browser (`chromium`), where the server is (`origin`),
// its samples (`samples`) and how many `events` it has. With `pictures`, a folder, it takes some of the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Browser } from './browser.mjs';
import { CHECKS } from './checks.mjs';
import { Playground } from './playground.mjs';

const job = JSON.parse(readFileSync(0));
const browser = await Browser.start(job.chromium, job.origin);
const failures = [];

for (const [name, check] of Object.entries(CHECKS)) {
  try {
    await check({ browser, job });
  } catch (error) {
    failures.push(`${name}: ${error.stack}`);
  }
}
for (const what of ['foreign', 'violations', 'errors']) {
  if (browser[what].length) failures.push(`${what}: ${browser[what].join('\n')}`);
}

// what would have been noticed: a page that loads from elsewhere, and one whose policy lets it ask
const control = await Browser.start(job.chromium, job.origin);
const { page } = await Playground.open(await control.visitor(), job.origin);
await page.evaluate(() => new Promise((resolve) => {
  addEventListener('securitypolicyviolation', resolve);
  document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.test/a.png' }));
}));
await assert.rejects(page.goto('http://elsewhere.test/'));
assert.match(control.violations.join(), /img-src .*elsewhere\.test/);
assert.deepEqual(control.foreign, ['http://elsewhere.test/']);
assert.match(control.errors.join(), /elsewhere\.test/);
await control.close();

if (job.pictures) {
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await Playground.open(await browser.visitor({ colorScheme }), job.origin);
    await page.locator('.graphiql-query-editor .view-line [class*=mtk]:not(.mtk1)').first().waitFor();
    await page.waitForFunction(() => {
      const bars = [...document.querySelectorAll('.monaco-editor .scrollbar')];
      return bars.every((bar) => ['0', ''].includes(getComputedStyle(bar).opacity));
    });
    await page.screenshot({ path: `${job.pictures}/playground-${colorScheme}.png` });
  }
}
await browser.close();
console.log(`the playground: ${Object.keys(CHECKS).length - failures.length} checks in a browser`);
if (failures.length) {
  console.log(failures.join('\n\n'));
  process.exitCode = 1;
}
