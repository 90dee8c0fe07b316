// A text for a plain editor, and back: paragraphs with an empty line between them, `## ` before a crosshead,
// `> ` before quoted lines, `> — ` before who said it. What plain text cannot say, such as a picture, is one line
// in double brackets, and comes back as it was.

const HEADING = /^(#{2,6}) ([\s\S]*)$/;

export function plain(inlines = []) {
  return inlines.map((inline) => (inline.type === 'hard_break' ? '\n' : inline.text)).join('');
}

function token(block) {
  return `[[${block.type.replaceAll('_', ' ')} ${block.attrs?.id ?? ''}]]`;
}

// A paragraph that looks like something else gets a backslash in front, as does one that begins with a backslash.
function guarded(text) {
  return text.replace(/^(?=\\|#{2,6} |>|\[\[)/, '\\');
}

function isPlainQuotation(block) {
  return block.content.length > 0 && block.content.every((inner) => inner.type === 'paragraph' && plain(inner.content).trim() !== '');
}

function line(block) {
  switch (block.type) {
    case 'paragraph':
      return guarded(plain(block.content));
    case 'heading':
      return `${'#'.repeat(Math.min(6, Math.max(2, block.attrs.level)))} ${plain(block.content).replaceAll('\n', ' ')}`;
    case 'quotation': {
      if (!isPlainQuotation(block)) return token(block);
      const lines = block.content.map((inner) => plain(inner.content).split('\n').map((text) => `> ${text}`).join('\n')).join('\n>\n');
      return block.attrs?.source ? `${lines}\n> — ${block.attrs.source}` : lines;
    }
    default:
      return token(block);
  }
}

/** The body as text. */
export function toText(body) {
  return (body?.content ?? []).map(line).filter((text) => text.trim() !== '').join('\n\n');
}

function inlines(text) {
  return text.split('\n').flatMap((part, index) => [...(index > 0 ? [{ type: 'hard_break' }] : []), ...(part === '' ? [] : [{ type: 'text', text: part }])]);
}

function fromLine(text, tokens) {
  const trimmed = text.trim();
  if (tokens.has(trimmed)) return tokens.get(trimmed);
  const heading = HEADING.exec(trimmed);
  if (heading) return { type: 'heading', attrs: { level: heading[1].length }, content: inlines(heading[2].replaceAll('\n', ' ')) };
  if (text.split('\n').every((part) => part.startsWith('>'))) {
    const parts = text.split('\n').map((part) => part.replace(/^> ?/, ''));
    const last = parts.at(-1);
    const source = parts.length > 1 && last.startsWith('— ') ? last.slice(2).trim() : '';
    if (source !== '') parts.pop();
    const paragraphs = parts.join('\n').split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '');
    if (paragraphs.length > 0) {
      return { type: 'quotation', attrs: source === '' ? {} : { source }, content: paragraphs.map((part) => ({ type: 'paragraph', content: inlines(part) })) };
    }
  }
  return { type: 'paragraph', content: inlines(text.replace(/^\\(?=\\|#{2,6} |>|\[\[)/, '')) };
}

/** The pairs of equal lines of two lists, in order, as many as there can be. */
function pairs(old, fresh) {
  const longest = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      longest[i][j] = old[i] === fresh[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const found = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
    if (old[i] === fresh[j]) found.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i += 1;
    else j += 1;
  }
  return found;
}

/** The runs of `old` with `text` in their place: links and emphasis stay wherever the words stay. */
export function reworded(old, text) {
  const before = plain(old);
  if (before === text) return old;
  let start = 0;
  while (start < before.length && start < text.length && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < text.length - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  const letters = old.flatMap((inline) => (inline.type === 'hard_break' ? [{ letter: '\n', marks: [] }] : [...inline.text].flatMap((sign) => sign.split('').map((letter) => ({ letter, marks: inline.marks ?? [] })))));
  const left = letters[start - 1];
  const right = letters[letters.length - end];
  // What is typed inside a link or an emphasis belongs to it; what is typed at its edge does not.
  const inside = left && right && JSON.stringify(left.marks) === JSON.stringify(right.marks) ? left.marks : [];
  const middle = text.slice(start, text.length - end).split('').map((letter) => ({ letter, marks: inside }));
  const all = [...letters.slice(0, start), ...middle, ...letters.slice(letters.length - end)];
  const runs = [];
  for (const { letter, marks } of all) {
    const last = runs.at(-1);
    if (letter === '\n') runs.push({ type: 'hard_break' });
    else if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text += letter;
    else runs.push({ type: 'text', text: letter, ...(marks.length > 0 ? { marks } : {}) });
  }
  return runs;
}

// The old block, with the new one's words.
function kept(old, fresh) {
  if (old.type !== fresh.type) return fresh;
  const attrs = { ...old.attrs, ...fresh.attrs };
  if (old.type === 'quotation') {
    if (!fresh.attrs?.source) delete attrs.source;
    const content = fresh.content.map((inner, index) => (old.content[index]?.type === 'paragraph' ? kept(old.content[index], inner) : inner));
    return { ...fresh, attrs, content };
  }
  if (old.type === 'paragraph' || old.type === 'heading') return { ...fresh, attrs, content: reworded(old.content ?? [], plain(fresh.content)) };
  return fresh;
}

/** The text as a body. Blocks of `base`, which the text was made of, keep their names, links and emphasis. */
export function toBody(text, base) {
  const old = base?.content ?? [];
  const oldLines = old.map(line);
  const tokens = new Map(old.map((block, index) => [oldLines[index], block]).filter(([text]) => text.startsWith('[[')));
  const lines = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n\s*/).map((part) => part.replace(/^\n+|\s+$/g, '')).filter((part) => part.trim() !== '');
  const blocks = lines.map((part) => fromLine(part, tokens));
  let i = 0;
  let j = 0;
  for (const [oldIndex, index] of [...pairs(oldLines, lines), [old.length, lines.length]]) {
    // Between two lines that stayed, blocks were rewritten in their order.
    while (i < oldIndex && j < index) { blocks[j] = kept(old[i], blocks[j]); i += 1; j += 1; }
    i = oldIndex + 1;
    j = index + 1;
    if (index < lines.length) blocks[index] = old[oldIndex];
  }
  return { type: 'doc', content: blocks };
}

/** What of `base` cannot be typed and is not in `body` any more. */
export function missing(base, body) {
  const there = new Set(body.content.map((block) => block.attrs?.id));
  return (base?.content ?? []).filter((block) => line(block).startsWith('[[') && !there.has(block.attrs?.id));
}
