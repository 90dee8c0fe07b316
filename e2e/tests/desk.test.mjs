// The desk's screens, from the first owner on, on a paper of their own: by mouse, and by keyboard alone.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { openBrowser, sidewaysScroll } from '../browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.MASTHEAD_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/masthead');
const PASSWORD = 'four words of no meaning';
const OWNER = 'ana@paper.example';

let folder;
let port;
let url;
let server;
let firstLink;
let browser;

const skip = existsSync(program) ? false : `the desk is not tested: there is no ${program}; build it, or name another by MASTHEAD_PROGRAM`;
if (skip) console.error(skip);

async function freePort() {
  const socket = createServer();
  await new Promise((ready) => socket.listen(0, '127.0.0.1', ready));
  const { port } = socket.address();
  await new Promise((done) => socket.close(done));
  return port;
}

async function startServer() {
  server = spawn(program, ['serve', '--paper', join(folder, 'paper'), '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise((ready, failed) => {
    server.stdout.on('data', (bytes) => {
      said += bytes;
      if (/The desk is at .*\n/.test(said)) setTimeout(ready, 200);
    });
    server.once('exit', (code) => failed(new Error(`the server ended with ${code} and said: ${said}`)));
  });
  server.removeAllListeners('exit');
  firstLink = /http\S+\/desk\/first#[0-9a-f]+/.exec(said)?.[0] ?? firstLink;
}

async function stopServer() {
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  await ended;
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'masthead-desk-'));
  port = await freePort();
  // Passkeys belong to a name, and an address made of numbers is none.
  url = `http://localhost:${port}`;
  execFileSync(program, ['init', join(folder, 'paper'), '--title', 'The Meridian', '--edition', 'en', '--edition', 'ru', '--edition', 'ar', '--timezone', 'Asia/Yerevan', '--url', url]);
  await startServer();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  if (server) await stopServer();
  if (folder) rmSync(folder, { recursive: true });
});

/** A screen of its own, with all that goes wrong on it. */
async function screen(options = {}) {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.complaints = [];
  page.on('console', (message) => {
    // A refusal is an answer; Chromium reports it as an error all the same.
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text())) page.complaints.push(message.text());
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith('http') && target.origin !== url) page.complaints.push(`asked ${target.origin}`);
  });
  return page;
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const heading = (page, name) => page.getByRole('heading', { name, level: 1, exact: true });
const said = (page, words) => page.locator('#said').filter({ hasText: words }).waitFor();

/** Fills in the door. */
async function giveName(page, email, password = PASSWORD) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function signedIn(email = OWNER, options = {}) {
  const page = await screen(options);
  await page.goto('/desk');
  await giveName(page, email);
  await heading(page, 'Stories').waitFor();
  return page;
}

/** Asks the API as this person would, without a screen. */
async function ask(page, path, data) {
  const answer = data === undefined
    ? await page.request.get(`/desk/api${path}`)
    : await page.request.post(`/desk/api${path}`, { data, headers: { origin: url } });
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
  return answer.status() === 204 ? null : answer.json();
}

async function section(page, edition) {
  const { editions } = await ask(page, '/newsroom');
  return editions.find((one) => one.code === edition).sections[0].id;
}

/** An article before readers. */
async function published(page, headline, { edition = 'en' } = {}) {
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: `${headline}, and more.` }] }] };
  const begun = await ask(page, '/articles', { edition, section: await section(page, edition), content: { headline, standfirst: '', byline: [], topics: [], body } });
  return brought(page, begun);
}

async function brought(page, article) {
  const { id } = article;
  const reviewed = await ask(page, `/articles/${id}/review`, { version: article.version });
  const approved = await ask(page, `/articles/${id}/approve`, { version: reviewed.version, revision: reviewed.draft });
  return ask(page, `/articles/${id}/publish`, { version: approved.version, revision: approved.draft });
}

/** A red square as a file. */
function png(side = 64) {
  const part = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), body.length + 4);
    return whole;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, Buffer.from([0x9a, 0x1b, 0x1e]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), part('IHDR', header), part('IDAT', pixels), part('IEND', Buffer.alloc(0))]);
}

