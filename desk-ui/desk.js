// The desk: which screen an address shows, and the frame around it.
import { read, send, Refusal } from './api.js';
import { h, link, say } from './dom.js';
import { signIn, firstOwner } from './sign-in.js';
import { list } from './list.js';
import { article } from './article.js';
import { write } from './write.js';
import { STATES } from './words.js';

const desk = document.getElementById('desk');

/** What every screen needs: who is here, the editions, and ways to go on. */
const app = { newsroom: null, go, again: show, frame, signedOut, leave: null };

const SCREENS = [
  [/^\/desk\/?$/, list],
  [/^\/desk\/write$/, (app) => write(app, null)],
  [/^\/desk\/articles\/(\d+)$/, article],
  [/^\/desk\/articles\/(\d+)\/write$/, write],
];

function go(address) {
  history.pushState(null, '', address);
  return show();
}

/** The newsroom's own words for an edition. */
app.edition = (code) => app.newsroom.editions.find((edition) => edition.code === code) ?? { code, name: code, language: 'en', direction: 'ltr', timezone: 'UTC', sections: [] };

function signedOut() {
  app.newsroom = null;
  signIn(app, desk);
}

async function show() {
  app.leave?.();
  app.leave = null;
  const path = location.pathname;
  if (path === '/desk/first') return firstOwner(app, desk);
  try {
    app.newsroom ??= await read('newsroom');
    for (const [pattern, screen] of SCREENS) {
      const found = pattern.exec(path);
      if (found) return await screen(app, ...found.slice(1));
    }
    frame('Nothing here', h('div', { class: 'page' }, h('p', {}, 'The desk has no such page. ', link('/desk', {}, 'Go to the list'), '.')));
  } catch (error) {
    fail(error);
  }
}

function fail(error) {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 401) return signedOut();
  const retry = h('button', { type: 'button', onclick: show }, 'Try again');
  const ways = h('p', {}, retry, ' ', link('/desk', {}, 'Go to the list'));
  if (app.newsroom) frame('That did not work', h('div', { class: 'page' }, h('p', { role: 'alert' }, error.message), ways));
  else desk.replaceChildren(h('main', { id: 'main', class: 'door' }, h('h1', { tabindex: '-1' }, 'That did not work'), h('p', { role: 'alert' }, error.message), ways));
}

/** Shows a screen inside the frame. `parts` are main's children; `aside` stands beside them. */
function frame(title, parts, { aside, top, current } = {}) {
  document.title = `${title} · Desk`;
  const { me, editions } = app.newsroom;
  const paper = (editions.find((edition) => edition.code === 'en') ?? editions[0])?.title ?? 'Masthead';
  const wanted = new URLSearchParams(location.search).get('state') ?? '';
  const filters = STATES.map(({ state, name }) => {
    const here = current === 'list' && wanted === state;
    return h('li', {}, link(state === '' ? '/desk' : `/desk?state=${state}`, { 'aria-current': here && 'page' }, name));
  });
  const heading = h('h1', { tabindex: '-1' }, title);
  const main = h('main', { id: 'main' }, top ? h('div', { class: 'top' }, top) : h('div', { class: 'top' }, heading), top ? h('div', { class: 'hidden' }, heading) : false, parts);
  desk.className = aside ? 'three' : 'two';
  desk.replaceChildren(
    h('header', {},
      h('p', { class: 'paper' }, link('/desk', {}, paper)),
      link('/desk/write', { class: 'new' }, 'New story'),
      h('nav', { 'aria-label': 'Articles by state' }, h('ul', {}, filters)),
      h('div', { class: 'me' }, h('span', {}, me.name), h('button', { type: 'button', onclick: signOut }, 'Sign out'))),
    main,
    aside ? h('aside', { 'aria-label': 'About this article' }, aside) : '',
  );
  if (frame.shown !== location.href) heading.focus({ preventScroll: true });
  frame.shown = location.href;
  return main;
}

async function signOut() {
  try {
    await send('sign-out');
    history.pushState(null, '', '/desk');
    signedOut();
    say('You are signed out.');
  } catch (error) {
    if (error.status === 401) signedOut();
    else say(error.message);
  }
}

document.addEventListener('click', (event) => {
  const anchor = event.target.closest?.('a[href]');
  const plainClick = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!anchor || !plainClick || anchor.target || anchor.origin !== location.origin || event.defaultPrevented) return;
  if (anchor.hash && anchor.pathname === location.pathname && anchor.search === location.search) return;
  if (!SCREENS.some(([pattern]) => pattern.test(anchor.pathname))) return;
  event.preventDefault();
  go(anchor.href);
});
window.addEventListener('popstate', show);
show();
