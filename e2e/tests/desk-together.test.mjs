// Two people write one article at the same time, and neither loses a letter.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { openNewsroom, skip } from '../newsroom.mjs';

if (skip) console.error(skip);
let newsroom;
before(async () => {
  if (!skip) newsroom = await openNewsroom();
});
after(() => newsroom?.close());

const settled = (page) => page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
const words = async (page) => (await page.locator('.text').evaluate((text) => {
  const copy = text.cloneNode(true);
  for (const caret of copy.querySelectorAll('.caret')) caret.remove();
  return [...copy.querySelectorAll('p')].map((paragraph) => paragraph.textContent);
}));

async function same(pages) {
  let texts;
  for (let turn = 0; turn < 100; turn += 1) {
    texts = await Promise.all(pages.map(words));
    if (texts.every((text) => JSON.stringify(text) === JSON.stringify(texts[0]))) return texts[0];
    await pages[0].waitForTimeout(50);
  }
  assert.deepEqual(texts[0], texts[1], 'both see the same text');
  return texts[0];
}

test('two people write in one paragraph, and both texts are there', { skip }, async () => {
  const ana = await newsroom.person('ana@paper.example');
  const davit = await newsroom.person('davit@paper.example');
  const id = await newsroom.article(ana, { paragraphs: ['Rain fell on the stand.'] });
  const [hers, his] = [await newsroom.open(ana, id), await newsroom.open(davit, id)];

  await hers.press('Control+Home');
  await his.press('Control+End');
  await Promise.all([
    ana.keyboard.type('Ana writes at the beginning. ', { delay: 15 }),
    davit.keyboard.type(' Davit writes at the end.', { delay: 17 }),
  ]);
  assert.deepEqual(await same([ana, davit]), ['Ana writes at the beginning. Rain fell on the stand. Davit writes at the end.']);

  // Each sees who the other is, and where.
  await ana.locator('.caret-name', { hasText: 'Davit Aslanyan' }).waitFor();
  await davit.locator('.faces', { hasText: 'Ana Beridze' }).waitFor();

  // Undo takes back one's own words only.
  await ana.keyboard.press('Control+z');
  const [undone] = await same([ana, davit]);
  assert.match(undone, /Rain fell on the stand\. Davit writes at the end\.$/);
  assert.doesNotMatch(undone, /at the beginning/);

  await settled(ana);
  await settled(davit);
  await davit.reload();
  await settled(davit);
  assert.deepEqual(await same([ana, davit]), [undone]);
  assert.deepEqual([...ana.complaints, ...davit.complaints], []);
  await ana.context().close();
  await davit.context().close();
});

test('what is written while the server is away is merged when it is back', { skip }, async () => {
  const ana = await newsroom.person('ana@paper.example');
  const davit = await newsroom.person('davit@paper.example');
  const id = await newsroom.article(ana, { paragraphs: ['First.', 'Second.'] });
  const [hers, his] = [await newsroom.open(ana, id), await newsroom.open(davit, id)];

  await davit.context().setOffline(true);
  await davit.locator('.status[data-server="away"]').waitFor();
  await his.press('Control+End');
  await davit.keyboard.type(' Written on the train.');
  await davit.getByText('Your text is safe in this browser.').first().waitFor();
  await hers.press('Control+Home');
  await ana.keyboard.type('Written at the desk. ');
  await settled(ana);
  assert.deepEqual(await words(ana), ['Written at the desk. First.', 'Second.']);
  assert.deepEqual(await words(davit), ['First.', 'Second. Written on the train.']);

  await davit.context().setOffline(false);
  await settled(davit);
  assert.deepEqual(await same([ana, davit]), ['Written at the desk. First.', 'Second. Written on the train.']);
  assert.deepEqual([...ana.complaints, ...davit.complaints], []);
  await ana.context().close();
  await davit.context().close();
});

test('what was written without a server is still there after the browser was closed', { skip }, async () => {
  const ana = await newsroom.person('ana@paper.example');
  const id = await newsroom.article(ana, { paragraphs: ['First.'] });
  const hers = await newsroom.open(ana, id);
  // The network goes for the room only: a page that cannot be loaded shows nothing.
  await ana.context().routeWebSocket(/\/room/, (socket) => socket.close());
  await ana.reload();
  await ana.locator('.status[data-server="away"]').waitFor();
  await hers.press('Control+End');
  await ana.keyboard.type(' Kept in the browser.');
  await ana.getByText('Your text is safe in this browser.').first().waitFor();
  // A page that still writes to its disk asks before it is left.
  await ana.locator('.status[data-here="kept"]').waitFor();
  await ana.reload();
  await ana.locator('.text', { hasText: 'First. Kept in the browser.' }).waitFor();

  await ana.context().unrouteAll?.();
  await ana.context().routeWebSocket(/\/room/, (socket) => socket.connectToServer());
  await settled(ana);
  const davit = await newsroom.person('davit@paper.example');
  await newsroom.open(davit, id);
  assert.deepEqual(await words(davit), ['First. Kept in the browser.']);
  await ana.context().close();
  await davit.context().close();
});