/** What an authenticator app shows for a secret at this moment. */
function oneTimeCode(secret, at = Date.now()) {
  const bits = [...secret.replaceAll(/[\s=]/g, '').toUpperCase()].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(step).digest();
  const from = digest[19] & 0xf;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('the first owner comes in with the printed link, and nobody after them', { skip }, async () => {
  const page = await screen();
  await page.goto(firstLink);
  await page.getByLabel('Your name').fill('Ana Petrova');
  await page.getByLabel('E-mail').fill(OWNER);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Show what I type').check();
  assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('type'), 'text');
  await button(page, 'Begin').click();
  await page.getByText('No story yet').waitFor();
  assert.equal(new URL(page.url()).pathname, '/desk');
  assert.equal(new URL(page.url()).hash, '', 'the token is gone from the address bar');
  assert.deepEqual(page.complaints, []);

  const late = await screen();
  await late.goto(firstLink);
  await late.getByLabel('Your name').fill('Somebody');
  await late.getByLabel('E-mail').fill('somebody@paper.example');
  await late.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(late, 'Begin').click();
  await late.getByRole('alert').getByText('This link has been used').waitFor();
});

test('a wrong password is told, and the right one leads to where one wanted to go', { skip }, async () => {
  const page = await screen();
  await page.goto('/desk/pictures');
  await giveName(page, OWNER, 'not the words at all');
  await page.getByRole('alert').getByText('do not belong together').waitFor();
  await giveName(page, OWNER);
  await heading(page, 'Pictures').waitFor();
});

test('an invited person comes in, writes, is shut out and let in again', { skip }, async () => {
  const ana = await signedIn();
  // The whole invitation by keyboard.
  await ana.getByRole('link', { name: 'People' }).press('Enter');
  await heading(ana, 'People').waitFor();
  assert.equal(await ana.evaluate(() => document.activeElement?.tagName), 'H1', 'a new screen takes the focus');
  await button(ana, 'Invite').press('Enter');
  await ana.keyboard.type('davit@paper.example');
  await ana.keyboard.press('Tab');
  await ana.keyboard.type('Davit');
  await ana.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption('publisher');
  await ana.getByRole('dialog').getByRole('button', { name: 'Invite' }).press('Enter');
  const link = await ana.getByRole('dialog').getByLabel('Link').inputValue();
  await button(ana, 'Done').press('Enter');
  assert.equal(await ana.evaluate(() => document.activeElement?.textContent.trim()), 'Invite', 'the focus is back where it was');
  await ana.getByRole('heading', { name: 'Invited' }).waitFor();

  const davit = await screen();
  await davit.goto(link);
  await davit.getByText('Join the newsroom of').waitFor();
  assert.equal(await davit.getByLabel('Your name').inputValue(), 'Davit');
  await davit.getByLabel('Password', { exact: true }).fill('other words of no meaning');
  await button(davit, 'Begin').click();
  await heading(davit, 'Stories').waitFor();
  assert.equal(await davit.getByRole('link', { name: 'People' }).count(), 0, 'only admins see who works here');

  await ana.reload();
  const his = ana.getByRole('listitem').filter({ hasText: 'davit@paper.example' });
  await his.getByText('Publisher').waitFor();
  await his.getByText('Change', { exact: false }).first().click();
  await button(his, 'Disable').click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await his.getByText('disabled since').waitFor();

  await davit.getByRole('link', { name: 'Davit' }).click();
  await davit.getByRole('dialog', { name: 'You are signed out' }).waitFor();

  await his.locator('summary').click();
  await button(his, 'Enable').click();
  await his.getByText('disabled since').waitFor({ state: 'detached' });
  // Signed out in the middle of the work, and back at the same place.
  await davit.getByRole('dialog').getByLabel('Password', { exact: true }).fill('other words of no meaning');
  await davit.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click();
  await davit.getByRole('dialog').waitFor({ state: 'detached' });
  await heading(davit, 'You').waitFor();
  assert.deepEqual(ana.complaints, []);
  assert.deepEqual(davit.complaints, []);
});

