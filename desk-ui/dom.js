// Makes elements. Text only ever becomes text: nothing here reads HTML.

/**
 * An element with these attributes and children. `on…` attributes are listeners, `false`, `null` and `undefined`
 * leave an attribute or a child out.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

/** A link inside the desk. */
export function link(href, attributes, ...children) {
  return h('a', { href, ...attributes }, ...children);
}

/** Tells people who do not see the screen, and shows it for a moment to those who do. */
export function say(sentence) {
  const said = document.getElementById('said');
  said.textContent = sentence;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ''; }, 8000);
}

let count = 0;

/** A labelled field. `hint` is read with it. */
export function field(label, control, hint) {
  count += 1;
  control.id = `field-${count}`;
  const note = hint && h('small', { id: `hint-${count}` }, hint);
  if (note) control.setAttribute('aria-describedby', note.id);
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control, note);
}

/** The place where a form says what went wrong. */
export function complaint() {
  const place = h('p', { class: 'complaint', role: 'alert' });
  return {
    place,
    clear() { place.textContent = ''; },
    say(sentence) { place.textContent = sentence; },
  };
}
