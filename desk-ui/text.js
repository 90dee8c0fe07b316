// Shows a text as readers would read it, and what changed between two.
import { h } from './dom.js';

const MARKS = { strong: 'strong', em: 'em', underline: 'u', strike: 's', code: 'code', subscript: 'sub', superscript: 'sup' };

function marked(inline) {
  if (inline.type === 'hard_break') return h('br');
  return (inline.marks ?? []).reduceRight((inner, mark) => {
    if (MARKS[mark.type]) return h(MARKS[mark.type], {}, inner);
    if (mark.type === 'lang') return h('bdi', { lang: mark.attrs.lang, dir: mark.attrs.dir }, inner);
    if (mark.type === 'link') return outward(mark.attrs.href, inner);
    return inner;
  }, inline.text);
}

// Only what a reader could follow becomes a link; the address is shown on pointing at it.
function outward(href, inner) {
  if (!/^(https?:\/\/|mailto:|tel:|\/(?!\/))/.test(href)) return h('span', { title: href }, inner);
  return h('a', { href, title: href, rel: 'noopener noreferrer', target: '_blank' }, inner);
}

const run = (inlines) => (inlines ?? []).map(marked);
const inside = (blocks) => (blocks ?? []).map(block);

function block(one) {
  const { type, attrs = {}, content } = one;
  switch (type) {
    case 'paragraph': return h('p', {}, run(content));
    case 'heading': return h(`h${Math.min(6, attrs.level + 1)}`, {}, run(content));
    case 'bullet_list': return h('ul', {}, content.map((item) => h('li', {}, inside(item.content))));
    case 'ordered_list': return h('ol', { start: attrs.order }, content.map((item) => h('li', {}, inside(item.content))));
    case 'quotation': return h('blockquote', {}, inside(content), attrs.source && h('footer', {}, `— ${attrs.source}`));
    case 'figure': return h('figure', {}, h('div', { class: 'picture' }, `Picture: ${attrs.alt || 'only decoration'}`), h('figcaption', {}, run(content), attrs.credit && ` (${attrs.credit})`));
    case 'gallery': return h('div', { class: 'gallery' }, inside(content));
    case 'embed': return h('p', { class: 'picture' }, `${attrs.provider || 'From elsewhere'}: `, outward(attrs.url, attrs.title || attrs.url));
    case 'table': return table(attrs, content);
    case 'card': return h('section', { class: 'card' }, h('h3', {}, attrs.title), attrs.facts?.length > 0 && h('dl', {}, attrs.facts.map((fact) => [h('dt', {}, fact.term), h('dd', {}, fact.value)])), inside(content));
    case 'preformatted': return h('pre', { tabindex: '0' }, run(content));
    case 'break': return h('hr');
    default: return h('p', { class: 'picture' }, `A block that this desk cannot show: ${type}`);
  }
}

function table(attrs, rows) {
  const cell = (one) => h(one.type === 'table_header' ? 'th' : 'td', { colspan: one.attrs?.colspan, rowspan: one.attrs?.rowspan }, inside(one.content));
  return h('div', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': attrs.caption ?? 'Table' },
    h('table', {}, attrs.caption && h('caption', {}, attrs.caption), h('tbody', {}, rows.map((row) => h('tr', {}, row.content.map(cell))))));
}

/** A text on its sheet. */
export function sheet(content, edition) {
  if (!content) return h('div', { class: 'sheet' }, h('p', {}, 'This text is sealed by order of a court.'));
  const names = content.byline.map((credit) => credit.name).join(', ');
  const body = inside(content.body.content);
  return h('article', { class: 'sheet', lang: edition.language, dir: edition.direction },
    h('h2', { class: 'headline' }, content.headline.trim() === '' ? h('span', { class: 'soft', lang: 'en' }, 'Without a headline') : content.headline),
    content.standfirst !== '' && h('p', { class: 'standfirst' }, content.standfirst),
    names !== '' && h('p', { class: 'byline' }, names),
    content.lead && h('figure', {}, h('div', { class: 'picture' }, `Picture: ${content.lead.alt}`), content.lead.caption && h('figcaption', {}, content.lead.caption)),
    body.length > 0 ? body : h('p', { class: 'soft', lang: 'en' }, 'No text yet.'));
}

/** What changed, line by line and word by word. */
export function difference({ lines }, edition) {
  const RUNS = { gone: 'del', new: 'ins', same: 'span' };
  const changed = lines.filter((line) => line.changed).length;
  return h('div', { class: 'sheet diff', lang: edition.language, dir: edition.direction },
    h('p', { class: 'soft', lang: 'en', dir: 'ltr' }, changed === 0 ? 'No word is different.' : `${changed} of ${lines.length} paragraphs changed.`),
    lines.map((line) => h('p', { class: line.changed ? 'changed' : 'same' }, line.runs.map((run) => h(RUNS[run.kind], {}, run.text)))));
}
