// One article: what it says, where it stands, what may be done with it, and what was done before.
import { Refusal, read, send } from './api.js';
import { ask } from './dialog.js';
import { field, h, link, say } from './dom.js';
import { difference, sheet } from './text.js';
import { KINDS, moment, stateOf } from './words.js';

/** The acts in the order of an article's life. `fields` are asked for; `direct` ones happen at a click. */
const ACTS = {
  review: { name: 'Send to review', direct: true, done: 'Sent to review.' },
  return: { name: 'Return to the writer', direct: true, done: 'Returned to the writer.' },
  approve: { name: 'Approve this text', direct: true, text: true, done: 'Approved.' },
  publish: {
    name: 'Publish', text: true, button: 'Publish now', done: 'Published.',
    explain: (article) => (article.public.state === 'live' ? `Readers get revision ${article.draft} as an update, with the time of the change.` : `Readers find revision ${article.draft} at once.`),
  },
  schedule: {
    name: 'Schedule', text: true, button: 'Schedule', done: 'Scheduled.',
    explain: (article, edition) => `Revision ${article.draft} is published at this moment by the clocks of ${edition.timezone.replaceAll('_', ' ')}. Until then nothing public changes.`,
    fields: () => [field('When', h('input', { type: 'datetime-local', name: 'at', required: true }))],
  },
  unschedule: { name: 'Take the moment back', direct: true, done: 'No longer scheduled.' },
  correct: {
    name: 'Publish as a correction', text: true, button: 'Publish the correction', done: 'Corrected.',
    explain: () => 'The newest text replaces the live one, and readers see these words under it for good.',
    fields: () => [
      field('What it is', h('select', { name: 'kind' }, h('option', { value: 'correction' }, 'Correction: something was wrong'), h('option', { value: 'clarification' }, 'Clarification: something was unclear'), h('option', { value: 'update' }, 'Update: something new is known'), h('option', { value: 'retraction' }, 'Retraction: it should not have been published'))),
      field('What readers are told', h('textarea', { name: 'text', rows: 4, required: true, maxlength: 2000 }), 'Say what was wrong and what is right.'),
    ],
  },
  fix: {
    name: 'Publish as a minor fix', text: true, button: 'Publish the fix', done: 'Fixed.',
    explain: () => 'For a slip of the pen: a few letters, and no number, name or quotation. The time of the last change stays; the public history shows the fix.',
  },
  withdraw: {
    name: 'Withdraw', button: 'Withdraw', done: 'Withdrawn.',
    explain: () => 'The article leaves every list and feed at once. At its address readers find this note.',
    fields: () => [field('What readers are told', h('textarea', { name: 'note', rows: 3, required: true, maxlength: 2000 }))],
  },
  hold: {
    name: 'Close for legal reasons', button: 'Close it', done: 'Closed for legal reasons.',
    explain: () => 'Readers find the order at its address. A second person with the legal, publisher or admin role must agree and sign here.',
    fields: () => [field('Whose order, as readers are told', h('input', { name: 'order', required: true, maxlength: 2000 })), ...second()],
  },
  release: {
    name: 'End the legal hold', button: 'Open it again', done: 'Open again.',
    explain: () => 'What readers had before is theirs again. A second person with the legal, publisher or admin role must agree and sign here.',
    fields: () => second(),
  },
};

function second() {
  return [
    field('The second person’s e-mail', h('input', { type: 'email', name: 'second-email', required: true, autocomplete: 'off' })),
    field('The second person’s password', h('input', { type: 'password', name: 'second-password', required: true, autocomplete: 'off' })),
  ];
}

export async function article(app, id) {
  const shown = await read(`articles/${id}`);
  await render(app, shown);
}

async function render(app, article) {
  const edition = app.edition(article.edition);
  const query = new URLSearchParams(location.search);
  const { note, text } = await wanted(article, edition, query);
  const { dot, words } = stateOf(article);
  const acts = new Map(article.acts.map((act) => [act.act, act]));
  const button = (name) => actButton(app, article, edition, acts.get(name));
  const writing = acts.get('write');
  const top = [
    h('span', { class: 'state' }, h('span', { class: `dot ${dot}`, 'aria-hidden': 'true' }), words),
    h('span', { class: 'acts' },
      writing.possible ? link(`/desk/articles/${article.id}/write`, { class: 'button' }, 'Write') : null,
      button('review'), button('approve'), button('publish')),
  ];
  const why = [...acts.values()].filter((act) => !act.possible && act.code !== 'nothing_to_change' && ['review', 'approve', 'publish'].includes(act.act));
  const others = [article.scheduled ? 'unschedule' : 'schedule', 'correct', 'fix', 'return', 'withdraw', article.public.state === 'held' ? 'release' : 'hold'];
  const aside = [
    h('h2', {}, 'Where it stands'), facts(app, article, edition),
    why.length > 0 && [h('h2', {}, 'Before publishing'), h('dl', { class: 'rows' }, why.map((act) => h('div', {}, h('dt', {}, ACTS[act.act].name), h('dd', {}, act.why_not))))],
    h('h2', {}, 'More'),
    h('ul', { class: 'others' }, others.map((name) => {
      const act = acts.get(name);
      return h('li', {}, button(name), !act.possible && h('small', {}, act.why_not));
    })),
    article.corrections.length > 0 && [h('h2', {}, 'Corrections'), h('ul', { class: 'plain' }, article.corrections.map((one) => correction(one, edition)))],
    h('h2', {}, 'Texts'), earlier(article, edition),
  ];
  app.frame(article.headline.trim() === '' ? 'Without a headline' : article.headline, [note, text], { aside, top });
}

