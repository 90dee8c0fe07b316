// Saying what stands behind the words, with the keyboard alone: in seconds for each, and in minutes for a whole story.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sidewaysScroll } from '../browser.mjs';
import { Hands, KEYS_A_SECOND } from '../hands.mjs';
import { openDemo, skip } from '../newsroom.mjs';

if (skip) console.error(skip);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** So long may the demo's story take somebody who presses four keys a second. */
const AT_MOST_MINUTES = 10;
/** Letters in the panel, by the kind of item. */
const LETTER = { person: 'p', organization: 'o', place: 'l', topic: 't', storyline: 'y' };

const TEXT = 'Zora Quill of the Hill Office told Al Jazeera that rain closed the road.';

let paper;
before(async () => {
  if (!skip) paper = await openDemo();
});
after(() => paper?.close());

const kept = (page) => page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
const panel = (page) => page.getByRole('dialog');
const gone = (page) => panel(page).waitFor({ state: 'detached' });
/** Waits until the field that has the focus offers this first. */
const offered = (page, words) => page.locator('[role=combobox]:focus + [role=listbox] [aria-selected=true]').filter({ hasText: words }).waitFor();

const api = (page, path) => paper.api(page, path);

/** The text of a room, as the next version would have it. */
async function textOf(page, id) {
  await kept(page);
  const answer = await page.request.post(`/desk/api/articles/${id}/checkpoint`, { data: { note: '' }, headers: { origin: paper.url } });
  assert.ok(answer.ok(), await answer.text());
  return (await answer.json()).content;
}

/** Every annotation of a text, block by block: what the server finds. */
function annotations(content) {
  const found = [];
  let number = -1;
  const walk = (node) => {
    const inline = ['paragraph', 'heading', 'preformatted', 'figure'].includes(node.type);
    if (!inline) return (node.content ?? []).forEach(walk);
    number += 1;
    let at = 0;
    const here = [];
    for (const child of node.content ?? []) {
      const text = child.text ?? '\n';
      for (const { type, attrs } of child.marks ?? []) {
        if (type !== 'ref') continue;
        const open = here.find((one) => one.to === at && one.target === attrs.target && one.part === attrs.part);
        if (open) Object.assign(open, { to: at + text.length, words: open.words + text });
        else here.push({ block: number, from: at, to: at + text.length, words: text, ...attrs });
      }
      at += text.length;
    }
    found.push(...here);
  };
  walk(content.body);
  return found;
}

function without(node, type) {
  const { marks = [], content, ...rest } = node;
  const kept = marks.filter((mark) => mark.type !== type);
  return { ...rest, ...(kept.length > 0 ? { marks: kept } : {}), ...(content ? { content: content.map((child) => without(child, type)) } : {}) };
}

async function itemsOf(page, ids) {
  const { items } = await api(page, `/items?ids=${[...new Set(ids)].join(',')}`);
  return new Map(items.map((item) => [item.id, item]));
}

