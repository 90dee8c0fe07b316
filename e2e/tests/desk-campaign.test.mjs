// A campaign from the order to its report: made and ended at the desk by keyboard alone, seen and followed by a reader.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { openNewsroom, skip } from '../newsroom.mjs';

if (skip) console.error(skip);

let paper;
before(async () => {
  if (!skip) paper = await openNewsroom();
});
after(() => paper?.close());

test('a campaign is ordered, seen, counted, paused and ended', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('ana@paper.example');
  page.setDefaultTimeout(15_000);
  const act = (path, data) => paper.api(page, path, data);
  const { editions, sections } = await act('/settings');
  await act('/editions/en', { ...editions.find(({ code }) => code === 'en'), advertisements: true });
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Rain fell on the stand.' }] }] };
  let article = await act('/articles', { edition: 'en', section: sections.find(({ edition }) => edition === 'en').id, content: { headline: 'Rain stops play', body } });
  article = await act(`/articles/${article.id}/approve`, { version: article.version, revision: article.draft });
  await act(`/articles/${article.id}/publish`, { version: article.version, revision: article.draft });

  const press = async (target, key = 'Enter') => {
    await target.focus();
    await page.keyboard.press(key);
  };
  const type = async (label, words) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(words);
  };
  const said = (words) => page.locator('#said').filter({ hasText: words }).waitFor();

  await page.goto('/desk/campaigns');
  await page.getByText('No campaign yet').waitFor();
  await press(page.getByRole('link', { name: 'New campaign' }));
  await type('Advertiser', 'Harbour Books');
  await type('Name', 'Autumn list');
  await press(page.getByRole('button', { name: 'Add an advertisement' }));
  await page.getByLabel('Place', { exact: true }).focus();
  await page.keyboard.type('beside');
  await press(page.getByLabel('HTML of the house'), 'Space');
  await type('HTML', '<p>New novels <a href="go">in the harbour</a></p>');
  // A link that no browser should follow is refused, and nothing typed is lost.
  await type('Link', 'ftp://books.example/');
  await press(page.getByRole('button', { name: 'Save' }));
  await page.getByRole('alert').filter({ hasText: 'https' }).first().waitFor();
  assert.equal(await page.getByLabel('Advertiser', { exact: true }).inputValue(), 'Harbour Books');
  await type('Link', 'https://books.example/autumn');
  await press(page.getByRole('button', { name: 'Save' }));
  await said('Saved');
  await page.getByText('Draft', { exact: true }).waitFor();

  // Nobody sees a draft.
  const reader = await paper.browser.newContext({ baseURL: paper.url, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36' });
  const paperPage = await reader.newPage();
  /** The reader's page, once it has as many advertisements as this: it is made anew within a second. */
  const shows = async (count) => {
    for (let tries = 0; tries < 50; tries += 1) {
      await paperPage.goto('/en/post/rain-stops-play');
      if ((await paperPage.locator('.ad iframe').count()) === count) return;
      await paperPage.waitForTimeout(100);
    }
    assert.equal(await paperPage.locator('.ad iframe').count(), count);
  };
  await shows(0);

  await press(page.getByRole('button', { name: 'Start' }));
  await said('The campaign is started.');
  await page.getByText('Runs', { exact: true }).waitFor();
  await shows(1);
  await paperPage.locator('.ad iframe').scrollIntoViewIfNeeded();
  const link = paperPage.frameLocator('.ad iframe').getByRole('link', { name: 'in the harbour' });
  const clicked = await reader.request.get(await link.evaluate((go) => go.href), { maxRedirects: 0 });
  assert.equal(clicked.status(), 302);
  assert.equal(clicked.headers().location, 'https://books.example/autumn');

  // What is counted is kept within seconds, and the report says so.
  const figure = (name) => page.locator('dl.rows div').filter({ hasText: name }).locator('dd');
  for (let tries = 0; tries < 40; tries += 1) {
    await page.reload();
    await page.getByRole('heading', { name: 'Report' }).waitFor();
    await page.waitForTimeout(250);
    if ((await figure('Clicks').count()) > 0 && /^1\b/.test(await figure('Clicks').innerText())) break;
  }
  assert.match(await figure('Impressions').innerText(), /^[1-9]/);
  assert.match(await figure('Clicks').innerText(), /^1\b/);
  const file = await page.getByRole('link', { name: 'CSV for a spreadsheet' }).getAttribute('href');
  const csv = await (await page.request.get(file)).text();
  assert.match(csv, /beside-the-story/);

  await press(page.getByRole('button', { name: 'Pause' }));
  await said('The campaign is paused.');
  await shows(0);
  await press(page.getByRole('button', { name: 'End for good' }));
  const dialog = page.getByRole('dialog', { name: 'End for good' });
  await press(dialog.getByRole('button', { name: 'End for good' }));
  await said('The campaign has ended.');
  await page.getByText('Ended', { exact: true }).waitFor();
  assert.ok(await page.getByLabel('Advertiser', { exact: true }).isDisabled());
  assert.deepEqual(page.complaints, []);
  await reader.close();
});
