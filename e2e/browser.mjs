// A reader's browser: pages opened at a width, in a light, with or without JavaScript.
import { chromium } from 'playwright-core';
import { url } from './paper.mjs';

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.MASTHEAD_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/**
 * Opens a path and gives back the page with all that went wrong on the way:
 * `page.complaints` (console errors, uncaught exceptions, failed requests) and `page.strangers` (other hosts).
 */
export async function open(browser, path, { width = 1280, height = 900, light = 'light', javaScript = true, cookies = [], ...more } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: light,
    javaScriptEnabled: javaScript,
    ...more,
  });
  if (cookies.length > 0) await context.addCookies(cookies.map((cookie) => ({ url, ...cookie })));
  const page = await context.newPage();
  page.complaints = [];
  page.strangers = [];
  page.on('console', (message) => {
    // Chromium reports the page's own status 404 as an error; the test asked for it.
    if (message.type() === 'error' && message.location().url !== page.url()) page.complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('requestfailed', (request) => page.complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith('http') && target.origin !== url) page.strangers.push(request.url());
  });
  page.answer = await page.goto(path, { waitUntil: 'load' });
  return page;
}

export async function close(page) {
  await page.context().close();
}

/** By how many pixels the page is wider than the window. */
export async function sidewaysScroll(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * What has moved on the page without having been asked to. The row of buttons on top stands at the end of its line, so
 * it grows towards the middle where the page was first painted before all of it had arrived; that alone is no complaint.
 */
export async function moves(page) {
  return page.evaluate(() => new Promise((done) => {
    const all = [];
    const at = ({ x, y, width, height }) => `${x},${y} ${width}×${height}`;
    const named = (node) => ((node?.outerHTML ?? node?.parentElement?.outerHTML) ?? 'what is gone').slice(0, 120);
    new PerformanceObserver((list) => {
      const [{ domInteractive }] = performance.getEntriesByType('navigation');
      const shownHalf = performance.getEntriesByName('first-paint')[0]?.startTime < domInteractive;
      for (const { value, sources } of list.getEntries()) {
        const inBar = ({ node }) => (node?.parentElement ?? node)?.closest('.bar');
        if (shownHalf && sources.every(inBar)) continue;
        all.push(`${value}: ${sources.map(({ node, previousRect, currentRect }) => `${named(node)} from ${at(previousRect)} to ${at(currentRect)}`).join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(all), 400);
  }));
}
