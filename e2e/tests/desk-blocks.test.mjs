// What the desk's plain editor keeps of a text that it cannot show whole. It needs no server and no browser.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

// The desk's files are modules for browsers and have no package.json that would say so to Node.
const source = readFileSync(new URL('../../desk-ui/blocks.js', import.meta.url), 'utf8');
const { missing, reworded, toBody, toText } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const text = (words, ...marks) => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) });
const strong = { type: 'strong' };
const link = { type: 'link', attrs: { href: 'https://paper.example' } };
const p = (id, ...content) => ({ type: 'paragraph', attrs: { id }, content });
const doc = (...content) => ({ type: 'doc', content });

const figure = { type: 'figure', attrs: { id: 'b9', media: '12', alt: 'A roof' }, content: [] };
const rich = doc(
  p('b1', text('Rain fell on the '), text('old stand', link), text('.')),
  { type: 'heading', attrs: { id: 'b2', level: 2 }, content: [text('After the rain')] },
  { type: 'quotation', attrs: { id: 'b3', source: 'Ana' }, content: [p('b4', text('We waited.')), p('b5', text('Then we '), text('left', strong), text('.'))] },
  figure,
  p('b6', text('One line'), { type: 'hard_break' }, text('and the next')),
  p('b7', text('# no heading')),
  p('b8', text('> no quotation')),
  p('b10', text('\\ a backslash')),
  p('b11', text('[[figure b9]] is how it is written')),
);

test('a text that nobody touched comes back as it was', () => {
  assert.deepEqual(toBody(toText(rich), rich), rich);
});

test('what is typed becomes paragraphs, crossheads and quotations', () => {
  const typed = 'One.\n\n\n## Two\n\n### Three\n\n> Said.\n>\n> Twice.\n> — Ana, to the Meridian\n\nA line\nand another\n';
  assert.deepEqual(toBody(typed, doc()).content, [
    { type: 'paragraph', content: [text('One.')] },
    { type: 'heading', attrs: { level: 2 }, content: [text('Two')] },
    { type: 'heading', attrs: { level: 3 }, content: [text('Three')] },
    { type: 'quotation', attrs: { source: 'Ana, to the Meridian' }, content: [{ type: 'paragraph', content: [text('Said.')] }, { type: 'paragraph', content: [text('Twice.')] }] },
    { type: 'paragraph', content: [text('A line'), { type: 'hard_break' }, text('and another')] },
  ]);
});

test('a link stays when other words of its paragraph change', () => {
  const changed = toBody(toText(rich).replace('Rain fell', 'Snow lay'), rich);
  assert.deepEqual(changed.content[0], p('b1', text('Snow lay on the '), text('old stand', link), text('.')));
  assert.deepEqual(changed.content.slice(1), rich.content.slice(1));
});

test('words typed inside a link belong to it, words at its edge do not', () => {
  const old = [text('the '), text('old stand', link), text('.')];
  assert.deepEqual(reworded(old, 'the old grandstand.'), [text('the '), text('old grandstand', link), text('.')]);
  assert.deepEqual(reworded(old, 'the old stand now.'), [text('the '), text('old stand', link), text(' now.')]);
  assert.deepEqual(reworded(old, 'gone'), [text('gone')]);
});

test('a paragraph put between others leaves their names alone', () => {
  const more = toBody(toText(rich).replace('\n\n## After', '\n\nA new one.\n\n## After'), rich);
  assert.equal(more.content.length, rich.content.length + 1);
  assert.deepEqual(more.content.filter((block) => block.attrs?.id), rich.content);
});

test('a picture can be moved and taken out, and its loss is noticed', () => {
  const lines = toText(rich).split('\n\n');
  const moved = [lines[3], ...lines.slice(0, 3), ...lines.slice(4)].join('\n\n');
  assert.deepEqual(toBody(moved, rich).content[0], figure);
  assert.deepEqual(missing(rich, toBody(moved, rich)), []);
  const without = toBody(lines.filter((line) => line !== '[[figure b9]]').join('\n\n'), rich);
  assert.deepEqual(missing(rich, without), [figure]);
});

test('a picture copied twice is no third thing', () => {
  const twice = toBody(`${toText(rich)}\n\n[[figure b9]]`, rich);
  assert.equal(twice.content.filter((block) => block.type === 'figure').length, 2);
});

test('an emptied editor is an empty text', () => {
  assert.deepEqual(toBody(' \n\n \n', rich), doc());
});

test('lines of another system are read as lines', () => {
  assert.equal(toBody('One\r\n\r\nTwo', doc()).content.length, 2);
});

test('any words survive', () => {
  let seed = 7;
  const random = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
  const signs = ['a', 'Ж', 'ք', 'ع', '>', '#', ' ', '[', ']', '\\', '—', '\u{1f327}'];
  for (let round = 0; round < 500; round += 1) {
    const paragraphs = Array.from({ length: 1 + random(4) }, (_, index) => p(`b${index}`, text(Array.from({ length: 1 + random(9) }, () => signs[random(signs.length)]).join('').trim() || 'x')));
    const body = doc(...paragraphs);
    assert.deepEqual(toBody(toText(body), body), body);
    const words = (one) => one.content.map((block) => block.content.map((run) => run.text).join(''));
    assert.deepEqual(words(toBody(toText(body), doc())), words(body), toText(body));
  }
});
