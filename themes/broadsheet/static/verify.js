// Tells whether a page of a copy is what the paper published. Nothing leaves the browser; what is checked and why
// stands in docs/trust.md.
(() => {
  const form = document.querySelector('[data-verify]');
  const out = form.querySelector('[role=status]');
  const words = form.dataset;

  const utf8 = (text) => new TextEncoder().encode(text);
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const hash = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
  const leaf = (entry) => hash(Uint8Array.of(0), entry);
  const node = (left, right) => hash(Uint8Array.of(1), left, right);
  const refuse = (why) => { throw new Error(why); };
  const must = (holds, why) => holds || refuse(why);

  // Keys and signed notes.
  const keyOf = async (text) => {
    const [whole, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? refuse('key');
    const bytes = fromBase64(encoded);
    const known = toHex(await hash(utf8(`${name}\n`), bytes)).slice(0, 8);
    must(bytes.length === 33 && bytes[0] === 1 && known === id, 'key');
    const key = await crypto.subtle.importKey('raw', bytes.slice(1), { name: 'Ed25519' }, false, ['verify']);
    return { text: whole, name, id, key };
  };
  const noteOf = (note) => {
    const cut = note.lastIndexOf('\n\n');
    const signatures = note.slice(cut + 2).trimEnd().split('\n').map((line) => {
      const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? refuse('note');
      const bytes = fromBase64(encoded);
      return { name, id: toHex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
    });
    return { text: note.slice(0, cut + 1), signatures };
  };
  const isSigned = async (note, key) => {
    const own = note.signatures.find(({ name, id }) => name === key.name && id === key.id);
    return !!own && crypto.subtle.verify({ name: 'Ed25519' }, key.key, own.bytes, utf8(note.text));
  };

  // Whom to believe: the key that the reader knows, and whoever it vouches for.
  const trustIn = async (pinned, statements) => {
    const roots = [pinned];
    const signers = [];
    const revoked = [];
    for (const root of roots) {
      signers.push({ key: root, from: -Infinity, until: Infinity });
      for (const statement of statements) {
        const note = noteOf(statement);
        const [first, said, ...rest] = note.text.split('\n');
        if (first !== 'masthead key statement 1' || !(await isSigned(note, root))) continue;
        const [what, about] = said.split(' ');
        const value = (word) => rest.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);
        if (what === 'certify') signers.push({ key: await keyOf(about), from: Date.parse(value('from')), until: Date.parse(value('until')) });
        if (what === 'revoke') revoked.push({ about, size: Number(value('after').split(' ')[0]) });
        if (what === 'succeed' && !roots.some(({ text }) => text === about)) roots.push(await keyOf(about));
      }
    }
    return async (text, at, size) => {
      const note = noteOf(text);
      for (const { key, from, until } of signers) {
        const limit = Math.min(Infinity, ...revoked.filter(({ about }) => about === key.text).map((it) => it.size));
        if (await isSigned(note, key) && size <= limit && at >= from && at <= until) return;
      }
      refuse('signature');
    };
  };

  const isIncluded = async (hashed, index, size, path, root) => {
    let [place, last, at] = [index, size - 1, hashed];
    if (index >= size) return false;
    for (const other of path) {
      if (last === 0) return false;
      if (place % 2 === 1 || place === last) {
        at = await node(other, at);
        while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
      } else at = await node(at, other);
      [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    }
    return last === 0 && toHex(at) === toHex(root);
  };

  // What a proof proves.
  const provenBy = async (proof, pinned) => {
    must(proof.form === 'masthead article proof 1' && proof.history.length, 'form');
    const believed = await trustIn(pinned, proof.statements ?? []);
    const [origin, size, root, at] = noteOf(proof.checkpoint).text.split('\n');
    const head = { size: Number(size), at: at.slice(3) };
    must(origin === pinned.name, 'origin');
    await believed(proof.checkpoint, Date.parse(head.at), head.size);
    const sealed = async (salt, text) => toHex(await hash(utf8('masthead public text 1\n'), fromHex(salt), utf8(text)));
    const corrections = [];
    let before;
    for (const { number, entry, correction, salt } of proof.history) {
      const fields = Object.fromEntries(entry.trimEnd().split('\n').slice(1).map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
      must(entry.startsWith('masthead entry 1\n'), 'entry');
      must(fields.previous === before?.place && (!before || before.fields.article === fields.article), 'history');
      must((fields.correction === undefined) === (correction === undefined), 'correction');
      if (correction !== undefined) {
        must(await sealed(salt, correction) === fields.correction, 'correction');
        corrections.push(correction);
      }
      const hashed = await leaf(utf8(entry));
      before = { number, fields, hashed, place: `${number} ${toHex(hashed)}` };
    }
    const { number, fields, hashed } = before;
    must(await isIncluded(hashed, number, head.size, proof.inclusion.map(fromHex), fromBase64(root)), 'inclusion');
    if (proof.words) {
      must(!proof.words.some((line) => line.includes('\n')) && await sealed(proof.salt, proof.words.join('\n')) === fields.text, 'words');
    }
    return { number, fields, head, corrections, lines: proof.words ?? [], believed };
  };

  // The words that a page prints, as the program reads them too.
  const blocks = new Set('address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(' '));
  const unseen = new Set('script style template noscript textarea title'.split(' '));
  const printed = (element, recorded) => {
    const name = element.localName;
    if (unseen.has(name)) return '';
    const own = element.hasAttribute('data-beside') ? false : recorded || element.hasAttribute('data-record');
    const edge = blocks.has(name) ? ' ' : '';
    const inside = [...element.childNodes].map((child) => {
      if (child.nodeType === Node.TEXT_NODE) return own ? child.data : '';
      return child.nodeType === Node.ELEMENT_NODE ? printed(child, own) : '';
    });
    return edge + inside.join('') + edge;
  };
  const asWords = (text) => text.split(/\s+/).filter(Boolean).join(' ');

  const verify = async (files, keyText) => {
    const pinned = await keyOf(keyText);
    let [page, proof] = [undefined, undefined];
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      if (text.startsWith('{')) proof = JSON.parse(text);
      else page = { bytes, text };
    }
    must(page && proof, 'files');
    const proven = await provenBy(proof, pinned);
    let whole = false;
    if (proof.page) {
      const fields = Object.fromEntries(noteOf(proof.page).text.split('\n').slice(2).map((line) => line.split(' ')));
      await proven.believed(proof.page, Date.parse(fields.at), Number(fields.size));
      whole = fields.bytes === toHex(await hash(page.bytes)) && decodeURIComponent(fields.path) === proven.fields.address
        && noteOf(proof.page).text.startsWith(`masthead page 1\n${pinned.name}\n`);
    }
    // Styles say nothing, and the policy of this page would complain of a foreign one.
    const bare = page.text.replace(/<style[\s\S]*?<\/style>/g, '');
    const articles = new DOMParser().parseFromString(bare, 'text/html').querySelectorAll('main > article');
    const expected = [...proven.lines.filter((line) => /^(headline|standfirst|text): /.test(line)).map((line) => line.slice(line.indexOf(': ') + 2)), ...proven.corrections];
    const same = articles.length === 1 && asWords(printed(articles[0], false)) === asWords(expected.join(' '));
    const open = !['withdrawn', 'held'].includes(proven.fields.act);
    return { ...proven, whole: whole && open, same };
  };

  const say = (...children) => out.replaceChildren(...children);
  const paragraph = (text, name) => Object.assign(document.createElement('p'), { textContent: text, className: name });
  const show = ({ whole, same, number, fields, head, lines, corrections }) => {
    const verdict = whole ? words.genuine : same ? words.changed : words.forged;
    const facts = document.createElement('ul');
    facts.append(...[`${words.entry} ${number}: ${fields.at}`, `${words.signed} ${head.at}`, fields.address, ...corrections].map((text) => Object.assign(document.createElement('li'), { textContent: text })));
    const parts = [paragraph(verdict, whole ? 'note' : 'note warn'), facts];
    if (!whole) parts.push(paragraph(words.text, ''), ...lines.map((line) => paragraph(line.slice(line.indexOf(': ') + 2), '')));
    say(...parts, paragraph(words.since, 'when'));
    out.dataset.verdict = whole ? 'genuine' : same ? 'changed' : 'forged';
  };
  const look = async () => {
    const files = [...form.elements.files.files];
    if (files.length < 2) return;
    try {
      show(await verify(files, form.elements.key.value));
    } catch (problem) {
      const cannot = !globalThis.crypto?.subtle || problem.name === 'NotSupportedError';
      say(paragraph(cannot ? words.unable : problem.message === 'files' || problem instanceof SyntaxError ? words.unreadable : words.forged, 'note warn'));
      out.dataset.verdict = cannot ? 'unable' : 'forged';
    }
  };

  form.hidden = false;
  form.addEventListener('submit', (event) => { event.preventDefault(); look(); });
  form.addEventListener('change', look);
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.elements.files.files = event.dataTransfer.files;
    look();
  });
})();
