// Writing. What is typed is in this browser at once and stays there until the server has it.
import { Refusal, read, send } from './api.js';
import { missing, plain, toBody, toText } from './blocks.js';
import { complaint, field, h, link, say } from './dom.js';
import { drop, find, keep, newKey } from './drafts.js';
import { KINDS, countWords, moment } from './words.js';

const LONGEST_HEADLINE = 250;

export async function write(app, id) {
  const known = id ? await read(`articles/${id}`) : null;
  if (known && !known.content) return app.frame('Sealed', h('div', { class: 'page' }, h('p', {}, 'This text is sealed by order of a court and cannot be changed.')));
  const key = id ?? keyOf(location.hash.slice(1));
  screen(app, key, known);
}

function keyOf(hash) {
  const key = /^new-[a-z0-9]+$/.test(hash) ? hash : newKey();
  // A reload, or another day, finds the same text again.
  history.replaceState(null, '', `/desk/write#${key}`);
  return key;
}

function screen(app, key, known) {
  app.leave?.();
  const { me, editions } = app.newsroom;
  let article = known;
  let base = article?.content ?? { headline: '', standfirst: '', byline: [{ role: 'author', name: me.name }], topics: [], body: { type: 'doc', content: [] } };
  const local = find(key);
  const first = editions.find((one) => one.code === local?.edition) ?? editions.find((one) => mayWrite(me, one)) ?? editions[0];
  const edition = () => app.edition(article?.edition ?? editionField?.value ?? first?.code);

  const typed = {
    headline: h('textarea', { name: 'headline', rows: 2, class: 'headline', maxlength: LONGEST_HEADLINE }),
    standfirst: h('textarea', { name: 'standfirst', rows: 2 }),
    byline: h('input', { name: 'byline' }),
    text: h('textarea', { name: 'text', rows: 18, class: 'text' }),
  };
  const section = h('select', { name: 'section' });
  const kind = article ? null : h('select', { name: 'kind' }, Object.entries(KINDS).map(([word, name]) => h('option', { value: word }, name)));
  const editionField = article ? null : h('select', { name: 'edition', onchange: () => { language(); keepHere(); } }, editions.map((one) => h('option', { value: one.code, lang: one.language }, one.name)));
  const count = h('span', { class: 'soft' });
  const where = h('span', { class: 'where', role: 'status' });
  const wrong = complaint();
  const other = h('div');
  const saveButton = h('button', { type: 'button', class: 'go', onclick: save }, 'Save');
  let unsaved = false;
  let saving = false;

  function language() {
    const { language: lang, direction, sections } = edition();
    for (const control of Object.values(typed)) { control.lang = lang; control.dir = direction; }
    const chosen = section.value || article?.section || '';
    section.replaceChildren(h('option', { value: '' }, 'No section yet'), ...sections.map((one) => h('option', { value: one.id, lang }, one.name)));
    section.value = sections.some((one) => one.id === chosen) ? chosen : '';
  }

  function fill(words) {
    for (const [name, control] of Object.entries(typed)) control.value = words[name] ?? '';
  }

  function words() {
    return Object.fromEntries(Object.entries(typed).map(([name, control]) => [name, control.value]));
  }

  function ofServer() {
    return { headline: base.headline, standfirst: base.standfirst, byline: base.byline.map((credit) => credit.name).join(', '), text: toText(base.body) };
  }

  function content() {
    const now = words();
    // A name may hold a comma of its own, so a byline that nobody touched stays as it is.
    const credits = now.byline === ofServer().byline ? base.byline : now.byline.split(/[,،]/).map((name) => name.trim()).filter((name) => name !== '')
      .map((name) => base.byline.find((credit) => credit.name === name) ?? { role: 'author', name });
    return { ...base, headline: now.headline.replace(/\s+/g, ' ').trim(), standfirst: now.standfirst.replace(/\s+/g, ' ').trim(), byline: credits, body: toBody(now.text, base.body) };
  }

  function keepHere() {
    unsaved = true;
    const draft = { ...words(), account: me.id, section: section.value, kind: kind?.value, edition: edition().code, version: article?.version ?? null, base };
    where.textContent = keep(key, draft) ? 'Kept in this browser, not on the server yet.' : 'This browser cannot keep a copy. Save to the server often.';
    tally();
  }

  function tally() {
    const text = typed.text.value;
    count.textContent = `${countWords(text, edition().language)} words · headline ${[...typed.headline.value].length} of ${LONGEST_HEADLINE}`;
  }

  async function save() {
    if (saving) return;
    wrong.clear();
    const next = content();
    const lost = missing(base.body, next.body);
    if (lost.length > 0 && !await agreed(lost)) return;
    saving = true;
    saveButton.disabled = true;
    const sent = JSON.stringify(words());
    try {
      const chosen = section.value === '' ? {} : { section: section.value };
      article = article
        ? await send(`articles/${article.id}/revisions`, { version: article.version, content: next, ...chosen })
        : await send('articles', { edition: editionField.value, kind: kind.value, content: next, ...chosen });
      base = article.content;
      drop(key);
      if (sent === JSON.stringify(words())) unsaved = false;
      if (key !== article.id) {
        // From now on the text has an address of its own.
        const more = unsaved ? { ...words(), account: me.id, section: section.value, edition: article.edition, version: article.version, base } : null;
        if (more) keep(article.id, more);
        history.replaceState(null, '', `/desk/articles/${article.id}/write`);
        screen(app, article.id, article);
      } else if (unsaved) keepHere();
      else where.textContent = `On the server as revision ${article.draft}.`;
      say(`Saved as revision ${article.draft}.`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 401) {
        say('You are signed out. Your text is kept in this browser: sign in and it is back.');
        return app.signedOut();
      }
      wrong.say(`${error.message} ${unsaved ? 'Your text is kept in this browser.' : ''}`);
      if (error.code === 'stale' && error.article) showOther(error.article);
    } finally {
      saving = false;
      saveButton.disabled = false;
    }
  }

  async function agreed(lost) {
    const { ask } = await import('./dialog.js');
    const names = lost.map((block) => `${block.type.replaceAll('_', ' ')}${plain(block.content?.filter?.((inner) => inner.text) ?? []) ? ` “${plain(block.content.filter((inner) => inner.text))}”` : ''}`).join(', ');
    return await ask({ title: 'Something is taken out', explain: `The text no longer has: ${names}. If a line in double brackets was changed by accident, put it back first.`, button: 'Save without it', act: async () => true });
  }

  /** Somebody else saved meanwhile: both texts are shown, and nothing is decided for the writer. */
  function showOther(present) {
    const theirs = { ...present.content };
    other.replaceChildren(h('section', { class: 'other', 'aria-labelledby': 'other-title' },
      h('h2', { id: 'other-title' }, `On the server now: revision ${present.draft}`),
      h('p', {}, 'Take over what you need into your text, then save yours as the next revision. Or take theirs; yours then stays readable below until you leave.'),
      h('p', { class: 'buttons' },
        h('button', { type: 'button', onclick: () => { article = present; base = { ...present.content, body: base.body }; other.replaceChildren(); wrong.clear(); keepHere(); save(); } }, 'Save mine as the next revision'),
        h('button', { type: 'button', onclick: () => { const mine = typed.text.value; article = present; base = present.content; fill(ofServer()); language(); drop(key); unsaved = false; tally(); wrong.clear(); where.textContent = `This is revision ${present.draft} from the server.`; other.replaceChildren(h('section', { class: 'other' }, h('h2', {}, 'What you had typed'), h('pre', { tabindex: '0' }, mine))); } }, 'Take theirs')),
      h('h3', {}, theirs.headline), h('pre', { tabindex: '0', lang: edition().language, dir: edition().direction }, toText(theirs.body))));
  }

  const heading = article ? 'Writing' : 'New story';
  const back = article ? link(`/desk/articles/${article.id}`, { class: 'button' }, 'Done') : link('/desk', { class: 'button' }, 'Back');
  const form = h('form', { class: 'sheet writing', onsubmit: (event) => { event.preventDefault(); save(); }, oninput: keepHere },
    wrong.place,
    field('Headline', typed.headline),
    field('Standfirst', typed.standfirst, 'A sentence or two under the headline.'),
    h('div', { class: 'row' },
      editionField && field('Edition', editionField), field('Section', section), kind && field('Kind', kind), field('By', typed.byline, 'Names with commas between them.')),
    field('Text', typed.text, 'An empty line begins a paragraph. “## ” before a line makes a crosshead, “> ” a quotation, “> — ” its source. A line in double brackets stands for something that cannot be typed, such as a picture or a card: keep the line to keep it.'),
    h('p', {}, count), other);
  app.frame(heading, form, { top: [where, h('span', { class: 'acts' }, back, saveButton)] });

  if (editionField) editionField.value = first?.code ?? '';
  language();
  fill(ofServer());
  if (!article) where.textContent = 'Nothing saved yet.';
  else where.textContent = `Revision ${article.draft} from the server.`;
  if (local) {
    fill(local);
    if (local.section) section.value = local.section;
    if (kind && local.kind) kind.value = local.kind;
    unsaved = true;
    const since = moment(local.keptAt, edition().timezone);
    where.textContent = `Typed ${since} in this browser, not on the server yet.`;
    if (article && local.version !== article.version) {
      const present = article;
      // The next save must meet the newer text, not overwrite it.
      base = local.base;
      article = { ...present, version: local.version };
      wrong.say('Somebody saved another text since you typed this. Your text is kept in this browser.');
      showOther(present);
    }
  }
  tally();
  typed.headline.focus();

  const keys = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      save();
    }
  };
  document.addEventListener('keydown', keys);
  app.leave = () => document.removeEventListener('keydown', keys);
}

function mayWrite(me, edition) {
  const writing = ['reporter', 'editor', 'publisher', 'translator', 'admin'];
  return me.grants.some((grant) => writing.includes(grant.role) && (!grant.edition || grant.edition === edition.code));
}