test('a story is begun by keyboard, and others see it without reloading', { skip }, async () => {
  const ana = await signedIn();
  const other = await signedIn();
  await other.locator('h1').waitFor();
  await ana.keyboard.press('n');
  await ana.getByRole('dialog', { name: 'New story' }).waitFor();
  await ana.getByLabel('Headline').fill('Rain stops play at the old ground');
  await ana.keyboard.press('Tab');
  await ana.getByRole('dialog').getByLabel('Edition').selectOption('en');
  await ana.getByRole('dialog').getByLabel('Section').selectOption({ index: 1 });
  await button(ana, 'Begin writing').press('Enter');
  await ana.waitForURL(/\/desk\/articles\/\d+$/);

  const line = other.getByRole('link', { name: /Rain stops play at the old ground/ });
  await line.waitFor();
  assert.match(await line.textContent(), /Draft/);
  assert.deepEqual(other.complaints, []);
});

test('the list is walked, narrowed and searched by keyboard', { skip }, async () => {
  const page = await signedIn();
  for (const headline of ['Grain ships return', 'A mayor resigns']) await published(page, headline);
  await page.getByRole('link', { name: /A mayor resigns/ }).waitFor();
  await page.keyboard.press('j');
  const first = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('j');
  assert.notEqual(await page.evaluate(() => document.activeElement?.textContent), first);
  await page.keyboard.press('k');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), first);

  await page.keyboard.press('/');
  await page.keyboard.type('grain');
  await page.waitForURL(/q=grain/);
  await page.getByRole('link', { name: /A mayor resigns/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  assert.match(await page.evaluate(() => document.activeElement?.textContent), /Grain ships return/);
  await page.reload();
  assert.equal(await page.getByLabel('Search stories').inputValue(), 'grain', 'the address keeps what was asked');
  await page.getByLabel('Search stories').fill('no such words');
  await page.getByText('Nothing fits').waitFor();
  await button(page, 'Show all again').click();
  await page.getByRole('link', { name: /A mayor resigns/ }).waitFor();

  await page.getByRole('navigation', { name: 'States' }).getByRole('link', { name: 'Held' }).click();
  await page.getByText('Closing an article for legal reasons takes two people').waitFor();
  await page.getByRole('navigation', { name: 'States' }).getByRole('link', { name: 'Live', exact: true }).click();
  await page.getByRole('link', { name: /Grain ships return/ }).waitFor();
  await page.getByLabel('Edition').selectOption('ru');
  await page.getByText('Nothing fits').waitFor();

  // Whoever speaks to the machine can switch the keys off.
  await page.goto('/desk/me');
  await page.getByLabel(/Keys without Ctrl/).uncheck();
  await page.getByRole('link', { name: 'Stories' }).click();
  await heading(page, 'Stories').waitFor();
  await page.keyboard.press('n');
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(page.complaints, []);
});

test('a server that goes away is told, and the desk goes on when it is back', { skip }, async () => {
  const page = await signedIn();
  await stopServer();
  await page.getByLabel('Search stories').fill('rain');
  await page.getByRole('alert').getByText('What you typed is safe in this browser').waitFor();
  await page.getByText('Not live at the moment').waitFor();
  await startServer();
  await page.getByLabel('Search stories').fill('');
  await page.getByText('safe in this browser').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /A mayor resigns/ }).waitFor();
  await page.getByText('Not live at the moment').waitFor({ state: 'detached' });
});

