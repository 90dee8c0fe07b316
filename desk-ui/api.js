// Talks to the desk's API. Whatever goes wrong comes back as one sentence for the person at the screen.

/** What the server refused, or that it did not answer. */
export class Refusal extends Error {
  constructor(status, code, message, article) {
    super(message);
    this.status = status;
    this.code = code;
    this.article = article;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/desk/api/${path}`, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refusal(0, 'offline', 'The server does not answer. Check the connection, then try again.');
  }
  if (response.status === 204) return null;
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new Refusal(response.status, 'unreadable', `The server answered with something unexpected (${response.status}). Try again in a moment.`);
  }
  if (response.ok) return answer;
  const { code = 'internal', message = 'Something went wrong. Try again.' } = answer.error ?? {};
  throw new Refusal(response.status, code, message, answer.article);
}

export function read(path) {
  return ask(path, {});
}

export function send(path, what = {}) {
  return ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) });
}
