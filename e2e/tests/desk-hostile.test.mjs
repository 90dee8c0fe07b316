// What is pasted or typed into the desk runs nothing, whatever it says: DOMPurify's vectors, OWASP's, and some of ours.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNewsroom, skip } from '../newsroom.mjs';

if (skip) console.error(skip);
const shared = process.env.MASTHEAD_SHARED ?? '/work/shared';
const read = (name) => {
  const file = join(shared, 'data/html', name);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.error(`${file} is not here; its vectors are left out`);
  return null;
};

function vectors() {
  const purify = JSON.parse(read('cure53+DOMPurify/expect.shared.json') ?? '[]').map(({ payload }) => payload);
  const sheet = read('OWASP+CheatSheetSeries/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.md') ?? '';
  const owasp = [...sheet.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, code]) => [code, ...code.split('\n')]).filter((line) => line.trim() !== '');
  const ours = [
    '<p>Rain</p><img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">a</a>', '<a href=" java\nscript:alert(1)">a</a>', '<a href="JaVaScRiPt&#58;alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>', '<a href="vbscript:x">a</a>', '<a href="//evil.example/">a</a>', '<a href="/\\evil.example/">a</a>',
    '<div data-pm-slice="0 0 []"><p><a href="javascript:alert(1)">a</a></p></div>',
    '<div data-pm-slice="1 1 [&quot;quotation&quot;,{&quot;source&quot;:&quot;<img src=x onerror=alert(1)>&quot;}]"><p>a</p></div>',
    '<figure data-media="1/../../x" data-alt="<script>alert(1)</script>"><figcaption>c</figcaption></figure>',
    '<figure data-media="77" data-alt="&quot; onerror=&quot;alert(1)"><figcaption><svg onload=alert(1)></figcaption></figure>',
    '<div data-embed="javascript:alert(1)" data-title="t"></div>', '<div data-embed="https://evil.example/&quot; onload=&quot;alert(1)"></div>',
    '<section data-card="x" data-facts="[{&quot;term&quot;:{&quot;toString&quot;:1},&quot;value&quot;:&quot;<b onclick=alert(1)>&quot;}]"><p>a</p></section>',
    '<table><td onmouseover=alert(1) style="width:expression(alert(1))" background="javascript:alert(1)">a</table>',
    '<iframe srcdoc="<script>top.alert(1)</script>"></iframe>', '<base href="https://evil.example/"><a href="x">a</a>', '<form><button formaction=javascript:alert(1)>x</button></form>',
  ];
  return [...new Set([...purify, ...owasp, ...ours])];
}

let newsroom;
let page;
let strangers;
const all = skip ? [] : vectors();

before(async () => {
  if (skip) return;
  newsroom = await newsroomWithTraps();
});
after(() => newsroom?.close());

async function newsroomWithTraps() {
  const opened = await openNewsroom();
  page = await opened.person('ana@paper.example');
  strangers = [];
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith('http') && target.origin !== opened.url) strangers.push(request.url());
  });
  // Anything that runs can only be noticed if it says so: these are what the vectors call.
  await page.addInitScript(() => {
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = (...words) => { window.ran.push(`${name}(${words.join()})`); };
  });
  return opened;
}

/** What went wrong. That the page's policy refused a style or a base of what was pasted is what it is there for. */
function complaints() {
  return page.complaints.filter((complaint) => !/^(?:Applying inline style|Setting the document's base URI)/.test(complaint));
}

/** What must be nowhere in the page, however it came there. */
async function look(where) {
  const found = await page.evaluate(() => {
    const bad = [];
    for (const element of document.querySelectorAll('#desk *')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) bad.push(`${element.localName}[${name}]`);
        if (/^(href|src|action|formaction|xlink:href|srcdoc|data)$/.test(name) && /^[\s\p{Cc}]*(?:javascript|vbscript|data:text)/iu.test(value)) bad.push(`${element.localName}[${name}=${value}]`);
      }
      if (/^(script|iframe|object|embed|base|form|style|link|meta)$/.test(element.localName) && element.closest('.text')) bad.push(element.localName);
    }
    return [...bad, ...window.ran];
  });
  assert.deepEqual(found, [], where);
}