test('pictures come in by button, by drop and by paste, and get their words', { skip }, async () => {
  const page = await signedIn();
  await page.goto('/desk/pictures');
  await page.getByText('No picture yet').waitFor();
  const file = { name: 'ship at sea.png', mimeType: 'image/png', buffer: png() };
  await page.locator('input[type=file]').setInputFiles(file);
  await said(page, 'ship at sea.png is in the library.');
  const dropped = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'dropped.png', { type: 'image/png' }));
    return data;
  }, [...png(65)]);
  await page.locator('.library').dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByText('dropped.png').first().waitFor();
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }));
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
  }, [...png(66)]);
  await page.getByText('pasted.png').first().waitFor();

  // What is no picture says so, and can be taken off the screen.
  await page.locator('input[type=file]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  const refused = page.getByRole('listitem').filter({ hasText: 'notes.txt' });
  await refused.getByRole('alert').waitFor();
  await button(refused, 'Leave it').click();
  await refused.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: /ship at sea/ }).click();
  await page.getByText('Still missing').waitFor();
  const shows = page.getByRole('group', { name: 'What it shows' });
  await shows.getByLabel('English').fill('A ship at sea');
  await shows.getByLabel('Russian').fill('Корабль в море');
  await page.getByLabel('Credit').fill('Lilit Grigoryan');
  await page.getByLabel('May be shown until').fill('2099-01-31');
  const point = page.getByRole('button', { name: /focal point/i });
  await point.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  await said(page, 'Focal point: 60% from the left, 49% from the top.');
  await button(page, 'Save').click();
  await said(page, 'Saved.');
  await page.reload();
  await page.getByRole('button', { name: 'Focal point: 60% from the left, 49% from the top.' }).waitFor();
  assert.equal(await shows.getByLabel('Russian').inputValue(), 'Корабль в море');
  assert.equal(await page.getByLabel('May be shown until').inputValue(), '2099-01-31');
  await page.getByText('In no article yet.').waitFor();

  await button(page, 'Block').click();
  await page.getByLabel('Why').fill('The photographer took it back.');
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await page.getByText('Blocked: The photographer took it back.').waitFor();
  await button(page, 'Unblock').click();
  await said(page, 'The picture is shown again.');
  assert.deepEqual(page.complaints, []);
});

test('a front is arranged by keyboard, by mouse and by search, and two who do it at once both know', { skip }, async () => {
  const page = await signedIn();
  for (const headline of ['First words', 'Second words', 'Third words']) await published(page, headline);
  await page.goto('/desk/fronts/en/front');
  for (const headline of ['Third words', 'Second words', 'First words']) await button(page, `Add “${headline}”`).click();
  const order = async () => (await page.locator('ol .headline').allTextContents()).filter((headline) => headline.endsWith('words'));
  assert.deepEqual(await order(), ['First words', 'Second words', 'Third words']);

  await button(page, 'Move “First words”').focus();
  await page.keyboard.press('Space');
  await said(page, 'Lifted “First words”, place 1 of');
  await page.keyboard.press('ArrowDown');
  await said(page, 'Place 2 of');
  await page.keyboard.press('Escape');
  await said(page, '“First words” is back at place 1');
  assert.deepEqual(await order(), ['First words', 'Second words', 'Third words']);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await said(page, 'Put down “First words” at place 3');
  assert.deepEqual(await order(), ['Second words', 'Third words', 'First words']);
  await button(page, 'Move “First words” up').click();
  assert.deepEqual(await order(), ['Second words', 'First words', 'Third words']);
  await page.locator('ol li').filter({ hasText: 'Third words' }).dragTo(page.locator('ol li').filter({ hasText: 'Second words' }));
  assert.equal((await order())[0], 'Third words');

  await button(page, 'Times of “Third words”').click();
  await page.getByLabel('Until').fill('2099-01-31T06:00');
  await page.getByText('Until 31 Jan 2099, 06:00').waitFor();
  await button(page, 'Save').click();
  await said(page, 'Readers have the new order.');
  const front = await (await fetch(`${url}/en/`)).text();
  assert.ok(front.indexOf('Third words') !== -1 && front.indexOf('Third words') < front.indexOf('Second words'), 'readers see the order');

  await button(page, 'Preview').click();
  const preview = page.frameLocator('dialog iframe');
  await preview.getByText('Third words').first().waitFor();
  await button(page, 'Phone').click();
  await button(page, 'Close').click();

  const other = await signedIn();
  await other.goto('/desk/fronts/en/front');
  await button(other, 'Move “Third words” down').click();
  await button(page, 'Take “Second words” out').click();
  await button(page, 'Save').click();
  await said(page, 'Readers have the new order.');
  await button(other, 'Save').click();
  await other.getByRole('heading', { name: /Somebody else arranged this list/ }).waitFor();
  await button(other, 'Take theirs').click();
  assert.equal(await other.locator('ol .headline').filter({ hasText: 'Second words' }).count(), 0);
  assert.deepEqual(page.complaints, []);
});

