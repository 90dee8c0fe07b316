// Makes docs/screenshots/*.png from a running demo: MASTHEAD_URL=http://127.0.0.1:8000 npm run screenshots
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'cheerio';
import { html, pathOf } from './paper.mjs';
import { close, open, openBrowser } from './browser.mjs';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
await mkdir(folder, { recursive: true });

// The story that leads the front of an edition.
async function lead(code) {
  const $ = load((await html(`/${code}/`)).text);
  return pathOf($('main h2 a, main article a').first().attr('href'), `/${code}/`);
}

const shots = [
  ['front-desktop', '/en/', { width: 1280, height: 1000 }],
  ['front-phone', '/en/', { width: 390, height: 844, deviceScaleFactor: 2 }],
  ['front-night', '/en/', { width: 1280, height: 1000, light: 'dark' }],
  ['front-arabic', '/ar/', { width: 1280, height: 1000 }],
  ['article-desktop', await lead('en'), { width: 1280, height: 1400 }],
  ['article-phone', await lead('en'), { width: 390, height: 844, deviceScaleFactor: 2 }],
  ['article-night', await lead('en'), { width: 1280, height: 1400, light: 'dark' }],
  ['article-arabic', await lead('ar'), { width: 1280, height: 1400 }],
];

const browser = await openBrowser();
for (const [name, path, options] of shots) {
  const page = await open(browser, path, options);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/screenshots/${name}.png  ${path}`);
  await close(page);
}
await browser.close();
