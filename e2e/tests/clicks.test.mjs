// What is clickable does what it says, in every language where words matter.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { EDITIONS, articlesOf, pageWith, get, pathOf, publicAddress } from '../paper.mjs';
import { close, open, openBrowser } from '../browser.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

test('the night theme is set before the first paint and kept over a reload', async () => {
  const page = await open(browser, '/en/');
  const root = page.locator('html');
  await page.locator('button[name=change][value=dark]').click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  // Whatever colour the page has when its body begins is what the reader sees first.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.themeAtFirst = document.documentElement.dataset.theme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.equal(await page.evaluate(() => window.themeAtFirst), 'dark');
  assert.equal(await root.getAttribute('data-theme'), 'dark');
  const night = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.locator('button[name=change][value=light]').click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  const day = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.notEqual(night, day);
  await close(page);
});

test('a reader who chose nothing gets the light of her system', async () => {
  const colour = async (light) => {
    const page = await open(browser, '/en/', { light });
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await close(page);
    return background;
  };
  assert.notEqual(await colour('light'), await colour('dark'));
});

test('A+ and A− walk five sizes and stop at the ends; the size is kept', async () => {
  const page = await open(browser, (await articlesOf('en'))[0]);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize));
  const larger = page.locator('button[name=change][value=larger]');
  const smaller = page.locator('button[name=change][value=smaller]');
  for (let press = 0; press < 6; press += 1) await smaller.click({ force: true });
  const sizes = [await size()];
  for (let press = 0; press < 6; press += 1) {
    await larger.click({ force: true });
    const now = await size();
    if (now !== sizes.at(-1)) sizes.push(now);
  }
  assert.equal(sizes.length, 5, sizes.join(', '));
  assert.deepEqual([...sizes].sort((a, b) => a - b), sizes);
  await page.reload();
  assert.equal(await size(), sizes.at(-1));
  await close(page);
});

test('“copy link” puts the article’s address on the clipboard and says so in the page’s language', async () => {
  const said = new Set();
  for (const { code } of EDITIONS) {
    const [path] = await articlesOf(code);
    const page = await open(browser, path, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('.share [data-copy]').click();
    const toast = page.locator('.toast.on');
    await toast.filter({ hasText: /\S/ }).waitFor();
    said.add((await toast.innerText()).trim());
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await publicAddress(path));
    await close(page);
  }
  assert.equal(said.size, EDITIONS.length, [...said].join(' · '));
});

test('“print” prints', async () => {
  const [path] = await articlesOf('en');
  const page = await open(browser, path);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.locator('.share [data-print]').click();
  await page.waitForFunction(() => window.printed === true);
  assert.equal(await pathOf(page.url()), path, 'the reader stays on the article');
  await close(page);
});

test('“share” opens and names the article’s address', async () => {
  for (const { code } of EDITIONS) {
    const [path] = await articlesOf(code);
    const page = await open(browser, path);
    const box = page.locator('.share details');
    await box.locator('summary').click();
    const targets = await box.locator('a').evaluateAll((links) => links.map((link) => link.href));
    assert.ok(targets.length >= 3, path);
    const address = await publicAddress(path);
    for (const target of targets) {
      assert.ok(decodeURIComponent(target).includes(decodeURIComponent(address)) || decodeURIComponent(target).includes(address), target);
    }
    await close(page);
  }
});

test('the republish box holds the link that republishing requires', async () => {
  for (const { code } of EDITIONS) {
    const [path] = await articlesOf(code);
    const page = await open(browser, path);
    const box = page.locator('details.republish');
    await box.locator('summary').click();
    const text = await box.locator('textarea').inputValue();
    const links = await page.evaluate(
      (source) => [...new DOMParser().parseFromString(source, 'text/html').querySelectorAll('a')].map((link) => link.href),
      text,
    );
    assert.ok(links.includes(await publicAddress(path)), `${path}: ${links.join(', ')}`);
    await close(page);
  }
});

test('“load more” adds stories below the list, each once, until there are no more', async () => {
  const path = await pageWith('en', '.important a[rel=next]');
  const page = await open(browser, path);
  const items = page.locator('.important li a');
  const first = await items.count();
  let count = first;
  for (let press = 0; press < 40; press += 1) {
    const more = page.locator('.important a[rel=next]');
    if ((await more.count()) === 0 || !(await more.isVisible())) break;
    await more.click();
    await page.waitForFunction(
      (before) => document.querySelectorAll('.important li a').length > before || !document.querySelector('.important a[rel=next]'),
      count,
    );
    count = await items.count();
  }
  assert.equal(await pathOf(page.url()), path, 'the reader stays on the page');
  const all = await items.evaluateAll((links) => links.map((link) => link.href));
  assert.ok(all.length > first, `${all.length} stories after pressing, ${first} before`);
  assert.equal(new Set(all).size, all.length, 'no story comes twice');
  await close(page);
});

test('the edition switch leads to the same story in the other language', async () => {
  const story = await (async () => {
    for (const path of await articlesOf('en')) {
      const page = await open(browser, path);
      const languages = await page.locator('link[rel=alternate][hreflang]').evaluateAll((links) => links.map((link) => link.hreflang));
      await close(page);
      if (EDITIONS.every(({ language }) => languages.includes(language))) return path;
    }
    return null;
  })();
  assert.ok(story, 'a story in all five languages is among the newest');
  for (const { code, language, dir } of EDITIONS.slice(1)) {
    const page = await open(browser, story);
    await page.locator(`.bar nav a[hreflang=${language}]`).click();
    assert.match(await pathOf(page.url()), new RegExp(`^/${code}/post/`));
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    assert.equal((await page.locator('html').getAttribute('dir')) ?? 'ltr', dir);
    await page.locator('.bar nav a[hreflang=en]').click();
    assert.equal(await pathOf(page.url()), story, 'and back');
    await close(page);
  }
});

test('where a story has no sibling, the switch leads to that section with a notice', async () => {
  for (const path of await articlesOf('en')) {
    const page = await open(browser, path);
    const languages = await page.locator('link[rel=alternate][hreflang]').evaluateAll((links) => links.map((link) => link.hreflang));
    const edition = EDITIONS.find(({ language }) => language !== 'en' && !languages.includes(language));
    if (!edition) {
      await close(page);
      continue;
    }
    await page.locator(`.bar nav a[hreflang=${edition.language}]`).click();
    assert.equal(page.answer.status(), 200);
    assert.match(await pathOf(page.url()), new RegExp(`^/${edition.code}/[^/]+$`));
    assert.equal(await page.locator('main [role=note]').count(), 1, page.url());
    await close(page);
    return;
  }
  assert.fail('every English story has all its siblings; the demo should have one that has not');
});

test('the keyboard reaches the story first of all', async () => {
  const page = await open(browser, (await articlesOf('en'))[0]);
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  assert.ok(await skip.isVisible());
  const target = await skip.getAttribute('href');
  assert.match(target, /^#/);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => location.hash), target);
  await close(page);
});

test('a wrong address gets a page in its edition’s language with ways out', async () => {
  for (const { code, language } of EDITIONS) {
    const page = await open(browser, `/${code}/post/nothing-was-ever-here`);
    assert.equal(page.answer.status(), 404);
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    const out = page.locator('main a').first();
    await out.click();
    const answer = await get(await pathOf(page.url()));
    await answer.arrayBuffer();
    assert.equal(answer.status, 200);
    await close(page);
  }
});
