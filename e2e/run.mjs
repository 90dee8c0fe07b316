// Runs all tests against the paper at MASTHEAD_URL. The paper is walked once, and every test reads what was found.
//   npm test                   all
//   npm test -- clicks head    tests/clicks.test.mjs and tests/head.test.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crawl, url } from './paper.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(join(here, 'tests')).filter((file) => wanted.length === 0 || wanted.some((name) => file === `${name}.test.mjs`));
if (files.length === 0) {
  console.error(`There is no test of that name; there are ${readdirSync(join(here, 'tests')).join(', ')}.`);
  process.exit(2);
}

const start = Date.now();
const pages = await crawl();
console.log(`${url}: ${pages.size} addresses found by following links, in ${((Date.now() - start) / 1000).toFixed(0)} s`);

const folder = mkdtempSync(join(tmpdir(), 'masthead-e2e-'));
const walked = join(folder, 'pages.json');
writeFileSync(walked, JSON.stringify([...pages]));
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=2', ...files.map((file) => join(here, 'tests', file))],
  { stdio: 'inherit', env: { ...process.env, MASTHEAD_PAGES: walked } },
);
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
