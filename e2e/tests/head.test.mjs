// What search engines, feed readers and other sites read: heads, sitemaps, feeds.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { EDITIONS, articlesOf, crawl, get, html, kindOf, pathOf, publicAddress } from '../paper.mjs';
import { close, openBrowser, open } from '../browser.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

async function sitemapPaths() {
  const index = load(await (await get('/sitemap.xml')).text(), { xml: true });
  const maps = index('sitemap > loc').map((_, loc) => index(loc).text()).get();
  assert.ok(maps.length > 0, 'the index names its sitemaps');
  const paths = new Set();
  for (const map of maps) {
    const answer = await get(await pathOf(map));
    assert.equal(answer.status, 200, map);
    const $ = load(await answer.text(), { xml: true });
    for (const loc of $('url > loc').get()) paths.add(await pathOf($(loc).text()));
  }
  return paths;
}

test('the sitemaps name every article that a reader can reach, and nothing that is gone', async () => {
  const listed = await sitemapPaths();
  const pages = [...(await crawl()).values()].filter(({ path, status }) => status === 200 && kindOf(path) === 'article');
  // A card stands among the articles too and names another address as its own.
  const isCard = ({ text }) => load(text)('link[rel=canonical]').attr('href')?.includes('/explain/');
  const reached = pages.filter((page) => !isCard(page)).map(({ path }) => path);
  assert.deepEqual(reached.filter((path) => !listed.has(path)), []);
  for (const path of listed) {
    const answer = await get(path);
    await answer.arrayBuffer();
    assert.equal(answer.status, 200, path);
  }
});

test('pages in other languages name each other, both ways', async () => {
  const faults = [];
  const alternates = new Map();
  for (const path of await sitemapPaths()) {
    const $ = load((await html(path)).text);
    const own = $('link[rel=canonical]').attr('href');
    if ((await pathOf(own ?? '')) !== path) faults.push(`${path} calls itself ${own}`);
    const links = new Map();
    for (const element of $('link[rel=alternate][hreflang]').get()) {
      links.set($(element).attr('hreflang'), await pathOf($(element).attr('href')));
    }
    alternates.set(path, { language: $('html').attr('lang'), links });
  }
  let pairs = 0;
  for (const [path, { language, links }] of alternates) {
    if (links.size === 0) continue;
    if (links.get(language) !== path) faults.push(`${path} does not name itself as ${language}`);
    for (const [tag, other] of links) {
      if (tag === 'x-default' || other === path) continue;
      pairs += 1;
      const back = alternates.get(other);
      if (!back) faults.push(`${path} names ${other}, which is in no sitemap`);
      else if (back.language !== tag) faults.push(`${path} calls ${other} ${tag}, but it is ${back.language}`);
      else if (back.links.get(language) !== path) faults.push(`${other} does not name ${path} back`);
    }
  }
  assert.deepEqual(faults, []);
  assert.ok(pairs > 20, `only ${pairs} pairs of languages were found`);
});

test('the head of an article says who wrote what, when, in which language', async () => {
  for (const { code, language } of EDITIONS) {
    for (const path of (await articlesOf(code)).slice(0, 5)) {
      const $ = load((await html(path)).text);
      assert.equal($('meta[property="og:type"]').attr('content'), 'article', path);
      assert.ok($('meta[property="og:title"]').attr('content'), path);
      assert.equal($('meta[property="og:url"]').attr('content'), await publicAddress(path), path);
      assert.ok($('meta[name=description]').attr('content'), path);
      const scripts = $('script[type="application/ld+json"]').map((_, element) => JSON.parse($(element).text())).get();
      const things = scripts.flatMap((script) => script['@graph'] ?? [script]);
      const article = things.find((thing) => /Article$|Posting$/.test(String(thing['@type'])));
      assert.ok(article, `${path} describes its article`);
      assert.ok(article.headline.length > 0, path);
      assert.match(article.datePublished, /[+-]\d\d:\d\d$/, `${path} dates with their zone`);
      assert.equal(article.inLanguage, language, path);
      assert.equal(article.isAccessibleForFree, true, path);
      assert.ok([article.author].flat().every(({ name }) => name), path);
      assert.ok(article.publisher.name, path);
    }
  }
});

test('every feed parses, and its entries lead to articles', async () => {
  const feeds = [...(await crawl()).keys()].filter((path) => /\/feed\.(xml|atom|json)$/.test(path));
  for (const { code } of EDITIONS) {
    for (const extension of ['xml', 'atom', 'json']) {
      assert.ok(feeds.includes(`/${code}/feed.${extension}`), `the pages of ${code} name their ${extension} feed`);
    }
  }
  // The strictest XML reader at hand is a browser's.
  const page = await open(browser, '/robots.txt');
  for (const path of feeds) {
    const answer = await get(path);
    const text = await answer.text();
    assert.equal(answer.status, 200, path);
    const links = path.endsWith('.json')
      ? JSON.parse(text).items.map((item) => item.url)
      : await page.evaluate((xml) => {
          const feed = new DOMParser().parseFromString(xml, 'application/xml');
          const error = feed.querySelector('parsererror');
          if (error) throw new Error(error.textContent);
          return [...feed.querySelectorAll('item > link, entry > link:not([rel]), entry > link[rel=alternate]')].map(
            (link) => link.getAttribute('href') ?? link.textContent,
          );
        }, text);
    // An edition may have put nothing right yet, and its corrections lead to what they changed.
    if (links.length === 0 && path.includes('/corrections/')) continue;
    assert.ok(links.length > 0, `${path} has entries`);
    for (const link of links.slice(0, 3)) {
      const target = await get(await pathOf(link));
      await target.arrayBuffer();
      assert.equal(target.status, 200, `${link} in ${path}`);
    }
  }
  await close(page);
});

test('a feed that has not changed is not sent again', async () => {
  for (const path of ['/en/feed.xml', '/en/feed.atom', '/en/feed.json']) {
    const first = await get(path);
    await first.arrayBuffer();
    const etag = first.headers.get('etag');
    assert.ok(etag, path);
    const second = await get(path, { headers: { 'if-none-match': etag } });
    assert.equal(second.status, 304, path);
  }
});

test('robots are told where the sitemaps are', async () => {
  const robots = await (await get('/robots.txt')).text();
  const sitemap = robots.match(/^Sitemap: (\S+)$/m)?.[1];
  assert.equal(await pathOf(sitemap), '/sitemap.xml');
});

test('an article can be had as Markdown and as plain text', async () => {
  for (const { code } of EDITIONS) {
    const [path] = await articlesOf(code);
    for (const [extension, type] of [['md', 'text/markdown'], ['txt', 'text/plain']]) {
      const answer = await get(`${path}.${extension}`);
      assert.equal(answer.status, 200, `${path}.${extension}`);
      assert.ok(answer.headers.get('content-type').startsWith(type), `${path}.${extension}`);
      assert.ok((await answer.text()).length > 500, `${path}.${extension}`);
    }
  }
});
