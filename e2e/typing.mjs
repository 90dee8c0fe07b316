// Types into a 10,000-word story at the desk, and into two bare editors with the same text, in the same browser and in
// turns: `bin/bench typing`. What a keystroke costs is told in milliseconds, from the key to the frame that shows it and
// in time that the page's thread was busy; the ratio to the bare editors is what another machine should find as well.
//   ROUNDS=5 KEYS=200 node typing.mjs
//   PROFILE=typing.cpuprofile node typing.mjs     and where the desk's time went
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { openNewsroom } from './newsroom.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const KEYS = Number(process.env.KEYS ?? 120);
/** Between two keys: a fast typist, who writes 170 words a minute. */
const PAUSE = 70;
const WORDS = 10_000;
/** A sixtieth of a second, in milliseconds. */
const FRAME = 1000 / 60;

/** Sentences of invented words, the same at every run. */
function story() {
  const syllables = ['ka', 'ro', 'men', 'ti', 'sol', 've', 'dan', 'pu', 'lis', 'or', 'nem', 'ta', 'gri', 'mo'];
  let seed = 7;
  const next = (most) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % most;
  const word = () => Array.from({ length: 1 + next(3) }, () => syllables[next(syllables.length)]).join('');
  const paragraphs = [];
  for (let words = 0; words < WORDS; ) {
    const many = 30 + next(60);
    paragraphs.push(`${Array.from({ length: many }, (_, at) => word() + (at % 13 === 12 ? '.' : '')).join(' ')}.`);
    words += many;
  }
  return paragraphs;
}

/** ProseMirror as it comes, with the same text: built by the builder that the desk is built with. */
async function bareProseMirror() {
  const folder = fileURLToPath(new URL('../desk-ui/', import.meta.url));
  const { build } = createRequire(`${folder}package.json`)('esbuild');
  const contents = `
    import { Schema } from '@tiptap/pm/model';
    import { EditorState } from '@tiptap/pm/state';
    import { EditorView } from '@tiptap/pm/view';
    import { keymap } from '@tiptap/pm/keymap';
    import { baseKeymap } from '@tiptap/pm/commands';
    const schema = new Schema({ nodes: {
      doc: { content: 'paragraph+' },
      paragraph: { content: 'text*', toDOM: () => ['p', 0], parseDOM: [{ tag: 'p' }] },
      text: {},
    } });
    globalThis.begin = (paragraphs) => {
      const doc = schema.node('doc', null, paragraphs.map((text) => schema.node('paragraph', null, [schema.text(text)])));
      new EditorView(document.querySelector('main'), { state: EditorState.create({ doc, plugins: [keymap(baseKeymap)] }), attributes: { spellcheck: 'true' } });
    };`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder }, bundle: true, minify: true, write: false, format: 'iife' });
  return outputFiles[0].text;
}

const STYLE = '<!doctype html><meta charset="utf-8"><style>main { max-width: 46rem; margin: auto; font: 1.1rem/1.62 Georgia, serif } [contenteditable] { white-space: pre-wrap }</style>';

/** Puts the caret behind the first word of a paragraph in the middle. */
async function caretInTheMiddle(page, text) {
  const place = await text.evaluate((root) => {
    const middle = root.children[Math.floor(root.children.length / 2)];
    middle.scrollIntoView({ block: 'center' });
    const { left, top } = middle.getBoundingClientRect();
    return { x: left + 60, y: top + 10 };
  });
  await page.mouse.click(place.x, place.y);
}

