// A claim that was wrong: corrected once at the desk, and seen wherever readers meet it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { openDemo, skip } from '../newsroom.mjs';

if (skip) console.error(skip);

const NOTICE = 'Control Risks spoke of weeks, not of months.';

let paper;
before(async () => {
  if (!skip) paper = await openDemo();
});
after(() => paper?.close());

async function read(page, path) {
  const answer = await page.request.get(path);
  assert.equal(answer.status(), 200, path);
  return load(await answer.text());
}

test('a claim is corrected once, and seen in the article, in the coverage, in the corrections, and as a task in every other language', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(15_000);
  const { articles } = await paper.api(page, '/articles?edition=en&q=Bamako');
  const { id, address } = await paper.api(page, `/articles/${articles.find(({ slug }) => slug === 'bamako-fuel-blockade').id}`);
  const path = new URL(address).pathname;
  const corrected = ($) => $('.claims .standing').map((_, standing) => $(standing).text()).get();
  assert.deepEqual(corrected(await read(page, path)), []);

  // The text is mended, approved, and published as a correction of one claim.
  await paper.open(page, id);
  const words = page.locator('.text [data-kind=claim][data-part=content]').first();
  const wrong = await words.getAttribute('data-ref');
  await page.locator('.text').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' This text was looked at again.');
  await page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
  await page.locator('.top').getByRole('button', { name: 'Approve this text' }).click();
  await page.locator('.top .state').filter({ hasText: 'Approved' }).waitFor();
  await page.getByRole('tab', { name: 'Publishing' }).click();
  await page.getByRole('button', { name: 'Publish as a correction' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish as a correction' });
  await dialog.getByLabel('What readers are told').fill(NOTICE);
  const which = dialog.getByLabel('The claim that was wrong');
  await which.selectOption(wrong);
  await dialog.getByRole('button', { name: 'Publish as a correction' }).click();
  await page.locator('#said').filter({ hasText: 'The correction is published.' }).waitFor();

  const { items: [claim] } = await paper.api(page, `/items?ids=${wrong}`);
  assert.equal(claim.facts.standing, 'corrected');

  // The article says so at its end, and where it says who says what.
  const article = await read(page, path);
  assert.ok(article('article').text().includes(NOTICE));
  assert.deepEqual(corrected(article), ['corrected']);
  // So does the page of the whole situation, and the list of what was corrected.
  assert.deepEqual(corrected(await read(page, '/en/coverage/bamako-blockade')), ['corrected']);
  const listed = await read(page, '/en/corrections');
  assert.ok(listed('.correction').filter((_, line) => listed(line).text().includes(NOTICE)).find(`a[href^="${path}"]`).length > 0);
  // The claim is corrected in every language, and there each text has somebody who must look at it.
  await page.goto('/desk/tasks');
  await page.getByRole('main').getByText(NOTICE).nth(3).waitFor();
  const { tasks } = await paper.api(page, '/tasks');
  assert.deepEqual(tasks.filter((task) => task.claim === wrong).map(({ edition }) => edition).sort(), ['ar', 'fr', 'hy', 'ru']);
  assert.equal(await page.getByRole('main').locator(`a[href="/desk/items/${wrong}"]`).count(), 4);
  for (const edition of ['ar', 'fr', 'hy', 'ru']) assert.equal(corrected(await read(page, `/${edition}/coverage/bamako-blockade`)).length, 1, edition);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
