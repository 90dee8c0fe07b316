// A paper of its own with people at the desk: made by the program, or one that runs already at MASTHEAD_DESK_URL.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const program = process.env.MASTHEAD_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/masthead');
const running = process.env.MASTHEAD_DESK_URL;
const PASSWORD = 'four words of no meaning';
const PEOPLE = [
  ['ana@paper.example', 'Ana Beridze', 'admin'],
  ['davit@paper.example', 'Davit Aslanyan', 'publisher'],
];

/** Why tests of the desk are left out; false if they are not. */
export const skip = running || existsSync(program) ? false : `the desk is not tested: there is no ${program}; build it, or name another by MASTHEAD_PROGRAM`;

async function freePort() {
  const socket = createServer();
  await new Promise((ready) => socket.listen(0, '127.0.0.1', ready));
  const { port } = socket.address();
  await new Promise((done) => socket.close(done));
  return port;
}

/** Makes an empty paper and serves it. `people` may be let in before it is served. */
async function serve(editions, people = []) {
  return serveMade(people, (paper, url) => {
    execFileSync(program, ['init', paper, '--title', 'The Meridian', ...editions.flatMap((code) => ['--edition', code]), '--timezone', 'Asia/Yerevan', '--url', url]);
  });
}

/** Serves a paper that `make` puts into a folder. */
async function serveMade(people, make) {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-newsroom-'));
  const paper = join(folder, 'paper');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  make(paper, url);
  for (const [email, name, role] of people) {
    execFileSync(program, ['user', 'add', email, '--name', name, '--role', role, '--paper', paper, '--password-stdin'], { input: PASSWORD });
  }
  const server = spawn(program, ['serve', '--paper', paper, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise((ready, failed) => {
    server.stdout.on('data', (bytes) => {
      said += bytes;
      if (/The desk is at .*\n/.test(said)) setTimeout(ready, 200);
    });
    server.once('exit', (code) => failed(new Error(`the server ended with ${code} and said: ${said}`)));
  });
  server.removeAllListeners('exit');
  return {
    url,
    firstLink: /http\S+\/desk\/first#[0-9a-f]+/.exec(said)?.[0],
    async end() {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** A page of a context, with all that goes wrong on it in `page.complaints`. */
async function watched(context) {
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    // That the network is away is what some tests want.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection|net::ERR/.test(message.text())) page.complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    page.complaints.push(dialog.type() === 'beforeunload' ? 'the page asked whether to leave it' : `a script said ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}

/** Opens a paper that nobody works at yet: `firstLink` is what the server printed, `screen()` a browser without cookies. */
export async function openEmptyPaper(editions) {
  const browser = await openBrowser();
  const { url, firstLink, end } = await serve(editions);
  return {
    url,
    firstLink,
    async screen() {
      return watched(await browser.newContext({ baseURL: url, locale: 'en-GB', viewport: { width: 1280, height: 900 } }));
    },
    async close() {
      await browser.close();
      await end();
    },
  };
}

/** Opens the paper. `close()` ends everything that was begun here. */
export async function openNewsroom() {
  const browser = await openBrowser();
  if (running) return newsroom(browser, running, async () => {});
  const { url, end } = await serve(['en', 'ru', 'ar'], PEOPLE);
  return newsroom(browser, url, end);
}

/** Opens the demo newspaper, of which nobody else has the folder, with the same people at its desk. */
export async function openDemo() {
  const browser = await openBrowser();
  const { url, end } = await serveMade(PEOPLE, (paper, url) => {
    execFileSync(program, ['demo', '--dir', paper, '--listen', url.replace('http://', ''), '--no-serve'], { stdio: 'ignore' });
  });
  return newsroom(browser, url, end);
}

function newsroom(browser, url, end) {
  return {
    url,
    browser,
    /** Somebody at a screen of their own, signed in; `page.complaints` is what went wrong there. */
    async person(email, options = {}) {
      const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, ...options });
      const answer = await context.request.post('/desk/api/sign-in', { data: { email, password: PASSWORD }, headers: { origin: url } });
      if (!answer.ok()) throw new Error(`signing in as ${email}: ${await answer.text()}`);
      return watched(context);
    },
    /** What the desk's API answers this person: to a question, or to `data`. A refusal ends the test. */
    async api(page, path, data) {
      const answer = data ? await page.request.post(`/desk/api${path}`, { data, headers: { origin: url } }) : await page.request.get(`/desk/api${path}`);
      if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json();
    },
    /** A new article by this person; gives back its id. */
    async article(page, { headline = 'Rain stops play', paragraphs = ['Rain fell on the stand.'], edition = 'en' } = {}) {
      const content = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
      const data = { edition, content: { headline, body: { type: 'doc', content } } };
      const answer = await page.request.post('/desk/api/articles', { data, headers: { origin: url } });
      if (!answer.ok()) throw new Error(`beginning an article: ${await answer.text()}`);
      return (await answer.json()).id;
    },
    /** Opens an article and waits until it can be written. */
    async open(page, id) {
      await page.goto(`/desk/articles/${id}`);
      await page.locator('.text[contenteditable="true"]').waitFor();
      await page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
      return page.locator('.text');
    },
    async close() {
      await browser.close();
      await end();
    },
  };
}
