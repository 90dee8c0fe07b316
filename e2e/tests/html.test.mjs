// Every page is valid HTML.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { crawl, pagesOfEachKind, html } from '../paper.mjs';
import { startChecker } from '../nu.mjs';

let checker;
before(async () => { checker = await startChecker(); });
after(() => checker?.stop());

test('the Nu checker finds no fault on any page that links lead to', async () => {
  const faults = [];
  let checked = 0;
  for (const page of (await crawl()).values()) {
    if (!page.text) continue;
    checked += 1;
    for (const fault of await checker.check(page.text)) faults.push(`${page.path}: ${fault}`);
  }
  assert.ok(checked > 100, `only ${checked} pages were found`);
  assert.deepEqual(faults, []);
});

test('the pages that no link leads to are valid too', async () => {
  const kinds = ['missing', 'found', 'nothing found'];
  for (const { path, status = 200 } of (await pagesOfEachKind()).filter(({ kind }) => kinds.includes(kind))) {
    const page = await html(path);
    assert.equal(page.status, status, path);
    assert.deepEqual(await checker.check(page.text), [], path);
  }
});
