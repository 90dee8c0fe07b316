// Living coverage as readers meet it: the example story, with scripts and without.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { EDITIONS, get, html } from '../paper.mjs';
import { close, open, openBrowser, sidewaysScroll } from '../browser.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const COVERAGE = (code) => `/${code}/coverage/bamako-blockade`;

/** The example story's article in an edition. */
async function article(code) {
  const $ = load((await html(COVERAGE(code))).text);
  return $('#articles ~ * a[href*="/post/"], [aria-labelledby=articles] a[href*="/post/"]').first().attr('href');
}

for (const { code, dir } of EDITIONS) {
  test(`the coverage page of the ${code} edition shows what its facts warrant`, async () => {
    for (const { width, light, javaScript } of [
      { width: 1280, light: 'light', javaScript: true },
      { width: 390, light: 'dark', javaScript: false },
      { width: 320, light: 'light', javaScript: true },
    ]) {
      const page = await open(browser, COVERAGE(code), { width, light, javaScript });
      assert.equal(await page.locator('html').getAttribute('dir'), dir);
      assert.equal(await page.locator('[aria-labelledby=timeline] .events > li').count(), 9);
      assert.equal(await page.locator('.claims > li').count(), 22);
      assert.ok((await page.locator('.map svg path').count()) > 0);
      assert.ok((await sidewaysScroll(page)) <= 0, `${code} scrolls sideways at ${width} px`);
      assert.deepEqual(page.strangers, []);
      assert.deepEqual(page.complaints, []);
      await close(page);
    }
  });
}

test('dates are told no finer than they are known', async () => {
  const $ = load((await html(COVERAGE('en'))).text);
  const told = $('[aria-labelledby=timeline] .date').map((_, date) => $(date).text().replace(/\s+/g, ' ').trim()).get();
  assert.deepEqual(told, [
    'early 1990s',
    'at some time between 1990 and 2012',
    'under President Amadou Toumani Touré',
    '2012',
    '2017',
    '1 July 2025',
    'since September 2025',
    '3–9 November 2025? last week',
    '3–9 November 2025? last week',
  ]);
});

test('a reader goes from a claim to who says so and back, by keyboard and without scripts', async () => {
  for (const javaScript of [true, false]) {
    const page = await open(browser, await article('en'), { javaScript });
    const number = page.locator('.body sup a').first();
    await number.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#claim-1$/);
    // A browser opens the ledger for what it is led to.
    const entry = page.locator('#claim-1');
    assert.ok(await entry.isVisible(), `the ledger stays closed (scripts: ${javaScript})`);
    assert.match(await entry.innerText(), /Al Jazeera/);
    await entry.locator('a.back').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#said-1$/);
    assert.ok(await page.locator('#said-1').isVisible());
    await close(page);
  }
});

test('somebody who spoke has a page with what they said', async () => {
  const page = await open(browser, '/fr/topic/ulf-laessing');
  assert.equal(await page.locator('.claims > li').count(), 3);
  assert.ok(await page.locator('.stories a').first().isVisible());
  await close(page);
});

test('a new post is announced to who reads, and put in by nobody', async () => {
  const path = '/en/post/merrow-port-vote-live';
  const page = await open(browser, path);
  const posts = await page.locator('.post').count();
  assert.ok(posts >= 8);
  assert.ok(await page.locator('.fresh').isHidden());
  // What a line tells that lacks one post of the page is no news; one more is.
  const line = await (await get(`${path}/live`, { signal: AbortSignal.timeout(3000) })).body.getReader().read();
  assert.match(new TextDecoder().decode(line.value), /event: posts/);
  await page.evaluate(() => {
    const place = document.querySelector('[data-live]');
    place.dataset.posts = place.dataset.posts.split(' ').slice(1).join(' ');
  });
  await page.addScriptTag({ url: await page.locator('script[src*="live"]').getAttribute('src') });
  await page.locator('.fresh').waitFor({ state: 'visible' });
  assert.match(await page.locator('.fresh').innerText(), /1/);
  assert.equal(await page.locator('.post').count(), posts);
  await close(page);
});
