// What a newspaper's page shows, line by line, on the example story in every edition. How each of it behaves in detail is
// in the other files; here nothing may be missing in any language.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { EDITIONS, articlesOf, get, html, pathOf, publicAddress } from '../paper.mjs';
import { close, open, openBrowser } from '../browser.mjs';

/** Letters that the words of an edition are made of. */
const SCRIPT = { en: /[A-Za-z]{2}/, ru: /[а-яё]{2}/i, hy: /[ա-և]{2}/i, fr: /[A-Za-zÀ-ÿ]{2}/, ar: /[ء-ي]{2}/ };
const WORDS = {
  share: { en: 'Share', ru: 'Поделиться', hy: 'Կիսվել', fr: 'Partager', ar: 'مشاركة' },
  advertisement: { en: 'Advertisement', ru: 'Реклама', hy: 'Գովազդ', fr: 'Publicité', ar: 'إعلان' },
};

let browser;
/** The example story of each edition: its path and its page. */
let stories;

before(async () => {
  browser = await openBrowser();
  stories = await Promise.all(EDITIONS.map(async (edition) => {
    const coverage = load((await html(`/${edition.code}/coverage/bamako-blockade`)).text);
    const path = await pathOf(coverage('[aria-labelledby=articles] a[href*="/post/"]').first().attr('href'));
    const page = await html(path);
    assert.equal(page.status, 200, path);
    return { ...edition, path, $: load(page.text) };
  }));
});
after(() => browser?.close());

/** A line of the page, looked for in every edition. */
function line(name, look) {
  test(name, async () => {
    for (const story of stories) await look(story);
  });
}

/** The same in a browser. */
function used(name, use, options = {}) {
  line(name, async (story) => {
    const page = await open(browser, story.path, options);
    await use(page, story);
    // Suggestions that nobody waits for any more are given up.
    assert.deepEqual(page.complaints.filter((complaint) => !/\/suggest\?.*ERR_ABORTED/.test(complaint)), []);
    assert.deepEqual(page.strangers, []);
    await close(page);
  });
}

const words = ($, selector) => $(selector).first().text().replace(/\s+/g, ' ').trim();
const spoken = ({ $, code, path }, selector) => assert.match(words($, selector), SCRIPT[code], `${path}: ${selector}`);
const names = ($, selector) => $(selector).map((_, link) => $(link).text().trim()).get();
const APPS = /apps\.apple\.com|play\.google\.com/;

line('social links', ({ $, path }) => {
  const links = $('nav.social a').filter((_, link) => !APPS.test($(link).attr('href')));
  assert.ok(links.length >= 4, path);
  links.each((_, link) => {
    assert.match($(link).attr('href'), /^https:/);
    assert.ok($(link).text().trim() !== '', 'each has a name that is read aloud');
    assert.match($(link).attr('rel'), /\bme\b/);
  });
});

line('app shops', ({ $ }) => assert.equal($('nav.social a').filter((_, link) => APPS.test($(link).attr('href'))).length, 2));

used('night theme', async (page) => {
  await page.locator('button[name=change][value=dark]').click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  const [red, green, blue] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
  assert.ok(red + green + blue < 150, 'it is night');
});

line('editions', ({ $, code, path }) => {
  const links = $('.bar nav a[hreflang]');
  assert.deepEqual(links.map((_, link) => $(link).attr('hreflang')).get(), EDITIONS.map(({ language }) => language), path);
  assert.equal(links.filter('[aria-current]').attr('hreflang'), code);
  assert.ok(links.get().every((link) => $(link).attr('href').includes('/post/')), 'each leads to this story');
});

used('search and its prompt', async (page, { code, $ }) => {
  const word = words($, 'h1').split(' ').find((one) => one.length > 3);
  await page.locator('.find').click();
  const field = page.locator('input[type=search]');
  assert.match(await page.locator('label[for=q]').innerText(), SCRIPT[code]);
  await field.fill(word);
  await field.press('Enter');
  await page.locator('main .results a, main ol a, main ul a').first().waitFor();
  assert.match(page.url(), new RegExp(`/${code}/search\\?`));
});

line('rights notice', (story) => spoken(story, '.foot .rights'));

line('copyright', ({ $, path }) => assert.match(words($, '.foot > p:last-of-type'), /©.*[\d٠-٩]{4}/, path));

line('section', (story) => {
  spoken(story, '.kicker a');
  assert.ok(story.$('.kicker a').attr('href').startsWith(`/${story.code}/`));
  assert.equal(story.$('nav.sections a[aria-current]').attr('href'), story.$('.kicker a').attr('href'));
});

used('text size', async (page) => {
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize));
  const before = await size();
  await page.locator('button[name=change][value=larger]').click();
  await page.waitForFunction((before) => parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize) > before, before);
});

