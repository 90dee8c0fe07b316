// Live coverage as it is written: posts one above the other, the most important on top, and the one that ends it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { openNewsroom, skip } from '../newsroom.mjs';

if (skip) console.error(skip);

let paper;
before(async () => {
  if (!skip) paper = await openNewsroom();
});
after(() => paper?.close());

test('a report is followed from post to post until one of them ends it', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('ana@paper.example');
  page.setDefaultTimeout(15_000);
  const act = (path, data) => paper.api(page, path, data);
  /** What readers get, once it is there. */
  const read = async (found) => {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await page.request.get('/en/post/vote-night');
      const told = answer.ok() ? load(await answer.text()) : null;
      if (told?.(found).length > 0) return told;
      await page.waitForTimeout(100);
    }
    throw new Error(`readers get no ${found}: ${await page.locator('#said').innerText()}`);
  };
  const { sections } = await act('/settings');
  const section = sections.find(({ edition }) => edition === 'en');
  const { id } = await act('/articles', { edition: 'en', section: section.id, kind: 'live', content: { headline: 'Vote night', body: { type: 'doc', content: [{ type: 'paragraph' }] } } });
  await paper.open(page, id);

  /** A post above all others, by the menu behind `/`. */
  const post = async (title, words) => {
    await page.locator('.text').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/live');
    await page.keyboard.press('Enter');
    await page.keyboard.type(words);
    const made = page.locator('.text article.post').first();
    await made.getByLabel('What it is about').fill(title);
    return made;
  };
  const publish = async () => {
    await page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
    await page.locator('.top').getByRole('button', { name: 'Approve this text' }).click();
    await page.locator('.top .state').filter({ hasText: 'Approved' }).waitFor();
    await page.getByRole('tab', { name: 'Publishing' }).click();
    await page.getByRole('tabpanel', { name: 'Publishing' }).getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Publish' }).click();
  };

  const first = await post('Polls close', 'The doors were shut at eight.');
  await first.getByLabel('Key event').check();
  await publish();
  let told = await read('.key-events');
  assert.equal(told('.key-events a').text(), 'Polls close');
  assert.equal(told('[data-live]').length, 1);

  const last = await post('A result', 'All votes are counted.');
  await last.getByLabel('The report ends with this post').check();
  await publish();
  told = await read('.note.ended');
  assert.deepEqual(told('.post h2').map((_, title) => told(title).text()).get(), ['A result', 'Polls close']);
  assert.match(told('.note.ended').text(), /^This live coverage ended: /);
  assert.equal(told('[data-live]').length, 0);
});