test('a correction in one language waits in the other until somebody says why not', { skip }, async () => {
  const page = await signedIn();
  const source = await published(page, 'Nine ships left');
  const begun = await ask(page, `/articles/${source.id}/translations`, { edition: 'ru' });
  const named = await ask(page, `/articles/${begun.id}/revisions`, { version: begun.version, content: { ...begun.content, headline: 'Корабли вышли' }, section: await section(page, 'ru') });
  await brought(page, named);
  const present = await ask(page, `/articles/${source.id}`);
  const changed = await ask(page, `/articles/${source.id}/revisions`, { version: present.version, content: { ...present.content, headline: 'Eight ships left' } });
  const reviewed = await ask(page, `/articles/${source.id}/review`, { version: changed.version });
  const approved = await ask(page, `/articles/${source.id}/approve`, { version: reviewed.version, revision: reviewed.draft });
  await page.goto('/desk/tasks');
  await heading(page, 'Tasks').waitFor();
  await ask(page, `/articles/${source.id}/correct`, { version: approved.version, revision: approved.draft, kind: 'correction', text: 'It was eight ships, not nine.' });
  // It comes by itself.
  await page.getByText('It was eight ships, not nine.').waitFor();
  await button(page, 'Not needed, because …').click();
  await page.getByRole('textbox', { name: 'Because' }).fill('The Russian text never gave a number.');
  await button(page, 'Close the task').click();
  await page.getByText('Nothing waits').waitFor();
  assert.deepEqual(page.complaints, []);
});

/** Says the password once more, after a wrong one. */
async function proves(page, what) {
  const dialog = page.getByRole('dialog', { name: what });
  await dialog.getByLabel('Your password').fill('not the password');
  await dialog.getByRole('button', { name: what }).click();
  await dialog.getByText('This is not your password.').waitFor();
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: what }).click();
}

