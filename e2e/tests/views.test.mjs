// Readers are counted after five seconds in sight, and see the number in their language, with and without JavaScript.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EDITIONS, get, pathOf } from '../paper.mjs';
import { close, moves, open, openBrowser } from '../browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NUMBERS = { en: /^[\d,]+ views?$/, ru: /^\d[\d\s]* просмотр(а|ов)?$/, hy: /^\d[\d\s]* դիտում$/, fr: /^\d[\d\s]* vues?$/, ar: /مشاهد/ };

/** Says what a browser of somebody who reads would say, each time another one. */
const reader = () => `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Reader/${Math.random().toString(36).slice(2)}`;

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const newest = async (code) => pathOf((await (await get(`/${code}/feed.json`)).json()).items[0].url);

/** The beacons that a page sent, as they are sent. */
function beacons(page) {
  const sent = [];
  page.on('request', (request) => { if (new URL(request.url()).pathname.startsWith('/-/view/')) sent.push(request.url()); });
  return sent;
}

const passed = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Makes the page believe that it is in sight, or not. */
const putIn = (page, state) => page.evaluate((to) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => to });
  document.dispatchEvent(new Event('visibilitychange'));
}, state);

for (const { code } of EDITIONS) {
  test(`a reader of the ${code} edition sees how many read an article`, async () => {
    const page = await open(browser, await newest(code), { userAgent: reader() });
    const place = page.locator('[data-views]');
    await page.waitForFunction(() => document.querySelector('[data-views]').textContent !== '');
    assert.match(await place.innerText(), NUMBERS[code]);
    assert.deepEqual(page.complaints, []);
    assert.deepEqual(page.strangers, []);
    await close(page);
  });

  test(`without JavaScript a picture says so in the ${code} edition`, async () => {
    const page = await open(browser, await newest(code), { javaScript: false, userAgent: reader() });
    const picture = page.locator('img.views');
    assert.ok(await picture.isVisible());
    const drawn = await (await get(await picture.getAttribute('src'))).text();
    assert.match(/<title>(.*)<\/title>/.exec(drawn)[1].trim(), NUMBERS[code]);
    assert.ok(((await picture.boundingBox())?.width ?? 0) > 20, 'the picture has a width');
    await close(page);
  });

  for (const [width, light] of [[320, 'light'], [1280, 'dark']]) {
    test(`what is read most in the ${code} edition can be read by everybody, ${light} and ${width} wide`, async () => {
      const page = await open(browser, `/${code}/most-read`, { width, light });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      await close(page);
    });
  }
}

test('five seconds in sight are told, once, and count', async () => {
  const path = await newest('en');
  const agent = reader();
  const page = await open(browser, path, { userAgent: agent });
  const sent = beacons(page);
  const began = Date.now();
  while (sent.length === 0 && Date.now() - began < 12_000) await passed(50);
  assert.ok(Date.now() - began > 4_000, `after ${Date.now() - began} ms`);
  await passed(2_500);
  assert.equal(sent.length, 1);
  assert.match(sent[0], /\?t=[0-9a-f]+\.[0-9a-f]{16}&r=$/);
  await close(page);
});

test('what is not in sight is not told', async () => {
  const page = await open(browser, await newest('en'), { userAgent: reader() });
  const sent = beacons(page);
  await putIn(page, 'hidden');
  await passed(7_000);
  assert.deepEqual(sent, []);
  await putIn(page, 'visible');
  const began = Date.now();
  while (sent.length === 0 && Date.now() - began < 12_000) await passed(50);
  assert.equal(sent.length, 1);
  await close(page);
});

test('who asks not to be counted sees the number and tells nothing', async () => {
  const context = await browser.newContext({ userAgent: reader() });
  await context.addInitScript(() => { Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }); });
  const page = await context.newPage();
  const sent = beacons(page);
  await page.goto(new URL(await newest('en'), (await get('/en/')).url).href);
  await page.waitForFunction(() => document.querySelector('[data-views]').textContent !== '');
  await passed(7_000);
  assert.deepEqual(sent, []);
  await context.close();
});

test('the number leaves the page where it was', async () => {
  const page = await open(browser, await newest('en'), { width: 1280, userAgent: reader() });
  await page.waitForFunction(() => document.querySelector('[data-views]').textContent !== '');
  assert.deepEqual(await moves(page), []);
  await close(page);
});
