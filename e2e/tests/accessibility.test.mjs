// Every kind of page can be read by everybody: five languages, light and night, from a phone to a desk.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EDITIONS, pagesOfEachKind } from '../paper.mjs';
import { close, open, openBrowser, sidewaysScroll } from '../browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

describe('axe', { concurrency: 2 }, () => {
  for (const edition of EDITIONS) {
    test(`no page of the ${edition.code} edition shuts anybody out`, async () => {
      const faults = new Map();
      const note = (fault, where) => faults.set(fault, [...(faults.get(fault) ?? []), where]);
      const pages = (await pagesOfEachKind()).filter((page) => page.edition.code === edition.code);
      assert.ok(pages.length > 8, `only ${pages.length} kinds of page were found`);
      for (const { path } of pages) {
        for (const light of ['light', 'dark']) {
          // The policy of the page forbids strange scripts; axe is one, and comes in by the side door.
          const page = await open(browser, path, { light, bypassCSP: true });
          await page.evaluate(axe);
          for (const width of [320, 390, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), RULES);
            for (const { id, help, nodes } of violations) {
              note(`${id}, ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`, `${path} ${light} ${width} px`);
            }
            const sideways = await sidewaysScroll(page);
            if (sideways > 0) note(`scrolls ${sideways} px sideways`, `${path} ${light} ${width} px`);
          }
          await close(page);
        }
      }
      // The same fault is on many pages: it is told once, with the first places.
      assert.deepEqual([...faults].map(([fault, places]) => `${fault}; ${places.length}×, as on ${places.slice(0, 2).join(', ')}`), []);
    });
  }
});

test('nothing scrolls sideways at the largest text on the smallest phone', async () => {
  const faults = [];
  for (const { path, edition } of await pagesOfEachKind()) {
    const page = await open(browser, path, { width: 320, cookies: [{ name: 'masthead_prefs', value: 'auto.4' }] });
    assert.equal(await page.locator('html').getAttribute('data-size'), '4', `${path} keeps the reader’s size`);
    const sideways = await sidewaysScroll(page);
    if (sideways > 0) faults.push(`${path} (${edition.code}): ${sideways} px`);
    await close(page);
  }
  assert.deepEqual(faults, []);
});

test('every page loads without a complaint and asks nobody else for anything', async () => {
  for (const { path } of await pagesOfEachKind()) {
    const page = await open(browser, path);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(page.complaints, [], path);
    assert.deepEqual(page.strangers, [], path);
    await close(page);
  }
});

test('every page says its language and direction', async () => {
  for (const { path, edition } of await pagesOfEachKind()) {
    const page = await open(browser, path);
    const root = page.locator('html');
    assert.equal(await root.getAttribute('lang'), edition.language, path);
    assert.equal((await root.getAttribute('dir')) ?? 'ltr', edition.dir, path);
    assert.equal(await page.locator('h1').count(), 1, `${path} has one main heading`);
    assert.equal(await page.locator('main').count(), 1, `${path} has one main part`);
    await close(page);
  }
});
