// The paper under test: its address, its editions, and every page a reader can reach.
import { readFileSync } from 'node:fs';
import { load } from 'cheerio';

export const url = (process.env.MASTHEAD_URL ?? 'http://127.0.0.1:8000').replace(/\/+$/, '');

export const EDITIONS = [
  { code: 'en', language: 'en', dir: 'ltr' },
  { code: 'ru', language: 'ru', dir: 'ltr' },
  { code: 'hy', language: 'hy', dir: 'ltr' },
  { code: 'fr', language: 'fr', dir: 'ltr' },
  { code: 'ar', language: 'ar', dir: 'rtl' },
];

// Pages name themselves by the paper's public address, which need not be where the test reaches it.
let publicOrigin;

async function origin() {
  if (!publicOrigin) {
    const $ = load(await (await fetch(`${url}/en/`)).text());
    const canonical = $('link[rel=canonical]').attr('href');
    publicOrigin = canonical ? new URL(canonical).origin : url;
  }
  return publicOrigin;
}

/** The public address of a path, as the paper prints it. */
export async function publicAddress(path) {
  return (await origin()) + path;
}

/** The path of an address if it belongs to the paper, else null. */
export async function pathOf(address, from = '/') {
  let target;
  try {
    target = new URL(address, url + from);
  } catch {
    return null;
  }
  if (target.origin !== url && target.origin !== (await origin())) return null;
  return target.pathname + target.search;
}

export async function get(path, options = {}) {
  return fetch(url + path, { redirect: 'manual', signal: AbortSignal.timeout(20_000), ...options });
}

export async function html(path) {
  const answer = await get(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

let crawled;

/** Every page that links lead to from the fronts: path → { status, type, location, text, from }. */
export async function crawl() {
  // run.mjs walks the paper once and leaves what it found in a file.
  crawled ??= process.env.MASTHEAD_PAGES ? new Map(JSON.parse(readFileSync(process.env.MASTHEAD_PAGES, 'utf8'))) : walk();
  return crawled;
}

async function walk() {
  const pages = new Map();
  const queue = [{ path: '/', from: 'the start' }, ...EDITIONS.map(({ code }) => ({ path: `/${code}/`, from: 'the start' }))];
  const seen = new Set(queue.map((step) => step.path));
  const follow = async (address, from) => {
    const path = await pathOf(address, from);
    if (path === null || seen.has(path)) return;
    seen.add(path);
    queue.push({ path, from });
  };
  while (queue.length > 0) {
    const batch = queue.splice(0, 6);
    await Promise.all(
      batch.map(async ({ path, from }) => {
        const answer = await get(path);
        const type = answer.headers.get('content-type') ?? '';
        const page = { path, from, status: answer.status, type, location: answer.headers.get('location') };
        pages.set(path, page);
        if (page.location) await follow(page.location, path);
        if (!type.startsWith('text/html')) {
          await answer.arrayBuffer();
          return;
        }
        page.text = await answer.text();
        const $ = load(page.text);
        const targets = [
          ...$('a[href], area[href], link[href]').map((_, element) => $(element).attr('href')),
          ...$('img[src], script[src], source[src]').map((_, element) => $(element).attr('src')),
        ];
        for (const target of targets) await follow(target, path);
      }),
    );
  }
  return pages;
}

// What kind of page an address shows, by the addresses the paper promises.
const KINDS = [
  ['front', /^\/[a-z]+\/$/],
  ['article', /^\/[a-z]+\/post\/[^/.]+$/],
  ['print', /^\/[a-z]+\/post\/[^/]+\/print$/],
  ['light', /^\/[a-z]+\/post\/[^/]+\/light$/],
  ['history', /^\/[a-z]+\/post\/[^/]+\/history$/],
  ['revision', /^\/[a-z]+\/post\/[^/]+\/history\/\d+$/],
  ['author', /^\/[a-z]+\/author\/[^/.]+$/],
  ['topic', /^\/[a-z]+\/topic\/[^/.]+$/],
  ['explanation', /^\/[a-z]+\/explain\/[^/.]+$/],
  ['corrections', /^\/[a-z]+\/corrections$/],
  ['important', /^\/[a-z]+\/(?:[^/]+\/)?important(?:\?.*)?$/],
  ['search', /^\/[a-z]+\/search$/],
  ['section', /^\/[a-z]+\/[^/.?]+$/],
  ['notice', /^\/[a-z]+\/[^/.?]+\?from=.*$/],
  ['older', /^\/[a-z]+\/[^?]*\?after=.*$/],
];

export function kindOf(path) {
  return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? 'other';
}

/** One page of each kind in each edition, the richest of its kind: [{ kind, edition, path }]. */
export async function pagesOfEachKind() {
  const richest = new Map();
  for (const page of (await crawl()).values()) {
    if (page.status !== 200 || !page.text) continue;
    const edition = EDITIONS.find(({ code }) => page.path.startsWith(`/${code}/`));
    if (!edition) continue;
    const kind = kindOf(page.path);
    const key = `${kind} ${edition.code}`;
    if (page.text.length > (richest.get(key)?.text.length ?? 0)) {
      richest.set(key, { kind, edition, path: page.path, text: page.text });
    }
  }
  const pages = [...richest.values()].map(({ kind, edition, path }) => ({ kind, edition, path }));
  for (const edition of EDITIONS) {
    const word = encodeURIComponent(await wordOf(edition.code));
    pages.push({ kind: 'found', edition, path: `/${edition.code}/search?q=${word}&in=all&sort=date` });
    pages.push({ kind: 'nothing found', edition, path: `/${edition.code}/search?q=qqqqqqqq` });
    pages.push({ kind: 'missing', edition, path: `/${edition.code}/post/nothing-was-ever-here`, status: 404 });
  }
  return pages;
}

/** The paths of an edition's articles, newest first, from its feed. */
export async function articlesOf(code) {
  const feed = await (await get(`/${code}/feed.json`)).json();
  return Promise.all(feed.items.map((item) => pathOf(item.url)));
}

/** A long word of the newest headline of an edition. */
export async function wordOf(code) {
  const { items } = await (await get(`/${code}/feed.json`)).json();
  const words = items[0].title.match(/[\p{L}\p{M}]{5,}/gu) ?? [items[0].title];
  return words.sort((one, other) => other.length - one.length)[0];
}

/** A page of an edition that has what a selector asks for, an article if there is one. */
export async function pageWith(code, selector) {
  const found = [...(await crawl()).values()].filter(
    ({ path, text, status }) => status === 200 && text && path.startsWith(`/${code}/`) && load(text)(selector).length > 0,
  );
  const page = found.find(({ path }) => kindOf(path) === 'article') ?? found[0];
  if (!page) throw new Error(`No page of ${code} has ${selector}.`);
  return page.path;
}