test('a person, a claim with its source and a date stand behind words after a few keys', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const id = await paper.article(page, {
    headline: 'Rain in the hills',
    paragraphs: [TEXT, 'Nothing else is known.'],
  });
  await paper.open(page, id);
  const hands = new Hands(page);
  await page.locator('.text').focus();
  await hands.press('Control+Home');

  // A person whom nobody knows yet: the key, a letter, Enter.
  const select = (words) => hands.select(0, TEXT.indexOf(words), TEXT.indexOf(words) + words.length);
  await select('Zora Quill');
  await hands.press('Alt+Enter');
  await panel(page).getByText('A person').waitFor();
  await hands.press('p');
  await offered(page, 'New person “Zora Quill”');
  await hands.press('Enter');
  await gone(page);
  await page.locator('.text [data-kind=person]', { hasText: 'Zora Quill' }).waitFor();

  // What she says, to whom, and for whom she speaks.
  await select('rain closed the road');
  await hands.press('Alt+Enter');
  await hands.press('c');
  await offered(page, 'New claim');
  await hands.press('Enter');
  await hands.type('Zora');
  await offered(page, 'Zora Quill');
  await hands.press('Enter');
  await panel(page).getByRole('button', { name: 'On behalf of' }).waitFor();
  await hands.press('Shift+Tab', 2);
  await hands.press('Enter');
  await hands.type('Hill Office');
  await offered(page, 'New organization “Hill Office”');
  await hands.press('Enter');
  await panel(page).getByText('for Hill Office').waitFor();
  await page.locator('[role=combobox]:focus').waitFor();
  await hands.type('Al Jaz');
  await offered(page, 'Al Jazeera');
  await hands.press('Enter');
  await panel(page).getByText('Al Jazeera', { exact: true }).waitFor();
  await hands.press('Enter');
  await gone(page);

  // The words that tell so belong to the same claim, and so does her name.
  await select('told');
  await hands.press('Alt+Enter');
  await hands.press('u');
  await hands.press('Enter');
  await gone(page);
  await select('Zora Quill');
  await hands.press('Alt+Enter');
  await hands.press('s');
  await hands.press('Enter');
  await gone(page);

  // An event on the words of the claim: marks may overlap.
  await select('closed the road');
  await hands.press('Alt+Enter');
  await hands.press('e');
  await offered(page, 'New event');
  await hands.press('Enter');
  await hands.type('2025-09/..');
  await panel(page).getByText('since September 2025').waitFor();
  await hands.press('Enter');
  await gone(page);

  const content = await textOf(page, id);
  const items = await itemsOf(page, annotations(content).map(({ target }) => target));
  const told = annotations(content).map(({ target, part, words }) => `${items.get(target).kind} ${part}: ${words}`);
  assert.deepEqual(told.sort(), [
    'claim content: rain closed the road',
    'claim cue: told',
    'claim source: Zora Quill',
    'event mention: closed the road',
    'person mention: Zora Quill',
  ]);
  const claim = [...items.values()].find(({ kind }) => kind === 'claim');
  const chain = await itemsOf(page, claim.facts.chain.flatMap((hop) => [hop.by, hop.on_behalf_of]).filter(Boolean));
  const said = claim.facts.chain.map((hop) => [chain.get(hop.by).names.en, hop.on_behalf_of && chain.get(hop.on_behalf_of).names.en]);
  assert.deepEqual(said, [['Zora Quill', 'Hill Office'], ['Al Jazeera', undefined]]);
  const event = [...items.values()].find(({ kind }) => kind === 'event');
  assert.equal(event.facts.when.edtf, '2025-09/..');

  // From mark to mark, and one taken away again; undo brings it back.
  await hands.press('Control+Home');
  await hands.press('F8');
  assert.equal(await page.evaluate(() => String(getSelection())), 'Zora Quill');
  await hands.press('Alt+Enter');
  await panel(page).getByText('Remove the mark').first().waitFor();
  await hands.press('Delete');
  await gone(page);
  assert.equal(await page.locator('.text [data-kind=person]').count(), 0);
  await hands.press('Control+z');
  await page.locator('.text [data-kind=person]').waitFor();
  // Typing behind marked words does not grow the mark.
  await hands.press('ArrowRight');
  await hands.type('s');
  assert.equal(await page.locator('.text [data-kind=person]').innerText(), 'Zora Quill');
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('whoever types faster than a slow line answers names the same people', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const id = await paper.article(page, { headline: 'Rain on the coast', paragraphs: ['The rain closed the harbour.'] });
  await paper.open(page, id);
  await page.route('**/desk/api/items**', async (route) => {
    await new Promise((later) => setTimeout(later, 400));
    await route.continue();
  });
  const hands = new Hands(page);
  await page.locator('.text').focus();
  await hands.press('Control+Home');
  await hands.select(0, 4, 27);
  await hands.press('Alt+Enter');
  await hands.press('c');
  await offered(page, 'New claim');
  await hands.press('Enter');
  await panel(page).getByRole('combobox', { name: 'Who says so' }).waitFor();
  // Somebody known, somebody new and the end of the chain, with no look at the screen.
  await hands.type('Al Jaz');
  await hands.press('Enter');
  await hands.type('Petra Vane of the Harbour Watch');
  await hands.press('Enter', 2);
  await gone(page);

  const content = await textOf(page, id);
  const items = await itemsOf(page, annotations(content).map(({ target }) => target));
  const claim = [...items.values()].find(({ kind }) => kind === 'claim');
  const chain = await itemsOf(page, claim.facts.chain.map(({ by }) => by));
  assert.deepEqual(claim.facts.chain.map(({ by }) => chain.get(by).names.en), ['Al Jazeera', 'Petra Vane of the Harbour Watch']);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('a quotation whose words changed is not published until it is compared again', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const id = await paper.article(page, { headline: 'Rain in the valley', paragraphs: ['Zora Quill said: “The rain took the road.”'] });
  const { version, content: text } = await api(page, `/articles/${id}`);
  const { editions } = await api(page, '/newsroom');
  const section = editions.find(({ code }) => code === 'en').sections[0].id;
  await page.request.post(`/desk/api/articles/${id}/revisions`, { data: { version, section, content: text }, headers: { origin: paper.url } });
  await paper.open(page, id);
  const hands = new Hands(page);
  await page.locator('.text').focus();
  await hands.press('Control+Home');
  await hands.select(0, 18, 41);
  await hands.press('Alt+Enter');
  await hands.press('q');
  await panel(page).getByText('compared the words with their source').waitFor();
  await offered(page, 'New claim');
  await hands.press('Enter');
  await panel(page).getByText('Press Enter in the empty field').waitFor();
  await hands.press('Enter');
  await gone(page);
  await hands.to(26);
  await hands.type('all ');
  const publish = page.locator('.top').getByRole('button', { name: 'Approve this text' });
  await page.getByRole('tab', { name: /Behind it/ }).click();
  await page.getByText('Not to readers yet:').waitFor();
  await publish.click();
  await page.locator('.top .state').filter({ hasText: 'Approved' }).waitFor();
  const go = page.locator('.top').getByRole('button', { name: 'Publish', exact: true });
  assert.equal(await go.getAttribute('aria-disabled'), 'true', 'the button promises nothing that the server refuses');
  await go.press('Enter');
  await page.locator('#said').filter({ hasText: 'no longer what was compared' }).waitFor();
  const seen = await api(page, `/articles/${id}`);
  const refused = await page.request.post(`/desk/api/articles/${id}/publish`, { data: { version: seen.version, revision: seen.draft }, headers: { origin: paper.url } });
  assert.equal((await refused.json()).error.code, 'quotation_changed');
  await page.getByRole('button', { name: 'Compared: these are the words' }).click();
  await page.getByText('Not to readers yet:').waitFor({ state: 'detached' });
  assert.equal(await go.getAttribute('aria-disabled'), 'false');
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('the demo’s story is annotated by keyboard within minutes', { skip, timeout: 900_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(15_000);
  const { articles } = await api(page, '/articles?edition=en&q=Bamako');
  const demo = await api(page, `/articles/${articles.find(({ slug }) => slug === 'bamako-fuel-blockade').id}`);
  const wanted = annotations(demo.content);
  const items = await itemsOf(page, wanted.map(({ target }) => target));
  const named = await itemsOf(page, [...items.values()].flatMap(({ facts }) => (facts.chain ?? []).flatMap((hop) => [hop.by, hop.on_behalf_of]).filter(Boolean)));

  const body = without(demo.content.body, 'ref');
  const data = { edition: 'en', content: { headline: 'A blockade, once more', body } };
  const begun = await page.request.post('/desk/api/articles', { data, headers: { origin: paper.url } });
  const { id } = await begun.json();
  await paper.open(page, id);
  const hands = new Hands(page);
  await page.locator('.text').focus();
  await hands.press('Control+Home');

  /** Names are known to the newsroom; events and claims are made on the way, once each. */
  const made = new Map();
  const nameOf = (item) => item.names.en;
  const first = (one) => ['mention', 'content', 'quote'].includes(one.part);
  const began = Date.now();

  /** Types the beginning of a name until it is offered, goes to it, and looks before Enter. */
  async function pick(name) {
    const list = '[role=combobox]:focus + [role=listbox]';
    const letters = [...name];
    const exactly = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    await hands.at('naming', () => hands.press('Control+a'));
    for (let typed = 0; typed < letters.length; ) {
      const next = letters.slice(typed, typed + (typed === 0 ? 4 : 2)).join('');
      await hands.at('naming', () => hands.type(next));
      typed += next.length;
      const wanted = page.locator(`${list} bdi`).filter({ hasText: exactly }).first();
      const there = await wanted.waitFor({ timeout: typed >= letters.length ? 5_000 : 400 }).then(() => true, () => false);
      if (!there) continue;
      const meant = page.locator(`${list} [aria-selected=true] bdi`).filter({ hasText: exactly });
      for (let turn = 0; turn < 20 && (await meant.count()) === 0; turn += 1) await hands.at('naming', () => hands.press('ArrowDown'));
      await meant.first().waitFor();
      return hands.press('Enter');
    }
    throw new Error(`“${name}” is not offered`);
  }

  /** Whether the panel asks one thing more, or is gone. */
  async function asks(what) {
    for (;;) {
      if ((await panel(page).count()) === 0) return false;
      if (await what.isVisible()) return true;
      await page.waitForTimeout(20);
    }
  }

  async function mark(one) {
    const item = items.get(one.target);
    const { kind } = item;
    await hands.select(one.block, one.from, one.to);
    await hands.press('Alt+Enter');
    await panel(page).waitFor();
    if (one.part === 'mention' && kind !== 'event') {
      // The name that the words are comes first; else its kind is said and its name is typed.
      const top = panel(page).locator('[aria-selected=true] bdi');
      const known = await top.waitFor({ timeout: 400 }).then(() => top.innerText(), () => null);
      if (known === nameOf(item)) await hands.press('Enter');
      else {
        await hands.press(LETTER[kind]);
        await pick(nameOf(item));
      }
    } else if (first(one)) {
      const before = made.get(item.id);
      await hands.press(kind === 'event' ? 'e' : one.part === 'quote' ? 'q' : 'c');
      await page.locator('[role=combobox]:focus').waitFor();
      if (before) await pick(before);
      else {
        // Its name is the words that are marked, unless another one is called so already.
        const taken = [...made.values()].some((name) => name.toLowerCase() === one.words.toLowerCase());
        if (taken) await hands.type(` (${made.size})`);
        const field = page.locator('[role=combobox]:focus');
        made.set(item.id, (await field.inputValue()).trim());
        const top = page.locator('[role=combobox]:focus + [role=listbox] [aria-selected=true] bdi').first();
        await top.waitFor();
        const offer = await top.innerText();
        if (offer === nameOf(item)) {
          // The newsroom has this very one.
          made.set(item.id, offer);
          await hands.press('Enter');
          return gone(page);
        }
        const options = await page.locator('[role=combobox]:focus + [role=listbox] bdi').allInnerTexts();
        const wish = options.findIndex((option) => /^New (?:event|claim)/.test(option));
        await hands.press('ArrowDown', wish - options.indexOf(offer));
        await hands.press('Enter');
        if (kind === 'event') {
          await panel(page).getByText('In the words that are printed').waitFor();
          await hands.type(item.facts.when.edtf);
          await hands.press('Enter');
        } else {
          await panel(page).getByText('Press Enter in the empty field').waitFor();
          for (const [index, hop] of (item.facts.chain ?? []).entries()) {
            if (hop.by) await pick(nameOf(named.get(hop.by)));
            else {
              await hands.type(nameOf({ names: hop.words }));
              await page.locator('[role=combobox]:focus + [role=listbox] [role=option]').filter({ hasText: 'Not named' }).waitFor();
              await hands.press('ArrowUp');
              await offered(page, 'Not named');
              await hands.press('Enter');
            }
            await panel(page).locator('ol > li').nth(index).waitFor();
            if (hop.on_behalf_of) {
              await hands.press('Shift+Tab', 2);
              await hands.press('Enter');
              await pick(nameOf(named.get(hop.on_behalf_of)));
              await panel(page).getByText(`for ${nameOf(named.get(hop.on_behalf_of))}`).waitFor();
              await page.locator('[role=combobox]:focus').waitFor();
            }
          }
          await hands.press('Enter');
        }
      }
    } else {
      await hands.press({ source: 's', cue: 'u', when: 'w', where: 'h' }[one.part]);
      const options = panel(page).locator('[role=option]');
      await options.first().waitFor();
      const name = made.get(item.id);
      assert.ok(name, `${nameOf(item)} has ${one.part} and is marked nowhere`);
      const names = await options.locator('bdi').allInnerTexts();
      await hands.press('ArrowDown', names.indexOf(name));
      await hands.press('Enter');
      if (one.part === 'when') {
        if (await asks(panel(page).getByLabel('In the words that are printed'))) await hands.press('Enter');
      } else if (one.part === 'source' || one.part === 'where') {
        // Where the words name nobody who is known there, the empty field says so.
        if (await asks(page.locator('[role=dialog] [role=combobox]:focus'))) {
          await hands.press('Control+a');
          await hands.press('Delete');
          await hands.press('Enter');
        }
      }
    }
    await gone(page);
  }

  // The names that the newsroom knows come by themselves: each is looked at, then taken or refused.
  const names = new Set();
  await hands.press('F9');
  await page.locator('.text .proposal-now').waitFor();
  const proposals = page.locator('#panel ol li');
  while ((await proposals.count()) > 0) {
    const before = await proposals.count();
    const { block, at, from } = await hands.caret();
    const meant = (await page.locator('#panel li.now .what').innerText()).trim();
    const right = wanted.find((one) => one.part === 'mention' && one.block === block && one.from === Math.min(at, from) && one.to === Math.max(at, from) && nameOf(items.get(one.target)) === meant);
    if (right) names.add(right);
    await hands.at('looking at proposals', () => hands.press(right ? 'Tab' : 'Escape'));
    for (let turn = 0; turn < 500 && (await proposals.count()) === before; turn += 1) await page.waitForTimeout(10);
  }
  console.log(`${names.size} names were proposed rightly`);
  await page.locator('.text').focus();

  // What is left, in reading order. What belongs to a claim that is told further down waits until that is marked.
  const left = wanted.filter((one) => !names.has(one));
  const known = (one) => first(one) || made.has(one.target);
  let waiting = [];
  for (const [index, one] of left.entries()) {
    if (!known(one)) {
      waiting.push(one);
      continue;
    }
    await mark(one);
    if (left[index + 1]?.block === one.block && !waiting.some((other) => other.target === one.target)) continue;
    const ready = waiting.filter(known);
    waiting = waiting.filter((other) => !ready.includes(other));
    for (const other of ready) await mark(other);
  }
  assert.deepEqual(waiting, []);
  const seconds = (Date.now() - began) / 1000;

  console.log(`${wanted.length} marks for ${items.size} items: ${hands.keys} keys, ${hands.minutes.toFixed(1)} minutes at ${KEYS_A_SECOND} keys a second, ${seconds.toFixed(0)} s by the clock`, hands.spent);
  const content = await textOf(page, id);
  const got = annotations(content);
  const made2 = await itemsOf(page, got.map(({ target }) => target));
  const told = (all, known) => all.map(({ block, from, to, part, target }) => `${block}:${from}-${to} ${part} ${known.get(target).kind}`).sort();
  assert.deepEqual(told(got, made2), told(wanted, items));
  const chains = (known) => [...known.values()].filter(({ kind }) => kind === 'claim').map(({ facts }) => (facts.chain ?? []).map((hop) => hop.by ?? hop.words?.en).join(' → ')).sort();
  assert.deepEqual(chains(made2), chains(items));

  assert.ok(hands.minutes <= AT_MOST_MINUTES, `${hands.minutes.toFixed(1)} minutes at ${KEYS_A_SECOND} keys a second`);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('what is proposed is accepted, changed and refused by key, and nothing before that', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const words = 'Beverly Ochieng of Control Risks looks at Bamako. Minister Zuri Mballa left Mali last week.';
  const id = await paper.article(page, { headline: 'A visit', paragraphs: [words] });
  await paper.open(page, id);
  const hands = new Hands(page);
  const now = () => page.locator('.text .proposal-now').allInnerTexts().then((all) => all.join(''));
  const marked = () => page.locator('.text .ref').allInnerTexts();
  await page.locator('.text').focus();
  await hands.press('F9');
  await page.locator('.text .proposal-now').waitFor();
  assert.deepEqual(await marked(), [], 'nothing is marked before it is accepted');
  assert.equal(await now(), 'Beverly Ochieng');
  // One by key, one refused, back and on.
  await hands.press('Tab');
  await page.locator('.text .ref').filter({ hasText: 'Beverly Ochieng' }).waitFor();
  assert.equal(await now(), 'Control Risks');
  await hands.press('Escape');
  const third = await now();
  await hands.press('Shift+Tab');
  await hands.press('F8');
  assert.equal(await now(), third);
  await page.getByRole('button', { name: /Accept all \d+ known names|Accept the known name/ }).press('Enter');
  await page.locator('.text .ref').filter({ hasText: 'Bamako' }).waitFor();
  assert.ok(!(await marked()).includes('Control Risks'), 'what was refused stays out');
  // A new name is made of the kind that its letter says.
  const list = page.locator('#panel ol li');
  const fresh = list.filter({ hasText: 'Zuri Mballa' });
  if ((await fresh.count()) > 0) {
    while (!(await now()).includes('Zuri Mballa')) await hands.press('F8');
    await hands.press('Alt+p');
    await hands.press('Tab');
    await page.locator('.text [data-kind=person]').filter({ hasText: 'Zuri Mballa' }).waitFor();
  }
  // A date shows what was inferred, and asks.
  while ((await now()) !== 'last week') await hands.press('F8');
  await page.locator('#panel li.now').filter({ hasText: 'the words do not say the week' }).waitFor();
  await hands.press('Tab');
  await panel(page).getByText('What happened').first().waitFor();
  await hands.type('Zuri Mballa leaves');
  await offered(page, 'New event');
  await hands.press('Enter');
  await panel(page).getByText('It is right, though the words do not say it').waitFor();
  await hands.press('Enter');
  await gone(page);
  await page.locator('.text [data-part=when]').filter({ hasText: 'last week' }).waitFor();
  const event = (await api(page, '/items?kind=event&q=Zuri+Mballa+leaves')).items[0];
  assert.deepEqual([event.facts.when.inferred, event.facts.when.confirmed], [['week'], false]);
  await page.getByRole('button', { name: /The date is right/ }).waitFor();
  // The same key puts the rest away.
  if ((await page.locator('.text .proposal').count()) > 0) await hands.press('F9');
  await page.locator('.text .proposal').first().waitFor({ state: 'detached' });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('who says so is proposed with the words that say it, and kept with a few keys', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const id = await paper.article(page, { headline: 'Roads', paragraphs: ['According to Beverly Ochieng, the last road to the north is closed. Nobody else said so.'] });
  await paper.open(page, id);
  const hands = new Hands(page);
  await page.locator('.text').focus();
  await hands.press('F9');
  await page.locator('.text .proposal-now').waitFor();
  await hands.press('Shift+F9');
  await page.locator('.text .ref').filter({ hasText: 'Beverly Ochieng' }).waitFor();
  const now = page.locator('#panel li.now');
  for (let turn = 0; turn < 10 && !/According to/.test(await now.locator('.words').innerText()); turn += 1) await hands.press('F8');
  await now.locator('.what').filter({ hasText: 'Beverly Ochieng' }).waitFor();
  await hands.press('Tab');
  await offered(page, 'New claim “the last road to the north is closed”');
  await hands.press('Enter');
  // The chain is there already.
  await panel(page).locator('ol > li').filter({ hasText: 'Beverly Ochieng' }).waitFor();
  await hands.press('Enter');
  await gone(page);
  const content = await textOf(page, id);
  const items = await itemsOf(page, annotations(content).map(({ target }) => target));
  assert.deepEqual(annotations(content).map(({ target, part, words }) => `${items.get(target).kind} ${part}: ${words}`).sort(), [
    'claim content: the last road to the north is closed',
    'claim cue: According to',
    'claim source: Beverly Ochieng',
    'person mention: Beverly Ochieng',
  ]);
  assert.ok(hands.keys < 12, `${hands.keys} keys`);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('two spellings become one item and two again, by keyboard', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const hands = new Hands(page);
  const titled = (name) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
  await page.goto('/desk/items/new');
  await page.getByRole('textbox', { name: 'Name' }).first().focus();
  await hands.type('Iyad ag Ghaly');
  await hands.press('Enter');
  await titled('Iyad ag Ghaly');
  await page.getByRole('button', { name: 'Merge …' }).press('Enter');
  await page.locator('dialog [role=combobox]:focus').waitFor();
  await hands.type('Iyad Ag-Gh');
  await offered(page, 'Iyad Ag-Ghali');
  await hands.press('Enter');
  await page.locator('dialog').getByText('All articles that speak of this one').waitFor();
  await page.locator('dialog').getByRole('button', { name: 'Merge …' }).press('Enter');
  await page.getByText('It is the same as Iyad Ag-Ghali.').waitFor();
  // Words that are called by the other spelling are offered the one item.
  const found = await api(page, '/items?q=Iyad+ag+Ghaly');
  assert.ok(found.items[0].merged_into);
  await page.getByRole('button', { name: 'Take apart again' }).press('Enter');
  await page.locator('main p.warn').waitFor({ state: 'detached' });
  await page.goto('/desk/items');
  await page.getByRole('searchbox').focus();
  await hands.type('blockade');
  await page.getByRole('link', { name: /blockade/i }).first().waitFor();
  await page.getByRole('button', { name: 'Storylines' }).press('Enter');
  await page.locator('main li').filter({ hasText: 'Storyline' }).first().getByRole('link').press('Enter');
  await page.getByText('Advice to people').first().waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('a card that moved on is looked at and taken over', { skip, timeout: 120_000 }, async () => {
  const page = await paper.person('davit@paper.example');
  page.setDefaultTimeout(10_000);
  const id = await paper.article(page, { headline: 'A short note', paragraphs: ['There is more to know.'] });
  await paper.open(page, id);
  const hands = new Hands(page);
  await page.locator('.text').focus();
  await hands.press('Control+End');
  await hands.press('Enter');
  await hands.type('/paper');
  await page.getByRole('option', { name: 'Card of this paper' }).waitFor();
  await hands.press('Enter');
  const card = page.locator('dialog').getByRole('button', { name: /Who is JNIM/ });
  await card.press('Enter');
  await page.locator('.text .card').getByText('Formed in 2017').waitFor();
  await kept(page);

  // The card itself goes on.
  const { articles } = await api(page, '/articles?edition=en&kind=card&state=live');
  const origin = await api(page, `/articles/${articles.find(({ headline }) => headline === 'Who is JNIM?').id}`);
  const content = structuredClone(origin.content);
  content.body.content.push({ type: 'paragraph', attrs: { id: 'later' }, content: [{ type: 'text', text: 'Later more became known.' }] });
  const act = async (what, data) => {
    const { version, draft } = await api(page, `/articles/${origin.id}`);
    const answer = await page.request.post(`/desk/api/articles/${origin.id}/${what}`, { data: { version, revision: draft, ...data }, headers: { origin: paper.url } });
    assert.ok(answer.ok(), `${what}: ${await answer.text()}`);
  };
  const { version } = origin;
  const saved = await page.request.post(`/desk/api/articles/${origin.id}/revisions`, { data: { version, content, section: origin.section }, headers: { origin: paper.url } });
  assert.ok(saved.ok(), await saved.text());
  await act('approve', {});
  await act('correct', { kind: 'update', text: 'More is known.' });

  await page.getByRole('tab', { name: /Behind it/ }).press('Enter');
  await page.locator('.text').focus();
  await hands.press('Control+Home');
  await hands.type('Now ');
  await page.getByRole('button', { name: 'What changed in the card' }).press('Enter');
  await page.locator('dialog ins').filter({ hasText: 'Later more became known.' }).waitFor();
  await page.locator('dialog').getByRole('button', { name: 'Take it over' }).press('Enter');
  await page.locator('.text .card').getByText('Later more became known.').waitFor();
  await page.getByRole('button', { name: 'What changed in the card' }).waitFor({ state: 'detached' });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('nothing of it shuts anybody out', { skip, timeout: 600_000 }, async () => {
  const davit = await paper.person('davit@paper.example');
  const session = await davit.context().storageState();
  const one = async (kind) => (await api(davit, `/items?kind=${kind}`)).items[0].id;
  const articleOf = async (edition) => (await api(davit, `/articles?edition=${edition}&q=JNIM&kind=news`)).articles[0]?.id ?? (await api(davit, `/articles?edition=${edition}`)).articles[0].id;
  const faults = [];
  const visit = async (name, path, ready, prepare = async () => {}) => {
    for (const [language, light] of [['en', 'light'], ['en', 'dark'], ['ar', 'light']]) {
      await davit.request.post('/desk/api/me/language', { data: { language }, headers: { origin: paper.url } });
      const context = await paper.browser.newContext({ baseURL: paper.url, colorScheme: light, locale: language, bypassCSP: true, storageState: session, reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } });
      await context.addInitScript((language) => localStorage.setItem('masthead-language', language), language);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(typeof path === 'function' ? await path(language) : path);
      await page.locator(ready).first().waitFor();
      await prepare(page);
      await page.evaluate(axe);
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.waitForTimeout(100);
        const sideways = await sidewaysScroll(page);
        if (sideways > 0) faults.push(`${name} ${language} ${light} ${width} px: scrolls ${sideways} px sideways`);
        if (process.env.MASTHEAD_SHOTS) await page.screenshot({ path: `${process.env.MASTHEAD_SHOTS}/${name.replaceAll(' ', '-')}-${language}-${light}-${width}.png` });
        if (width === 390) continue;
        const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), RULES);
        for (const { id, nodes } of violations) faults.push(`${name} ${language} ${light} ${width} px: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
      }
      await context.close();
    }
  };
  const written = '.status[data-server="joined"][data-unsaved="false"]';
  // A translation lies beside its source, where the panel comes only when it is asked for.
  const address = async () => `/desk/articles/${await articleOf('en')}`;
  const begun = async (page) => {
    await page.locator('.text').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(300);
  };
  await visit('items', '/desk/items', 'main li a');
  for (const kind of ['event', 'claim', 'storyline', 'place']) await visit(`item ${kind}`, `/desk/items/${await one(kind)}`, 'form .sheet');
  await visit('behind', address, written, async (page) => {
    await page.locator('#tab-behind').click();
    await page.locator('.items li').first().waitFor();
  });
  await visit('panel', address, written, begun);
  await visit('panel claim', address, written, async (page) => {
    await begun(page);
    await page.keyboard.press('c');
    await page.keyboard.press('End');
    await page.keyboard.type(' xq');
    await page.locator('[role=combobox]:focus + [role=listbox] [aria-selected=true]').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Al');
    await page.waitForTimeout(500);
  });
  await visit('panel event', address, written, async (page) => {
    await begun(page);
    await page.keyboard.press('e');
    await page.keyboard.press('End');
    await page.keyboard.type(' xq');
    await page.locator('[role=combobox]:focus + [role=listbox] [aria-selected=true]').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('2012~');
  });
  await davit.request.post('/desk/api/me/language', { data: { language: 'en' }, headers: { origin: paper.url } });
  assert.deepEqual(faults, []);
});
