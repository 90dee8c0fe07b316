// What a stranger may send, and what the answers forbid.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { articlesOf, get } from '../paper.mjs';

const chosen = (form, headers = {}) =>
  get('/en/settings', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form),
  });

test('the settings form never sends a reader to another site', async () => {
  for (const target of ['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)', '\t//elsewhere.example', '/en/\r\nSet-Cookie: a=b']) {
    const answer = await chosen({ change: 'dark', return_to: target });
    await answer.arrayBuffer();
    const location = answer.headers.get('location');
    if (location !== null) {
      assert.equal(new URL(location, 'http://paper.test').origin, 'http://paper.test', `${target} → ${location}`);
    }
    assert.ok(answer.status < 500, target);
  }
});

test('the settings form keeps only what it offers', async () => {
  for (const form of [{ change: 'plaid' }, { change: '9000' }, { change: '-1' }, { change: '"><script>' }, {}]) {
    const answer = await chosen({ ...form, return_to: '/en/' });
    const text = await answer.text();
    assert.ok(answer.status < 500, JSON.stringify(form));
    assert.ok(!text.includes('"><script>'), 'nothing comes back unescaped');
    const cookie = answer.headers.get('set-cookie') ?? '';
    assert.ok(!/plaid|9000|script/.test(cookie), cookie);
  }
});

test('a broken cookie changes nothing for its reader', async () => {
  for (const cookie of ['masthead_prefs=', 'masthead_prefs=%00%ff', 'masthead_prefs=dark.99999999999999999999', `masthead_prefs=${'x'.repeat(3000)}`]) {
    const answer = await get('/en/', { headers: { cookie } });
    await answer.arrayBuffer();
    assert.equal(answer.status, 200, cookie.slice(0, 60));
  }
});

test('pages allow no script but their own', async () => {
  for (const path of ['/en/', (await articlesOf('en'))[0], '/en/nowhere-at-all']) {
    const answer = await get(path);
    await answer.arrayBuffer();
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src|script-src/, path);
    const scripts = policy.split(';').map((part) => part.trim()).find((part) => part.startsWith('script-src')) ?? '';
    assert.ok(!scripts.includes('unsafe-inline'), `${path}: ${scripts}`);
    assert.ok(!scripts.includes('*'), `${path}: ${scripts}`);
    assert.match(policy, /base-uri/, path);
    assert.match(policy, /frame-ancestors|form-action/, path);
  }
});

test('odd addresses get a calm answer', async () => {
  for (const path of ['/%00', '/%ff%fe', '/en/%2e%2e/%2e%2e/etc/passwd', '/en/post/%F0%9F%97%9E', '/en/world?after=%27%22%3C', '/en/post/', '/xx/', `/en/${'a'.repeat(4000)}`, '/static/../masthead.toml', '/media/..%2f..%2fpaper.db', '/id/a/0', '/id/a/99999999999999999999999', '/id/a/x']) {
    const answer = await get(path);
    await answer.arrayBuffer();
    assert.ok(answer.status >= 300 && answer.status < 500, `${answer.status} ${path}`);
  }
});

test('a method that a page does not know is refused', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    const answer = await get('/en/', { method });
    await answer.arrayBuffer();
    assert.equal(answer.status, 405, method);
  }
});