async function paste(html, text = '') {
  await page.locator('.text').evaluate((place, { html, text }) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', text);
    place.focus();
    place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, { html, text });
}

test('vectors pasted into the text run nothing', { skip }, async () => {
  const id = await newsroom.article(page);
  await newsroom.open(page, id);
  assert.ok(all.length > 150, `there are only ${all.length} vectors`);
  for (const vector of all) {
    await paste(vector);
    await look(vector);
  }
  await page.waitForTimeout(500);
  await look('a moment later');
  assert.deepEqual(strangers, [], 'no other host is asked');
  assert.deepEqual(complaints(), []);
  // It is still a text, and the server takes it.
  await page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText(/Saved as version/).waitFor();
  await page.reload();
  await page.locator('.text[contenteditable="true"]').waitFor();
  await look('after loading again');
});

test('vectors typed into fields, comments and the text stay words', { skip }, async () => {
  const id = await newsroom.article(page, { paragraphs: ['Rain fell on the stand.'] });
  const text = await newsroom.open(page, id);
  const short = all.map((vector) => vector.replace(/\s+/g, ' ').slice(0, 180)).filter((vector) => vector.trim() !== '');
  const headline = page.getByRole('textbox', { name: 'Headline' });
  const standfirst = page.getByRole('textbox', { name: 'Standfirst' });
  await page.getByRole('button', { name: 'Change the byline' }).click();
  const name = page.getByLabel('Name as printed');
  for (const [number, vector] of short.entries()) {
    const field = [headline, standfirst, name][number % 3];
    await field.fill(vector);
    if (number % 10 === 0) await look(vector);
  }
  await look('fields');
  await headline.fill('<img src=x onerror=alert(1)>');
  await page.getByRole('button', { name: 'Ready' }).click();

  await text.press('Control+End');
  for (const vector of short.filter((_, index) => index % 8 === 0)) await page.keyboard.insertText(vector);
  await look('typed');

  await text.press('Control+a');
  await page.keyboard.press('Control+Alt+m');
  await page.getByLabel('Your comment').fill('<img src=x onerror=alert(1)><script>alert(1)</script>');
  await page.getByRole('button', { name: 'Comment', exact: true }).last().click();
  await page.getByText('<img src=x onerror=alert(1)><script>', { exact: false }).first().waitFor();
  await look('a comment');
  assert.deepEqual(strangers, []);
  assert.deepEqual(complaints(), []);
});

test('what a hostile colleague puts into the room runs nothing', { skip }, async () => {
  const id = await newsroom.article(page);
  await newsroom.open(page, id);
  // A caption, an embed, a card and a link come as the room would bring them, past everything that pasting cleans.
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] }] },
    { type: 'embed', attrs: { url: 'https://example.org/', provider: '<img src=x onerror=alert(1)>', title: '<svg onload=alert(1)>' } },
    { type: 'card', attrs: { title: '<img src=x onerror=alert(1)>', facts: [{ term: '<b onclick=alert(1)>', value: '"><script>alert(1)</script>' }] }, content: [] },
    { type: 'quotation', attrs: { source: '<img src=x onerror=alert(1)>' }, content: [{ type: 'paragraph', content: [{ type: 'text', text: '<script>alert(1)</script>' }] }] },
    { type: 'table', attrs: { caption: '<img src=x onerror=alert(1)>' }, content: [{ type: 'table_row', content: [{ type: 'table_cell', attrs: { colspan: 1, rowspan: 1 }, content: [{ type: 'paragraph' }] }] }] },
  ];
  const data = { edition: 'en', content: { headline: '<img src=x onerror=alert(1)>', byline: [{ role: 'author', name: '<img src=x onerror=alert(1)>' }], body: { type: 'doc', content } } };
  const answer = await page.request.post('/desk/api/articles', { data, headers: { origin: newsroom.url } });
  assert.ok(answer.ok(), await answer.text());
  await newsroom.open(page, (await answer.json()).id);
  await page.waitForTimeout(300);
  await look('opened');
  assert.deepEqual(strangers, []);
  assert.deepEqual(complaints(), []);
});
