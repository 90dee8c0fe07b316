// What was typed and is not on the server yet, kept in this browser.

const PREFIX = 'masthead-draft:';

export function newKey() {
  return `new-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
}

/** Keeps what was typed. False if this browser cannot. */
export function keep(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, keptAt: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

export function find(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Without storage there is nothing to drop.
  }
}

/** Everything of this person that only this browser has, the newest first. */
export function all(account) {
  let keys;
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
  return keys
    .map((key) => ({ key, draft: find(key) }))
    .filter(({ draft }) => draft && draft.account === account)
    .sort((one, other) => other.draft.keptAt.localeCompare(one.draft.keptAt));
}