/** The text that the address asks for: the newest one, an older one, or what changed between two. */
async function wanted(article, edition, query) {
  const back = link(`/desk/articles/${article.id}`, {}, 'Back to the newest text');
  if (query.has('from')) {
    const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
    const changes = await read(`articles/${article.id}/diff?from=${from}&to=${to}`);
    return { note: h('p', { class: 'note' }, `From revision ${from} to revision ${to}. `, back), text: difference(changes, edition) };
  }
  if (query.has('revision')) {
    const number = Number(query.get('revision'));
    const text = await read(`articles/${article.id}/revisions/${number}`);
    return { note: h('p', { class: 'note' }, `Revision ${number}, ${moment(text.at, edition.timezone)}. `, back), text: sheet(text.content, edition) };
  }
  return { note: null, text: sheet(article.content, edition) };
}

function facts(app, article, edition) {
  const section = edition.sections.find((section) => section.id === article.section)?.name;
  const time = (at) => moment(at, edition.timezone);
  const row = (term, value) => value && h('div', {}, h('dt', {}, term), h('dd', {}, value));
  const { public: shown, scheduled } = article;
  return h('dl', { class: 'rows' },
    row('Edition', edition.name), row('Section', section ?? 'none'), row('Kind', KINDS[article.kind]),
    row('Newest text', `revision ${article.draft}`),
    shown.state === 'live' && row('Readers have', `revision ${shown.revision}`),
    row('First live', article.first_live_at && time(article.first_live_at)),
    row('Changed', article.changed_at && time(article.changed_at)),
    row('Scheduled', scheduled && `revision ${scheduled.revision}, ${time(scheduled.at)}`),
    row('Embargo', article.embargo && `until ${time(article.embargo)}`),
    shown.state === 'withdrawn' && row('Withdrawn', `${time(shown.at)}: ${shown.note}`),
    shown.state === 'held' && row('Held', `${time(shown.at)}: ${shown.order}`),
    article.address && row('Address', h('a', { href: article.address, target: '_blank', rel: 'noopener' }, decodeURI(article.address))));
}

function correction(one, edition) {
  const state = { published: '', pending: 'A sibling was corrected; nobody has looked at this article yet. ', not_needed: 'Not needed here. ' }[one.state];
  return h('li', {}, state, h('span', { lang: edition.language, dir: edition.direction }, one.text), h('small', {}, ` ${moment(one.at, edition.timezone)}`));
}

function earlier(article, edition) {
  const newestFirst = [...article.revisions].reverse();
  return h('ol', { class: 'history' }, newestFirst.map((text) => {
    const who = [moment(text.at, edition.timezone), text.name, text.kind === 'imported' && 'imported', text.sealed && 'sealed', text.note].filter(Boolean).join(' · ');
    const changes = text.number > 1 && link(`/desk/articles/${article.id}?from=${text.number - 1}&to=${text.number}`, {}, 'changes', h('span', { class: 'hidden' }, ` in revision ${text.number}`));
    return h('li', {}, link(`/desk/articles/${article.id}?revision=${text.number}`, {}, `Revision ${text.number}`), changes && [' · ', changes], h('small', {}, who));
  }));
}

function actButton(app, article, edition, { act, possible, why_not: why }) {
  const { name } = ACTS[act];
  const main = act === 'publish';
  // A grey button can still be reached and says why it is grey.
  return h('button', {
    type: 'button',
    class: main && possible ? 'go' : undefined,
    'aria-disabled': possible ? undefined : 'true',
    title: possible ? undefined : why,
    'data-act': act,
    onclick: () => (possible ? perform(app, article, edition, act) : say(why)),
  }, name);
}

let busy = false;

async function perform(app, article, edition, name) {
  // Until the answer is there, the version on the screen is an old one.
  if (busy) return;
  busy = true;
  const act = ACTS[name];
  const request = (more = {}) => send(`articles/${article.id}/${name}`, { version: article.version, ...(act.text ? { revision: article.draft } : {}), ...more });
  try {
    const present = act.direct ? await request() : await ask({
      title: act.name,
      explain: act.explain(article, edition),
      fields: act.fields?.() ?? [],
      button: act.button,
      act: (data) => request(asked(data)),
    });
    if (!present) return;
    if (location.search !== '') history.replaceState(null, '', location.pathname);
    await render(app, present);
    say(act.done);
    document.querySelector('main h1')?.focus({ preventScroll: true });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 401) return app.signedOut();
    if (error.code === 'stale' && error.article) await render(app, error.article);
    say(error.message);
  } finally {
    busy = false;
  }
}

function asked(data) {
  const more = Object.fromEntries([...data].filter(([name]) => !name.startsWith('second-')));
  if (data.has('second-email')) more.second = { email: data.get('second-email'), password: data.get('second-password') };
  return more;
}
