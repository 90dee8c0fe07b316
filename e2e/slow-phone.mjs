// How long two pages take to be there on a slow phone, in turns: what `bin/bench marks` compares.
//   node slow-phone.mjs SITE PATH OTHER TIMES
import { openBrowser } from './browser.mjs';

const [site, path, other, times] = process.argv.slice(2);
const browser = await openBrowser();

/** Milliseconds until the first words are seen, until the text is there to its end, the whole page, and its pictures. */
async function load(address) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  // Chromium's “slow 3G”, and a phone that is six times slower than this machine.
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await line.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  // The text is there once something stands behind it.
  await page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector('.body + *')) return;
      globalThis.textAt ??= performance.now();
      watching.disconnect();
    };
    const watching = new MutationObserver(look);
    watching.observe(document, { childList: true, subtree: true });
  });
  await page.goto(site + address, { waitUntil: 'load' });
  const told = await page.evaluate(() => {
    const { domContentLoadedEventEnd, loadEventEnd } = performance.getEntriesByType('navigation')[0];
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return { paint: paint?.startTime ?? domContentLoadedEventEnd, text: globalThis.textAt ?? Number.NaN, parsed: domContentLoadedEventEnd, all: loadEventEnd };
  });
  await context.close();
  return told;
}

const seen = { [path]: [], [other]: [] };
for (let turn = 0; turn < Number(times); turn += 1) for (const address of [path, other]) seen[address].push(await load(address));
await browser.close();

const median = (all) => all.toSorted((one, another) => one - another)[Math.floor(all.length / 2)].toFixed(0);
for (const [name, what] of [['paint', 'ms to the first words, slow 3G and a slow phone'], ['text', 'ms to the end of the text, the same'], ['parsed', 'ms to the end of the page, the same'], ['all', 'ms to everything, pictures too']]) {
  console.log(median(seen[path].map((one) => one[name])), median(seen[other].map((one) => one[name])), what);
}
