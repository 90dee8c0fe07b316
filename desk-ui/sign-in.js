// The door: signing in, and the first owner's way in.
import { send } from './api.js';
import { complaint, field, h, say } from './dom.js';

function door(title, desk, ...parts) {
  document.title = `${title} · Desk`;
  desk.className = '';
  const heading = h('h1', { tabindex: '-1' }, title);
  desk.replaceChildren(h('main', { id: 'main', class: 'door' }, heading, ...parts));
}

function form(button, fields, ask) {
  const wrong = complaint();
  const submit = h('button', { class: 'go' }, button);
  return h('form', {
    onsubmit: async (event) => {
      event.preventDefault();
      wrong.clear();
      submit.disabled = true;
      try {
        await ask(new FormData(event.target));
      } catch (error) {
        wrong.say(error.message);
      }
      submit.disabled = false;
    },
  }, fields, wrong.place, submit);
}

/** Asks who is there, then shows what the address asked for. */
export function signIn(app, desk) {
  const email = h('input', { type: 'email', name: 'email', autocomplete: 'username', required: true });
  const password = h('input', { type: 'password', name: 'password', autocomplete: 'current-password', required: true });
  const ask = async (data) => {
    app.newsroom = await send('sign-in', { email: data.get('email'), password: data.get('password') });
    say(`Signed in as ${app.newsroom.me.name}.`);
    await app.again();
  };
  door('Sign in', desk, form('Sign in', [field('E-mail', email), field('Password', password)], ask),
    h('p', { class: 'soft' }, 'Nobody can sign in yet? When the paper has no accounts, the server prints a one-time link at its start.'));
  email.focus();
}

/** Makes the first owner with the token behind the `#`. */
export function firstOwner(app, desk) {
  const token = location.hash.slice(1);
  if (token === '') {
    return door('This link is not whole', desk, h('p', {}, 'Copy the whole line that the server printed, with everything behind the #, or restart the server to get a new link.'));
  }
  const fields = [
    field('Your name', h('input', { name: 'name', autocomplete: 'name', required: true, maxlength: '100' }), 'As colleagues will see it.'),
    field('E-mail', h('input', { type: 'email', name: 'email', autocomplete: 'username', required: true })),
    field('Password', h('input', { type: 'password', name: 'password', autocomplete: 'new-password', required: true, minlength: '12' }), 'At least 12 characters. A few words that do not belong together are easy to keep in mind.'),
  ];
  const ask = async (data) => {
    app.newsroom = await send('first', { token, name: data.get('name'), email: data.get('email'), password: data.get('password') });
    history.replaceState(null, '', '/desk');
    say('The paper is yours.');
    await app.again();
  };
  door('The first owner', desk, h('p', {}, 'You start this newsroom: you will be able to do everything, and to let others in.'), form('Begin', fields, ask));
  desk.querySelector('input').focus();
}
