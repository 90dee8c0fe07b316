// Makes docs/screenshots/*.png from a running demo: MASTHEAD_URL=http://127.0.0.1:8000 npm run screenshots
// With the password that `masthead demo` prints in MASTHEAD_DESK_PASSWORD, those of the desk as well.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'cheerio';
import { html, pathOf, url } from './paper.mjs';
import { close, open, openBrowser } from './browser.mjs';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
await mkdir(folder, { recursive: true });

// The story that leads the front of an edition.
async function lead(code) {
  const $ = load((await html(`/${code}/`)).text);
  return pathOf($('main h2 a, main article a').first().attr('href'), `/${code}/`);
}

const story = (slug) => `/en/post/${slug}`;

const shots = [
  ['front-desktop', '/en/', { width: 1280, height: 1000 }],
  ['front-phone', '/en/', { width: 390, height: 844, deviceScaleFactor: 2 }],
  ['front-night', '/en/', { width: 1280, height: 1000, light: 'dark' }],
  ['front-arabic', '/ar/', { width: 1280, height: 1000 }],
  ['article-desktop', await lead('en'), { width: 1280, height: 1400 }],
  ['article-phone', await lead('en'), { width: 390, height: 844, deviceScaleFactor: 2 }],
  ['article-night', await lead('en'), { width: 1280, height: 1400, light: 'dark' }],
  ['article-arabic', await lead('ar'), { width: 1280, height: 1400 }],
  ['coverage-desktop', '/en/coverage/bamako-blockade', { width: 1280, height: 1400 }],
  ['coverage-phone-night', '/ar/coverage/bamako-blockade', { width: 390, height: 844, deviceScaleFactor: 2, light: 'dark' }],
  ['ledger', story('bamako-fuel-blockade'), { width: 1280, height: 1000 }, '.ledger'],
];

const browser = await openBrowser();
for (const [name, path, options, part] of shots) {
  const page = await open(browser, path, options);
  await page.waitForLoadState('networkidle');
  // A part that is closed is opened first.
  if (part) await page.locator(part).evaluate((details) => { details.open = true; });
  const shown = part ? page.locator(part) : page;
  await shown.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/screenshots/${name}.png  ${path}`);
  await close(page);
}
if (process.env.MASTHEAD_DESK_PASSWORD) await photographDesk(process.env.MASTHEAD_DESK_PASSWORD);
else console.log('MASTHEAD_DESK_PASSWORD is not set, so the desk is not photographed.');
await browser.close();

async function photographDesk(password) {
  const door = await browser.newContext({ baseURL: url });
  const ask = async (path, data) => {
    const answer = data ? await door.request.post(`/desk/api${path}`, { data, headers: { origin: url } }) : await door.request.get(`/desk/api${path}`);
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status() === 204 ? null : answer.json();
  };
  await ask('/sign-in', { email: 'editor@meridian.example', password });
  const inEnglish = (await ask('/me')).language ?? 'en';
  const first = async (edition, fits) => {
    const { articles } = await ask(`/articles?edition=${edition}&state=live`);
    for (const { id } of articles) if (fits(await ask(`/articles/${id}`))) return id;
    throw new Error(`No live article of ${edition} is what the picture should show.`);
  };
  const original = await first('en', ({ kind, translated_from }) => kind === 'news' && translated_from === null);
  const behind = await first('en', ({ content }) => /"part":"content"/.test(JSON.stringify(content)));
  const translation = await first('ru', ({ translated_from }) => translated_from !== null);
  const written = '.status[data-server="joined"][data-unsaved="false"]';
  const desk = [
    ['desk-list', '/desk', '[data-line]'],
    ['desk-editor', `/desk/articles/${original}`, written],
    ['desk-behind', `/desk/articles/${behind}`, written],
    ['desk-translation', `/desk/articles/${translation}`, '.bench.beside .blocks'],
    ['desk-front', '/desk/fronts/en/front', 'main li'],
    ['desk-pictures', '/desk/pictures', '.grid img'],
    ['desk-night', `/desk/articles/${original}`, written, { colorScheme: 'dark' }],
    ['desk-phone', '/desk', '[data-line]', { viewport: { width: 390, height: 844 } }],
    ['desk-arabic', '/desk', '[data-line]', { locale: 'ar' }],
  ];
  for (const [name, path, ready, options] of desk) {
    await ask('/me/language', { language: options?.locale ?? 'en' });
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1, locale: 'en-GB', reducedMotion: 'reduce', storageState: await door.storageState(), ...options });
    const page = await context.newPage();
    await page.goto(path);
    await page.locator(ready).first().waitFor();
    // The desk listens to the server all the time, so that only the pictures can be waited for.
    await page.waitForFunction(() => document.fonts.status === 'loaded' && [...document.images].every((image) => image.complete || image.loading === 'lazy'));
    // Side by side is seen where the texts are, below the headline and the picture.
    if (name === 'desk-translation') await page.locator('.text').evaluate((text) => window.scrollTo(0, text.getBoundingClientRect().top + window.scrollY - 160));
    if (name === 'desk-behind') {
      await page.locator('#tab-behind').click();
      await page.locator('.items li').first().waitFor();
      const words = page.locator('.text .ref[data-kind="person"]').first();
      await words.dblclick();
      await page.keyboard.press('Alt+Enter');
      await page.locator('[role=dialog] [aria-selected=true]').waitFor();
    }
    await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
    console.log(`docs/screenshots/${name}.png  ${path}`);
    await context.close();
  }
  await ask('/me/language', { language: inEnglish });
  await door.close();
}