/** Notes of each key how long it took until its frame was made. */
function watch() {
  globalThis.took = [];
  addEventListener(
    'keydown',
    () => {
      const begun = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.took.push(performance.now() - begun);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

async function busy(devices) {
  const { metrics } = await devices.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value * 1000;
  return { task: of('TaskDuration'), script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') };
}

const quantile = (numbers, share) => [...numbers].sort((one, other) => one - other)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

async function measure({ page, devices, text }) {
  await page.bringToFront();
  await caretInTheMiddle(page, text);
  await page.waitForTimeout(1500);
  await page.evaluate(() => (globalThis.took.length = 0));
  const keys = [];
  let before = await busy(devices);
  for (let key = 0; key < KEYS; key += 1) {
    // A word of five letters and a space, again and again.
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'karon'[key % 6]);
    await page.waitForTimeout(PAUSE);
    const after = await busy(devices);
    keys.push({ task: after.task - before.task, script: after.script - before.script, layout: after.layout - before.layout });
    before = after;
  }
  await page.waitForTimeout(300);
  return { took: await page.evaluate(() => globalThis.took), keys };
}

async function subject(page, text) {
  await page.evaluate(watch);
  const devices = await page.context().newCDPSession(page);
  await devices.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, devices, text, rounds: [] };
}

const newsroom = await openNewsroom();
try {
  const paragraphs = story();
  const writer = await newsroom.person('ana@paper.example');
  const article = await newsroom.article(writer, { headline: 'A long story', paragraphs });
  const text = await newsroom.open(writer, article);
  const bare = await newsroom.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const editable = await bare.newPage();
  await editable.setContent(`${STYLE}<main contenteditable spellcheck="true">${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')}</main>`);
  const prosemirror = await bare.newPage();
  await prosemirror.setContent(`${STYLE}<main></main><script>${(await bareProseMirror()).replaceAll('</script', '<\\/script')}</script>`);
  await prosemirror.evaluate((paragraphs) => globalThis.begin(paragraphs), paragraphs);
  const begun = await writer.request.post(`/desk/api/articles/${article}/translations`, { data: { edition: 'ru' }, headers: { origin: newsroom.url } });
  const translator = await newsroom.person('davit@paper.example');
  const translation = await newsroom.open(translator, (await begun.json()).id);
  const all = [
    ['the desk', await subject(writer, text)],
    ['the desk, beside a source', await subject(translator, translation)],
    ['bare ProseMirror', await subject(prosemirror, prosemirror.locator('[contenteditable]'))],
    ['bare contenteditable', await subject(editable, editable.locator('[contenteditable]'))],
  ];
  if (process.env.PROFILE) {
    const { devices } = all[0][1];
    await devices.send('Profiler.enable');
    await devices.send('Profiler.start');
    await measure(all[0][1]);
    const { profile } = await devices.send('Profiler.stop');
    writeFileSync(process.env.PROFILE, JSON.stringify(profile));
  }
  for (let round = 0; round < ROUNDS; round += 1) for (const [, one] of all) one.rounds.push(await measure(one));
  const sums = all.map(([name, { rounds }]) => {
    const took = rounds.flatMap((round) => round.took);
    const keys = rounds.flatMap((round) => round.keys);
    const half = (of) => quantile(keys.map(of), 0.5);
    const ours = ({ script, layout }) => script + layout;
    return { name, seen: quantile(took, 0.5), seenMost: quantile(took, 0.95), busy: half((key) => key.task), script: half((key) => key.script), layout: half((key) => key.layout), ours: half(ours), oursMost: quantile(keys.map(ours), 0.95) };
  });
  const ms = (number, width = 8) => number.toFixed(1).padStart(width);
  console.log(`${WORDS} words in ${paragraphs.length} paragraphs; ${KEYS} keys in each of ${ROUNDS} rounds; milliseconds per key`);
  console.log(`${''.padEnd(28)}key to frame     p95    busy  script  layout  script + layout, p95`);
  for (const { name, seen, seenMost, busy, script, layout, oursMost } of sums) console.log(`${name.padEnd(28)}${ms(seen, 12)}${ms(seenMost)}${ms(busy)}${ms(script)}${ms(layout)}${ms(oursMost, 22)}`);
  for (const desk of sums.slice(0, 2)) {
    for (const bare of sums.slice(2)) console.log(`${desk.name} to ${bare.name}: key to frame × ${(desk.seen / bare.seen).toFixed(2)}, p95 × ${(desk.seenMost / bare.seenMost).toFixed(2)}, busy × ${(desk.busy / bare.busy).toFixed(2)}`);
    console.log(`${desk.name}: script and layout take ${Math.round((100 * desk.ours) / FRAME)} % of a frame at 60 a second, and ${Math.round((100 * desk.oursMost) / FRAME)} % at most for 95 of 100 keys`);
  }
  const wrong = [...writer.complaints, ...translator.complaints];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
} finally {
  await newsroom.close();
}
