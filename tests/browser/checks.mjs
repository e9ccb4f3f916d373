// What the playground promises, each by itself with a visitor who was never here before.

import assert from 'node:assert/strict';
import { OPERATION, Playground, VARIABLES, RESPONSE } from './playground.mjs';

/// The colour of a page as brightness, from 0 to 255.
const brightness = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const channels = getComputedStyle(element).backgroundColor.match(/\d+/g).slice(0, 3);
    return channels.reduce((sum, channel) => sum + Number(channel), 0) / 3;
  });

const theme = (page, name) => page.locator(`.graphiql-query-editor .monaco-editor.${name}`).first().waitFor();

export const CHECKS = {
  async 'the first visit shows what there is, and an answer'({ browser, job }) {
    const visitor = await browser.visitor();
    const playground = await Playground.open(visitor, job.origin);
    const { page } = playground;
    assert.equal(await page.title(), 'Demarche playground');
    assert.deepEqual(await page.locator('.samples li strong').allInnerTexts(), job.samples.map(({ title }) => title));
    const names = job.samples.slice(0, 3).map(({ query }) => /^query (\w+)/m.exec(query)[1]);
    assert.deepEqual(await playground.tabs(), names);
    assert.equal(await playground.text(OPERATION), job.samples[0].query);
    assert.equal(await playground.text(VARIABLES), job.samples[0].variables);
    const answer = JSON.parse(await playground.text(RESPONSE));
    assert.ok(answer.data && !answer.errors, JSON.stringify(answer));
  },

  async 'every sample is answered'({ browser, job }) {
    const playground = await Playground.open(await browser.visitor(), job.origin);
    for (const { name, query, variables } of job.samples) {
      const { question, answer } = await playground.asked(() => playground.page.click(`[data-sample="${name}"]`));
      assert.equal(question.query, query, name);
      assert.deepEqual(question.variables ?? {}, JSON.parse(variables || '{}'), name);
      assert.ok(answer.data && !answer.errors, `${name}: ${JSON.stringify(answer)}`);
      assert.equal(await playground.page.locator('[aria-current="true"]').getAttribute('data-sample'), name);
    }
    assert.equal((await playground.tabs()).length, job.samples.length, 'what is open already is not opened again');
  },

  async 'completion offers the fields of the schema'({ browser, job }) {
    const playground = await Playground.open(await browser.visitor(), job.origin);
    await playground.button('New tab').click();
    await playground.type(OPERATION, '{ eve');
    await playground.page.keyboard.press('Control+Space');
    const offered = playground.page.locator('.suggest-widget .monaco-list-row', { hasText: 'events' });
    await offered.first().waitFor();
  },

  async 'what the schema does not have is marked'({ browser, job }) {
    const playground = await Playground.open(await browser.visitor(), job.origin);
    await playground.type(OPERATION, '{ evnts { totalCount } }');
    await playground.page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
  },

  async 'the documentation opens'({ browser, job }) {
    const { page } = await Playground.open(await browser.visitor(), job.origin);
    await page.click('button[aria-label="Show Documentation Explorer"]');
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
    await page.locator('.graphiql-doc-explorer').getByText('datasets', { exact: true }).first().click();
    await page.locator('.graphiql-doc-explorer').getByText('The data sets in this database with their licences, by key.').waitFor();
  },

  async 'the history has what was asked'({ browser, job }) {
    const playground = await Playground.open(await browser.visitor(), job.origin);
    await playground.asked(() => playground.page.click(`[data-sample="${job.samples[1].name}"]`));
    await playground.page.click('button[aria-label="Show History"]');
    const [, name] = /^query (\w+)/m.exec(job.samples[1].query);
    await playground.page.locator('.graphiql-history-items').getByText(name).first().waitFor();
  },

  async 'the explorer writes queries'({ browser, job }) {
    const playground = await Playground.open(await browser.visitor(), job.origin);
    await playground.button('New tab').click();
    await playground.page.click('button[aria-label="Show GraphiQL Explorer"]');
    await playground.page.locator('.docExplorerWrap, .graphiql-explorer-root').getByText('datasets', { exact: true }).first().click();
    await playground.page.locator('.graphiql-query-editor .view-line', { hasText: 'datasets' }).first().waitFor();
  },

  async 'queries and variables are laid out'({ browser, job }) {
    const playground = await Playground.open(await browser.visitor(), job.origin);
    await playground.button('New tab').click();
    await playground.type(VARIABLES, '{"a":[1],"b":null');
    await playground.type(OPERATION, 'query Q($a:[Int!],$b:Int){__typename');
    await playground.page.click('button[aria-label^="Prettify query"]');
    await playground.until(OPERATION, 'query Q($a: [Int!], $b: Int) {\n  __typename\n}\n');
    await playground.until(VARIABLES, '{\n  "a": [\n    1\n  ],\n  "b": null\n}');
  },

  async 'a link opens a query, asks nothing by itself and leaves what was open'({ browser, job }) {
    const [query, variables] = ['query Linked($n: Int) {\n  events(first: $n) {\n    totalCount\n  }\n}\n', '{"n":0}'];
    const hash = `#${new URLSearchParams({ query, variables })}`;
    const visitor = await browser.visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
    const playground = await Playground.open(visitor, job.origin, hash);
    const isOpen = async (playground) => {
      assert.equal(await playground.text(OPERATION), query);
      assert.equal(await playground.text(VARIABLES), '{\n  "n": 0\n}');
      assert.equal((await playground.tabs()).filter((name) => name === 'Linked').length, 1);
      assert.equal((await playground.tabs()).length, 4);
      assert.equal(new URL(playground.page.url()).hash, '');
    };
    await isOpen(playground);
    assert.equal(await playground.text(RESPONSE), '');
    const { answer } = await playground.asked(() => playground.page.click('.graphiql-execute-button'));
    assert.equal(answer.data.events.totalCount, job.events);

    // to one who has tabs of their own, and who has the page open
    await playground.page.locator('.graphiql-tab').nth(1).click();
    await playground.page.evaluate((hash) => (location.hash = hash), hash);
    await playground.until(OPERATION, query);
    await isOpen(playground);

    await playground.button('Copy a link to this query').click();
    await playground.page.getByText('Link copied').waitFor();
    const link = await playground.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(link.startsWith(`${playground.address}#query=`), link);
    const other = await Playground.open(await browser.visitor(), job.origin, new URL(link).hash);
    await isOpen(other);
  },

  async 'light and dark follow the system'({ browser, job }) {
    const { page } = await Playground.open(await browser.visitor({ colorScheme: 'dark' }), job.origin);
    await theme(page, 'vs-dark');
    const dark = await brightness(page, '.graphiql-container');
    assert.ok(dark < 80, `${dark} is not dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await theme(page, 'vs');
    const light = await brightness(page, '.graphiql-container');
    assert.ok(light > 200, `${light} is not light`);
  },

  async 'the notices of what the page is made of are there'({ browser, job }) {
    const { page } = await Playground.open(await browser.visitor(), job.origin);
    await page.getByRole('link', { name: 'Licences' }).click();
    const text = await page.locator('body').innerText();
    for (const of of ['## graphiql - ', '## react - ', '# Within monaco-editor']) assert.ok(text.includes(of), of);
  },
};
