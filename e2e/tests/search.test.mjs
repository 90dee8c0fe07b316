// Readers find stories, with and without JavaScript, by mouse and by keyboard, in five languages.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { EDITIONS, get, wordOf } from '../paper.mjs';
import { close, open, openBrowser } from '../browser.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const newest = async (code) => (await (await get(`/${code}/feed.json`)).json()).items[0].title;

for (const { code } of EDITIONS) {
  test(`a reader of the ${code} edition finds its newest story without JavaScript`, async () => {
    const page = await open(browser, `/${code}/`, { javaScript: false, width: 360 });
    await Promise.all([page.waitForURL(`**/${code}/search`), page.locator('a.find').click()]);
    await page.locator('#q').fill(await newest(code));
    await Promise.all([page.waitForURL('**?q=*'), page.locator('.ask button').click()]);
    const first = page.locator('.results h2').first();
    assert.equal(await first.innerText(), await newest(code));
    assert.ok((await page.locator('.results mark').count()) > 2, 'what was looked for is marked');
    await Promise.all([page.waitForURL('**/post/*'), first.locator('a').click()]);
    assert.equal(await page.locator('h1').innerText(), await newest(code));
    await close(page);
  });
}

test('a search is typed, narrowed and read by keyboard alone', async () => {
  const page = await open(browser, '/en/search', { width: 1280 });
  const word = await wordOf('en');
  await page.keyboard.press('Tab');
  for (let steps = 0; steps < 60 && (await page.evaluate(() => document.activeElement?.id)) !== 'q'; steps += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(word);
  await Promise.all([page.waitForURL('**q=*'), page.keyboard.press('Enter')]);
  const before = await page.locator('.results li').count();
  assert.ok(before > 0);
  for (let steps = 0; steps < 60 && (await page.evaluate(() => document.activeElement?.tagName)) !== 'SUMMARY'; steps += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#sort').isVisible());
  await page.locator('#sort').focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('#q').focus();
  await Promise.all([page.waitForURL('**sort=date*'), page.keyboard.press('Enter')]);
  assert.equal(await page.locator('.results li').count(), before);
  assert.equal(await page.locator('#sort').inputValue(), 'date');
  await close(page);
});

test('words that go on what is typed are offered', async () => {
  const word = (await wordOf('en')).toLowerCase();
  const page = await open(browser, '/en/search');
  await page.locator('#q').pressSequentially(word.slice(0, -2), { delay: 20 });
  await page.waitForFunction((whole) => [...document.querySelectorAll('#q-words option')].some((option) => option.value === whole), word);
  assert.deepEqual(page.complaints, []);
  await close(page);
});

test('a slip of the finger is told and mended', async () => {
  const word = (await wordOf('en')).toLowerCase();
  const slip = word[0] + word[2] + word[1] + word.slice(3);
  const page = await open(browser, `/en/search?q=${slip}`, { javaScript: false });
  assert.ok((await page.locator('p[role=status]').first().innerText()).includes(`“${word}”`));
  assert.ok((await page.locator('.results li').count()) > 0);
  await close(page);
});

test('a browser learns to search from its own bar', async () => {
  const page = await open(browser, '/ar/');
  const href = await page.locator('link[rel=search]').getAttribute('href');
  const description = await (await get(href)).text();
  assert.match(description, /<Url type="text\/html" template="[^"]*\/ar\/search\?q=\{searchTerms\}"\/>/);
  await close(page);
});

test('what somebody looks for is kept by no cache', async () => {
  const answer = await get('/en/search?q=rain');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('etag'), null);
});
