// The newsroom's list.
import { Refusal, read } from './api.js';
import { h, link, say } from './dom.js';
import { all } from './drafts.js';
import { KINDS, STATES, moment, stateOf } from './words.js';

export async function list(app) {
  const query = new URLSearchParams(location.search);
  const state = STATES.find((known) => known.state === (query.get('state') ?? '')) ?? STATES[0];
  const edition = query.get('edition') ?? '';
  const lines = h('ul', { class: 'lines' });
  const more = h('p', { class: 'more' });
  const page = await fetchPage(app, state, edition, null);
  lines.append(...page.articles.map((article) => line(app, article)));
  offerMore(app, state, edition, page.next, lines, more);
  const nothing = page.articles.length === 0 && !page.next;
  const choose = editionChoice(app, state, edition);
  const only = onlyHere(app);
  app.frame(state.state === '' ? 'Articles' : state.name, h('div', { class: 'page' }, only, choose, nothing ? empty(app, state, edition) : lines, more), { current: 'list' });
}

async function fetchPage(app, state, edition, before) {
  const query = new URLSearchParams();
  if (state.state !== '') query.set('state', state.state);
  if (edition !== '') query.set('edition', edition);
  let page = { articles: [], next: before };
  // The server looks through so many articles at once; a rare state may need several looks.
  do {
    if (page.next) query.set('before', page.next);
    const answer = await read(`articles?${query}`);
    page = { articles: [...page.articles, ...answer.articles], next: answer.next };
  } while (page.articles.length === 0 && page.next);
  return page;
}

function line(app, article) {
  const edition = app.edition(article.edition);
  const { dot, words } = stateOf(article);
  const section = edition.sections.find((section) => section.id === article.section)?.name;
  const at = article.scheduled?.at ?? article.live_at ?? article.first_live_at;
  const facts = [words, edition.name, section, KINDS[article.kind], at && moment(at, edition.timezone)].filter(Boolean).join(' · ');
  const headline = article.headline.trim() === '' ? 'Without a headline' : article.headline;
  return h('li', {}, link(`/desk/articles/${article.id}`, {},
    h('span', { class: `dot ${dot}`, 'aria-hidden': 'true' }),
    h('span', { class: 'headline', lang: edition.language, dir: edition.direction }, headline),
    h('small', {}, facts)));
}

function empty(app, state, edition) {
  return h('div', { class: 'empty' },
    h('p', {}, state.empty),
    edition !== '' && h('p', {}, `This shows the edition “${app.edition(edition).name}” only.`),
    h('p', {}, link('/desk/write', { class: 'new' }, 'New story')));
}

function editionChoice(app, state, edition) {
  const { editions } = app.newsroom;
  if (editions.length < 2) return null;
  const choose = (event) => {
    const query = new URLSearchParams();
    if (state.state !== '') query.set('state', state.state);
    if (event.target.value !== '') query.set('edition', event.target.value);
    app.go(`/desk${query.size > 0 ? `?${query}` : ''}`).then(() => document.getElementById('edition')?.focus());
  };
  const select = h('select', { id: 'edition', onchange: choose },
    h('option', { value: '' }, 'All editions'),
    editions.map((one) => h('option', { value: one.code, selected: one.code === edition, lang: one.language }, one.name)));
  return h('p', { class: 'choice' }, h('label', { for: 'edition' }, 'Edition'), ' ', select);
}

function offerMore(app, state, edition, next, lines, place) {
  if (!next) return place.replaceChildren();
  const load = async () => {
    try {
      const page = await fetchPage(app, state, edition, next);
      const fresh = page.articles.map((article) => line(app, article));
      lines.append(...fresh);
      offerMore(app, state, edition, page.next, lines, place);
      fresh[0]?.querySelector('a').focus();
      say(`${fresh.length} more.`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 401) app.signedOut();
      else say(error.message);
    }
  };
  place.replaceChildren(h('button', { type: 'button', onclick: load }, 'Load more'));
}

/** Texts that the server does not have. */
function onlyHere(app) {
  const kept = all(app.newsroom.me.id);
  if (kept.length === 0) return null;
  const items = kept.map(({ key, draft }) => {
    const address = key.startsWith('new-') ? `/desk/write#${key}` : `/desk/articles/${key}/write`;
    const edition = app.edition(draft.edition);
    return h('li', {}, link(address, {}, draft.headline.trim() === '' ? 'Without a headline' : draft.headline), h('small', {}, ` typed ${moment(draft.keptAt, edition.timezone)}`));
  });
  return h('section', { class: 'only' }, h('h2', {}, 'Only in this browser'), h('p', {}, 'These texts are not on the server yet. Open one and save it.'), h('ul', {}, items));
}