test('one-time codes and recovery codes let their owner in, and nobody without them', { skip }, async () => {
  const page = await signedIn();
  await page.goto('/desk/me');
  await button(page, 'Set up one-time codes').click();
  await proves(page, 'Set up one-time codes');
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  const secret = await page.getByLabel('Or type this secret into the app').inputValue();
  await page.getByLabel('The code that the app shows now').fill('000000');
  await button(page, 'Switch on').click();
  await page.getByText('not the six digits').waitFor();
  await page.getByLabel('The code that the app shows now').fill(oneTimeCode(secret));
  await button(page, 'Switch on').click();
  const codes = await page.getByRole('dialog', { name: 'Recovery codes' }).locator('code').allTextContents();
  assert.equal(codes.length, 10);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Recovery codes' }).waitFor();
  await button(page, 'I have kept them').click();
  await page.getByText('10 recovery codes are left.').waitFor();

  await button(page, 'Sign out').click();
  await giveName(page, OWNER);
  await page.getByLabel('Code', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code').fill(codes[0]);
  await page.keyboard.press('Enter');
  await heading(page, 'Stories').waitFor();
  await page.goto('/desk/me');
  await page.getByText('9 recovery codes are left.').waitFor();
  await button(page, 'Remove one-time codes').click();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove one-time codes' }).click();
  await button(page, 'Set up one-time codes').waitFor();
  assert.deepEqual(page.complaints, []);
});

test('a passkey is made, lets its owner in without a password, and is removed', { skip }, async () => {
  const page = await signedIn();
  const keys = await page.context().newCDPSession(page);
  await keys.send('WebAuthn.enable');
  await keys.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await page.goto('/desk/me');
  await page.getByLabel('Name of the new passkey').fill('Work laptop');
  await button(page, 'Add a passkey').click();
  await proves(page, 'Add a passkey');
  await page.getByText('Work laptop', { exact: true }).waitFor();
  await button(page, 'Sign out').click();
  // The browser may offer it while one types, and then it has been taken already.
  const inside = heading(page, 'Stories');
  const offer = button(page, 'Use a passkey');
  await inside.or(offer).first().waitFor();
  if (await offer.isVisible()) await offer.click().catch(() => {});
  await inside.waitFor();
  await page.goto('/desk/me');
  await button(page, 'Remove the passkey “Work laptop”').click();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Work laptop', { exact: true }).waitFor({ state: 'detached' });
});

test('sessions are seen and ended', { skip }, async () => {
  const page = await signedIn();
  const other = await signedIn();
  await page.goto('/desk/me');
  await button(page, 'Sign out everywhere else').click();
  await said(page, 'You are signed in only here now.');
  await other.getByRole('link', { name: 'Ana Petrova', exact: true }).click();
  await other.getByRole('dialog', { name: 'You are signed out' }).waitFor();
});

test('settings hold at once, and a required second factor leads to its screen', { skip }, async () => {
  const page = await signedIn();
  await page.goto('/desk/settings');
  const english = page.getByRole('region', { name: /English/ });
  await button(english, 'New section').click();
  await page.getByLabel('Name', { exact: true }).fill('Weather');
  await page.getByLabel('Address', { exact: true }).fill('weather');
  await page.getByLabel('Key', { exact: true }).fill('weather');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await english.getByText('Weather', { exact: true }).waitFor();
  assert.equal((await fetch(`${url}/en/weather`)).status, 200, 'readers have it');

  await english.getByRole('button', { name: /Change the edition/ }).click();
  await page.getByLabel('The line under the title').fill('News from the middle of the day');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await said(page, 'Saved.');

  await page.getByLabel('Second factor').selectOption('required');
  await page.locator('form').first().getByRole('button', { name: 'Save' }).click();
  await page.getByRole('note').getByText('asks for a second factor').waitFor();
  assert.equal(new URL(page.url()).pathname, '/desk/me');
  await page.goto('/desk/people');
  await page.waitForURL(/\/desk\/me$/);
  // Whoever has one may go everywhere, and here takes the rule back.
  await button(page, 'Set up one-time codes').click();
  await proves(page, 'Set up one-time codes');
  const secret = await page.getByLabel('Or type this secret into the app').inputValue();
  await page.getByLabel('The code that the app shows now').fill(oneTimeCode(secret));
  await button(page, 'Switch on').click();
  await button(page, 'I have kept them').click();
  await page.goto('/desk/settings');
  await page.getByLabel('Second factor').selectOption('optional');
  await page.locator('form').first().getByRole('button', { name: 'Save' }).click();
  await said(page, 'Saved.');
  await page.goto('/desk/me');
  await button(page, 'Remove one-time codes').click();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove one-time codes' }).click();
  await button(page, 'Set up one-time codes').waitFor();
});

test('the record of all that is whole, and can be narrowed', { skip }, async () => {
  const page = await signedIn();
  await page.goto('/desk/audit');
  await page.getByText('The record is whole').waitFor();
  assert.ok((await page.locator('tbody tr').count()) > 5);
  await page.getByRole('search').getByLabel('Who').selectOption({ label: 'Ana Petrova' });
  await page.waitForURL(/account=/);
  await page.getByLabel(/On what/).fill('nothing of the kind');
  await page.getByText('No line fits').waitFor();
});

test('what readers read is shown in a picture and in tables, and can be taken along', { skip }, async () => {
  const page = await signedIn();
  await page.goto('/desk/readers');
  await heading(page, 'Readers');
  await page.getByText('Readers by the hour').waitFor();
  assert.equal(await page.locator('figure rect').count(), 24);
  await page.locator('figure summary').click();
  assert.equal(await page.locator('figure tbody tr').count(), 24);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()]);
  assert.equal(download.suggestedFilename(), 'readers.csv');
  await page.getByRole('search').getByLabel('Over how long').selectOption({ label: 'Now: the last 30 minutes' });
  await page.getByText('Readers by the minute').waitFor();
  assert.equal(await page.locator('figure rect').count(), 30);
  assert.deepEqual(page.complaints, []);
});

test('the desk speaks five languages, and turns around for Arabic', { skip }, async () => {
  const page = await signedIn();
  await page.goto('/desk/me');
  for (const [name, code, title, dir] of [['Русский', 'ru', 'Вы', 'ltr'], ['Հայերեն', 'hy', 'Դուք', 'ltr'], ['Français', 'fr', 'Vous', 'ltr'], ['العربية', 'ar', 'أنت', 'rtl'], ['English', 'en', 'You', 'ltr']]) {
    await page.locator('#screen ~ .field select').first().selectOption({ label: name });
    await heading(page, title).waitFor();
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [code, dir]);
  }
  assert.deepEqual(page.complaints, []);
});

