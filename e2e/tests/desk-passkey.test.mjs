// Passkeys in a real browser with an authenticator that it plays itself: made, used, refused.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../browser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.MASTHEAD_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/masthead');
const PASSWORD = 'four words of no meaning';
const skip = existsSync(program) ? false : `passkeys are not tested: there is no ${program}; build it, or name another by MASTHEAD_PROGRAM`;
if (skip) console.error(skip);

let folder;
let url;
let server;
let browser;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'masthead-passkey-'));
  const socket = createServer();
  await new Promise((ready) => socket.listen(0, '127.0.0.1', ready));
  const { port } = socket.address();
  await new Promise((done) => socket.close(done));
  // Browsers make passkeys for names, and of names without TLS for this one alone.
  url = `http://localhost:${port}`;
  execFileSync(program, ['init', join(folder, 'paper'), '--title', 'The Meridian'], { stdio: 'ignore' });
  for (const name of ['ana', 'davit']) {
    const who = ['user', 'add', `${name}@paper.example`, '--name', name, '--role', 'admin', '--password-stdin'];
    execFileSync(program, [...who, '--paper', join(folder, 'paper')], { input: PASSWORD, stdio: ['pipe', 'ignore', 'inherit'] });
  }
  server = spawn(program, ['serve', '--paper', join(folder, 'paper'), '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, MASTHEAD_SITE_URL: url },
  });
  await new Promise((ready, failed) => {
    server.stdout.on('data', (bytes) => /The desk is at/.test(bytes) && setTimeout(ready, 200));
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  server.removeAllListeners('exit');
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  if (server) {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  }
  if (folder) rmSync(folder, { recursive: true });
});

/** A page at the desk in a browser of its own, with a device that looks who uses it, or does not. */
async function atTheDesk({ verifies = true } = {}) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  // No screen of ours is there to ask for a passkey at the same time.
  await page.goto('/desk/api/door');
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: verifies, automaticPresenceSimulation: true };
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', { options });
  return { context, page, devices, authenticatorId };
}

/** Asks the desk for something as its own page would. */
async function ask(page, path, body) {
  return page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(`/desk/api${path}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const text = await answer.text();
      return { status: answer.status, json: text ? JSON.parse(text) : null };
    },
    [path, body],
  );
}

/** Lets the browser make a passkey or sign with one, in the form that it sends to servers. */
async function credential(page, how, options) {
  return page.evaluate(
    async ([how, options]) => {
      const publicKey = how === 'create' ? PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) : PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
      return (await navigator.credentials[how]({ publicKey })).toJSON();
    },
    [how, options],
  );
}

async function signInByPassword(page, name) {
  const { status } = await ask(page, '/sign-in', { email: `${name}@paper.example`, password: PASSWORD });
  assert.equal(status, 200);
}

async function addPasskey(page, name) {
  const { json: asked } = await ask(page, '/me/passkeys/ask', { password: PASSWORD });
  const made = await credential(page, 'create', asked.options);
  return ask(page, '/me/passkeys', { id: asked.id, name, credential: made });
}

test('a passkey that the browser made signs in by itself', { skip }, async () => {
  const { context, page, devices, authenticatorId } = await atTheDesk();
  assert.equal((await ask(page, '/door')).json.passkeys, true);
  await signInByPassword(page, 'ana');
  const added = await addPasskey(page, 'this computer');
  assert.equal(added.status, 200, JSON.stringify(added.json));
  assert.deepEqual(added.json.factors.passkeys.map((passkey) => passkey.name), ['this computer']);
  const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
  assert.equal(credentials.length, 1);
  assert.equal(credentials[0].isResidentCredential, true);
  assert.equal(credentials[0].rpId, 'localhost');

  await ask(page, '/sign-out', {});
  assert.equal((await ask(page, '/me')).status, 401);
  for (let time = 0; time < 2; time += 1) {
    const { json: asked } = await ask(page, '/passkey/ask', {});
    const signed = await credential(page, 'get', asked.options);
    const signedIn = await ask(page, '/passkey/sign-in', { id: asked.id, credential: signed });
    assert.equal(signedIn.status, 200, JSON.stringify(signedIn.json));
    assert.equal(signedIn.json.me.email, 'ana@paper.example');
    const again = await ask(page, '/passkey/sign-in', { id: asked.id, credential: signed });
    assert.equal(again.json.error.code, 'bad_passkey', 'the same answer is taken once');
  }
  await context.close();
});

test('a device asks for no second passkey of one account', { skip }, async () => {
  const { context, page } = await atTheDesk();
  await signInByPassword(page, 'davit');
  assert.equal((await addPasskey(page, 'first')).status, 200);
  await assert.rejects(addPasskey(page, 'second'), /InvalidStateError|already registered|excluded/i);
  await context.close();
});

test('a device that does not look who uses it makes none', { skip }, async () => {
  const { context, page } = await atTheDesk({ verifies: false });
  await signInByPassword(page, 'davit');
  await assert.rejects(addPasskey(page, 'found in the street'), /NotAllowedError|not allowed|timed out/i);
  await context.close();
});
