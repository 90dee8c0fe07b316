// A reader verifies a page of a copy in the browser, and a forged one is caught, also from a USB stick.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { EDITIONS } from '../paper.mjs';
import { close, open, openBrowser } from '../browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// bin/test makes the copy; without one there is nothing to verify.
const copy = process.env.MASTHEAD_COPY;
const skip = copy ? false : 'MASTHEAD_COPY names no copy of the paper';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const read = (name) => readFileSync(join(copy, name));
const ARTICLE = 'en/post/bamako-fuel-blockade';
const newest = (code) => JSON.parse(read(`${code}/feed.json`)).items[0].url;

/** Gives the page two files, and tells its verdict. */
async function verdict(page, html, proof) {
  await page.evaluate(() => { delete document.querySelector('[data-verify] [role=status]').dataset.verdict; });
  await page.setInputFiles('#files', [
    { name: 'index.html', mimeType: 'text/html', buffer: Buffer.from(html) },
    { name: 'proof.json', mimeType: 'application/json', buffer: Buffer.from(proof) },
  ]);
  await page.waitForFunction(() => document.querySelector('[data-verify] [role=status]').dataset.verdict);
  return page.locator('[data-verify] [role=status]').getAttribute('data-verdict');
}

for (const { code } of EDITIONS) {
  test(`a reader of the ${code} edition verifies a page of a copy`, { skip }, async () => {
    const folder = decodeURIComponent(new URL(newest(code)).pathname).slice(1);
    const page = await open(browser, `/${code}/verify`);
    assert.equal(await verdict(page, read(`${folder}/index.html`), read(`${folder}/proof.json`)), 'genuine');
    assert.ok((await page.locator('[data-verify] [role=status] .note').innerText()).length > 20);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    assert.deepEqual(page.complaints, []);
    assert.deepEqual(page.strangers, []);
    await close(page);
  });

  test(`without JavaScript the ${code} edition says how to verify by hand`, async () => {
    const page = await open(browser, `/${code}/verify`, { javaScript: false });
    assert.ok(!(await page.locator('[data-verify]').isVisible()));
    assert.match(await page.locator('pre').innerText(), /^masthead verify index\.html --key \S+\nsha256sum --check/);
    await close(page);
  });
}

test('a forged page is caught', { skip }, async () => {
  const html = read(`${ARTICLE}/index.html`).toString();
  const proof = read(`${ARTICLE}/proof.json`).toString();
  const page = await open(browser, '/en/verify');
  const headline = /<h1 data-record>([^<]+)<\/h1>/.exec(html)[1];
  assert.equal(await verdict(page, html, proof), 'genuine');
  assert.equal(await verdict(page, html.replace(`data-record>${headline}`, `data-record>No ${headline}`), proof), 'forged');
  assert.match(await page.locator('[data-verify] [role=status]').innerText(), new RegExp(headline.slice(0, 20)), 'it shows what the paper published');
  assert.equal(await verdict(page, html.replace('<style>', '<style>.body{display:none}'), proof), 'changed');
  assert.equal(await verdict(page, html, proof.replace(headline, `No ${headline}`)), 'forged');
  const parsed = JSON.parse(proof);
  const less = { ...parsed, history: parsed.history.slice(1) };
  assert.equal(await verdict(page, html, JSON.stringify(less)), 'forged', 'a history without its beginning');
  const without = { ...parsed, page: undefined };
  assert.equal(await verdict(page, html, JSON.stringify(without)), 'changed', 'a proof that says nothing of the page');
  const key = await page.inputValue('#key');
  await page.fill('#key', key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
  assert.equal(await verdict(page, html, proof), 'forged', 'another key');
  assert.deepEqual(page.complaints, []);
  await close(page);
});

test('a copy is read and verified from a USB stick', { skip }, async () => {
  const page = await open(browser, pathToFileURL(join(copy, 'index.html')).href);
  await page.waitForURL(/\/en\/index\.html$/);
  await page.locator('main h2 a').first().click();
  await page.waitForURL(/\/post\/[^/]+\/index\.html$/);
  assert.ok(await page.locator('h1').isVisible());
  await page.goto(pathToFileURL(join(copy, 'en/verify/index.html')).href);
  assert.equal(await verdict(page, read(`${ARTICLE}/index.html`), read(`${ARTICLE}/proof.json`)), 'genuine');
  assert.deepEqual(page.strangers, []);
  await close(page);
});
