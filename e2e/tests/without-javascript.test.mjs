// The paper is complete without JavaScript: reading, settings and paging work by links and forms.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { EDITIONS, articlesOf, pageWith, pagesOfEachKind, pathOf } from '../paper.mjs';
import { close, open, openBrowser } from '../browser.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

// A press that loads a page: without scripts every one does.
async function press(page, button) {
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

const plainly = (path, more = {}) => open(browser, path, { javaScript: false, width: 390, ...more });

test('every page has its text and its sections', async () => {
  for (const { path, kind } of await pagesOfEachKind()) {
    const page = await plainly(path);
    assert.ok((await page.locator('main').innerText()).length > 20, path);
    if (kind !== 'print' && kind !== 'light') {
      const sections = page.locator('nav.sections a');
      assert.ok((await sections.count()) >= 6, `${path} links to the sections`);
      assert.ok(await sections.first().isVisible(), `${path} shows the sections`);
    }
    await close(page);
  }
});

test('the night theme is chosen by a form and kept on the next pages', async () => {
  for (const { code } of EDITIONS) {
    const page = await plainly(`/${code}/`);
    const root = () => page.locator('html').getAttribute('data-theme');
    await press(page, page.locator('button[name=change][value=dark]'));
    assert.equal(await pathOf(page.url()), `/${code}/`, 'the reader stays where she was');
    assert.equal(await root(), 'dark');
    await page.goto((await articlesOf(code))[0]);
    assert.equal(await root(), 'dark');
    await close(page);
  }
});

test('larger and smaller text are chosen by a form, in five steps', async () => {
  const page = await plainly('/en/');
  const size = () => page.locator('html').getAttribute('data-size');
  const points = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const seen = new Map();
  const larger = page.locator('button[name=change][value=larger]');
  const smaller = page.locator('button[name=change][value=smaller]');
  for (const button of [smaller, larger]) {
    for (let times = 0; times < 5; times += 1) {
      await press(page, button);
      seen.set(await size(), await points());
    }
  }
  assert.equal(seen.size, 5);
  assert.equal(new Set(seen.values()).size, 5, 'each step shows');
  await close(page);
});

test('“load more” is a link to further stories', async () => {
  const page = await plainly(await pageWith('en', '.important a[rel=next]'));
  const more = page.locator('.important a[rel=next]');
  const before = await page.locator('.important li a').evaluateAll((links) => links.map((link) => link.href));
  await press(page, more);
  assert.equal(page.url().includes('important'), true);
  const after = await page.locator('main li a, main article a').evaluateAll((links) => links.map((link) => link.href));
  assert.ok(after.length > 0);
  assert.deepEqual(after.filter((href) => before.includes(href)), [], 'no story comes twice');
  await close(page);
});

test('sharing and printing are plain links', async () => {
  for (const { code } of EDITIONS) {
    const [path] = await articlesOf(code);
    const page = await plainly(path);
    await page.locator('.share summary').click();
    const services = page.locator('.share a[href^="https://"]');
    assert.ok((await services.count()) >= 3, path);
    assert.ok(await services.first().isVisible(), path);
    assert.equal(await page.locator(`a[href$="/print"]`).count() > 0, true, `${path} links to its print view`);
    await close(page);
  }
});
