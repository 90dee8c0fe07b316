// A page comes in one round trip: text and dress of an article fit into the first 14 kB.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { load } from 'cheerio';
import { EDITIONS, articlesOf, get, html, pathOf } from '../paper.mjs';

test('an article with its style is no heavier than 14 kB', async () => {
  const heavy = [];
  for (const { code } of EDITIONS) {
    for (const path of await articlesOf(code)) {
      const page = await html(path);
      let weight = brotliCompressSync(page.text).length;
      const $ = load(page.text);
      for (const element of $('link[rel=stylesheet]').get()) {
        const style = await get(await pathOf($(element).attr('href'), path));
        weight += brotliCompressSync(Buffer.from(await style.arrayBuffer())).length;
      }
      if (weight > 14_000) heavy.push(`${path}: ${weight} bytes`);
    }
  }
  assert.deepEqual(heavy, []);
});

test('no page fetches a font', async () => {
  for (const { code } of EDITIONS) {
    const { text } = await html((await articlesOf(code))[0]);
    assert.doesNotMatch(text, /@font-face|rel="?preload"? as="?font/);
  }
});