test('words of strangers run nothing at the desk', { skip }, async () => {
  const page = await signedIn();
  page.on('dialog', (dialog) => {
    page.complaints.push(`a script said ${dialog.message()}`);
    void dialog.dismiss();
  });
  const bad = '<img src=x onerror=alert(1)><script>alert(2)</script>"><svg onload=alert(3)>';
  await published(page, bad);
  for (const path of ['/desk', '/desk/fronts/en/front', '/desk/audit']) {
    await page.goto(path);
    await page.locator('main h1').waitFor();
    await page.waitForTimeout(400);
    assert.equal(await page.locator('main img[src=x], main script').count(), 0, path);
  }
  await page.goto('/desk');
  await page.getByText(bad).first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test('no screen of the desk shuts anybody out', { skip, timeout: 600_000 }, async () => {
  const ana = await signedIn();
  const { pictures } = await ask(ana, '/pictures');
  const session = await ana.context().storageState();
  const faults = [];
  const visit = async (name, path, storageState, ready, prepare = async () => {}) => {
    for (const [language, light] of [['en', 'light'], ['en', 'dark'], ['ar', 'light']]) {
      // Inside, the account's language holds; at the door, the browser's.
      await ask(ana, '/me/language', { language });
      // The desk's policy forbids strange scripts; axe is one, and comes in by the side door.
      const context = await browser.newContext({ baseURL: url, colorScheme: light, locale: language, bypassCSP: true, storageState, reducedMotion: 'reduce' });
      await context.addInitScript((language) => localStorage.setItem('masthead-language', language), language);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      await prepare(page);
      await page.evaluate(axe);
      for (const width of [320, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const sideways = await sidewaysScroll(page);
        if (sideways > 0) faults.push(`${name} ${language} ${light} ${width} px: scrolls ${sideways} px sideways`);
        // The widths between show the same things.
        if (width !== 320 && width !== 1280) continue;
        const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), RULES);
        for (const { id, nodes } of violations) faults.push(`${name} ${language} ${light} ${width} px: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
      }
      await context.close();
    }
  };
  await visit('sign in', '/desk', undefined, 'form');
  await visit('first owner', `/desk/first#${'0'.repeat(64)}`, undefined, 'form');
  await visit('half a link', '/desk/first', undefined, 'main p');
  await visit('bad invitation', '/desk/invitation#nothing', undefined, '[role=alert] p');
  await visit('reset', '/desk/reset', undefined, 'main p');
  await visit('list', '/desk', session, '[data-line]');
  await visit('empty list', '/desk?state=held', session, '.empty');
  await visit('new story', '/desk', session, '[data-line]', async (page) => {
    await page.keyboard.press('n');
    await page.locator('dialog').waitFor();
  });
  await visit('menu', '/desk', session, '[data-line]', async (page) => {
    await page.setViewportSize({ width: 390, height: 900 });
    await page.locator('.menu').click();
  });
  await visit('pictures', '/desk/pictures', session, '.grid');
  await visit('picture', `/desk/pictures/${pictures[0].id}`, session, 'form');
  await visit('fronts', '/desk/fronts', session, 'main section');
  await visit('front', '/desk/fronts/en/front', session, 'main ol li', async (page) => {
    await page.locator('[aria-expanded=false]').last().click();
  });
  await visit('tasks', '/desk/tasks', session, '.empty, blockquote');
  await visit('people', '/desk/people', session, '.who', async (page) => {
    await page.locator('summary').last().click();
  });
  await visit('invite', '/desk/people', session, '.who', async (page) => {
    await page.locator('.top button').click();
    await page.locator('dialog').waitFor();
  });
  await visit('audit', '/desk/audit', session, 'tbody tr');
  await visit('readers', '/desk/readers', session, 'figure', async (page) => {
    await page.locator('summary').click();
  });
  await visit('settings', '/desk/settings', session, 'form');
  await visit('edition', '/desk/settings', session, 'form', async (page) => {
    await page.locator('section .head button').first().click();
    await page.locator('dialog').waitFor();
  });
  await visit('oneself', '/desk/me', session, '#sessions');
  await visit('nowhere', '/desk/no/such', session, '.empty');
  await ask(ana, '/me/language', { language: 'en' });
  assert.deepEqual(faults, []);
});
