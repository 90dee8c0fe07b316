// Paid content: readers are told who paid, and nothing goes out that does not tell them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { sidewaysScroll } from '../browser.mjs';
import { openNewsroom, skip } from '../newsroom.mjs';

if (skip) console.error(skip);

let paper;
before(async () => {
  if (!skip) paper = await openNewsroom();
});
after(() => paper?.close());

test('a paid story goes out once it says who paid', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('ana@paper.example');
  page.setDefaultTimeout(15_000);
  const { sections } = await paper.api(page, '/settings');
  const section = sections.find(({ edition }) => edition === 'en');
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Forty tractors wait in the yard.' }] }] };
  const { id } = await paper.api(page, '/articles', { edition: 'en', section: section.id, kind: 'sponsored', content: { headline: 'Tractors at half price', body } });
  await paper.open(page, id);
  const saved = () => page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
  const approve = async () => {
    await saved();
    await page.locator('.top').getByRole('button', { name: 'Approve this text' }).click();
    await page.locator('.top .state').filter({ hasText: 'Approved' }).waitFor();
  };
  await approve();
  await page.getByRole('tab', { name: 'Publishing' }).click();
  const acts = page.getByRole('tabpanel', { name: 'Publishing' });
  await acts.getByText('it does not say who paid').first().waitFor();

  await page.getByLabel('Paid for by').focus();
  await page.keyboard.type('Hill Tractors');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await sidewaysScroll(page), 0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await approve();
  await acts.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Publish' }).click();
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await page.request.get('/en/post/tractors-at-half-price');
    if (answer.ok()) {
      assert.match(load(await answer.text())('main').text(), /Paid for by \W?Hill Tractors/);
      return;
    }
    await page.waitForTimeout(100);
  }
  assert.fail(await page.locator('#said').innerText());
});