line('headline', (story) => {
  spoken(story, 'h1');
  assert.equal(story.$('h1').length, 1);
});

line('time', ({ $, path }) => {
  assert.match($('.meta time').first().attr('datetime'), /^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d$/, path);
  assert.match(words($, '.meta'), /[\d٠-٩]{1,2}[:٫.][\d٠-٩]{2}.*(GMT|UTC|غرينتش)/, 'with the zone in which it is told');
});

line('body', (story) => {
  spoken(story, '.body p');
  assert.ok(story.$('.body p').length > 8, story.path);
});

line('subheads', (story) => {
  const { $ } = story;
  assert.ok($('.body h2').length >= 2, story.path);
  spoken(story, '.body h2');
});

line('quotations with source', ({ $, path, code }) => {
  const quotation = $('.body blockquote').first();
  assert.ok(quotation.length > 0, path);
  const source = quotation.closest('figure').find('figcaption');
  assert.match((source.length > 0 ? source : quotation.find('footer, cite')).text(), SCRIPT[code], path);
});

line('byline', (story) => {
  spoken(story, '.meta [rel=author]');
  assert.match(story.$('.meta [rel=author]').attr('href'), new RegExp(`^/${story.code}/author/`));
});

line('publisher', (story) => {
  spoken(story, '.plate .title a');
  const documents = story.$('script[type="application/ld+json"]').map((_, script) => story.$(script).text()).get().join('');
  assert.match(documents, /"publisher"/);
});

used('views', async (page, { code }) => {
  await page.waitForFunction(() => document.querySelector('[data-views]').textContent !== '');
  const told = await page.locator('[data-views]').innerText();
  assert.match(told, /[\d٠-٩]|مشاهد/);
  assert.match(told, SCRIPT[code]);
});

used('share', async (page, { code, path }) => {
  const box = page.locator('.share details');
  assert.equal(await box.locator('summary').innerText(), WORDS.share[code]);
  await box.locator('summary').click();
  assert.ok(await box.locator('a').first().isVisible(), path);
  assert.ok((await box.locator('a').count()) >= 4);
});

used('print', async (page, { path }) => {
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.locator('.share [data-print]').click();
  await page.waitForFunction(() => window.printed === true);
  assert.equal((await get(`${path}/print`)).status, 200, 'and it has a page for those without scripts');
});

const toasts = new Set();
used('copy link with toast in the right language', async (page, { code, path }) => {
  await page.locator('.share [data-copy]').click();
  const toast = page.locator('.toast.on').filter({ hasText: /\S/ });
  await toast.waitFor();
  const said = await toast.innerText();
  assert.match(said, SCRIPT[code]);
  toasts.add(said);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await publicAddress(path));
}, { permissions: ['clipboard-read', 'clipboard-write'] });
test('each language says it in its own words', () => assert.equal(toasts.size, EDITIONS.length, [...toasts].join(' · ')));

test('advertisements', async () => {
  for (const { code } of EDITIONS) {
    const pages = await Promise.all((await articlesOf(code)).map(async (path) => load((await html(path)).text)));
    const $ = pages.find((page) => page('.ad iframe').length > 0);
    assert.ok($, `an article of ${code} has a place that is filled`);
    assert.equal(words($, '.ad > p'), WORDS.advertisement[code]);
  }
});

line('follow-us without doubled names', (story) => {
  const { $, path } = story;
  spoken(story, '.follow h2');
  for (const list of ['.follow a', 'nav.social a', '.foot .social a']) {
    const all = names($, list);
    assert.ok(all.length >= 4, `${path}: ${list}`);
    assert.equal(new Set(all).size, all.length, `${path}: ${all.join(', ')}`);
  }
});

line('most important section news', (story) => {
  spoken(story, '.important h2');
  assert.ok(words(story.$, '.important h2').includes(words(story.$, '.kicker a')), 'it names the section');
  assert.ok(story.$('.important li a').length >= 3, story.path);
});

used('endless list with reachable footer', async (page, { path }) => {
  const items = page.locator('.important li a');
  let count = await items.count();
  for (let press = 0; press < 3 && (await page.locator('.important a[rel=next]').count()) > 0; press += 1) {
    await page.locator('.important a[rel=next]').click();
    await page.waitForFunction((before) => document.querySelectorAll('.important li a').length > before || !document.querySelector('.important a[rel=next]'), count);
    count = await items.count();
    // Nothing comes by itself, so the end of the page stays where a reader can get to it.
    await page.locator('.foot').scrollIntoViewIfNeeded();
    await page.waitForTimeout(150);
    assert.equal(await items.count(), count, path);
  }
  const box = await page.locator('.foot').boundingBox();
  assert.ok(box.y < 900, 'the footer is in sight');
  const all = await items.evaluateAll((links) => links.map((link) => link.href));
  assert.equal(new Set(all).size, all.length, 'no story comes twice');
});
