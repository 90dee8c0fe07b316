// No link leads nowhere, and every promised kind of page exists in every edition.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EDITIONS, crawl, pagesOfEachKind, get } from '../paper.mjs';

test('no link on any page leads to a page that is not there', async () => {
  const dead = [...(await crawl()).values()].filter(({ status }) => status >= 400).map(({ path, from, status }) => `${status} ${path} (linked from ${from})`);
  assert.deepEqual(dead, []);
});

test('every kind of page is found by following links, in every edition', async () => {
  const found = new Set((await pagesOfEachKind()).map(({ kind, edition }) => `${kind} ${edition.code}`));
  const missing = [];
  for (const { code } of EDITIONS) {
    for (const kind of ['front', 'section', 'article', 'author', 'topic', 'corrections', 'print', 'history', 'important']) {
      if (!found.has(`${kind} ${code}`)) missing.push(`${kind} ${code}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('a redirect leads to its page in one step', async () => {
  const pages = await crawl();
  const chains = [...pages.values()].filter(({ location, path }) => {
    if (!location) return false;
    const next = pages.get(new URL(location, `http://paper${path}`).pathname);
    return next?.location;
  });
  assert.deepEqual(chains.map(({ path, location }) => `${path} → ${location}`), []);
});

test('every answer names its type and forbids guessing at it', async () => {
  for (const path of ['/en/', '/en/feed.xml', '/robots.txt', '/en/nowhere']) {
    const answer = await get(path);
    await answer.arrayBuffer();
    assert.ok(answer.headers.get('content-type'), path);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
  }
});
