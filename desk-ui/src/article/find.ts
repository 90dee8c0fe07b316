/** Finding words in the text, and putting others in their place. */
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

/** Where words were found. */
export interface Found {
  from: number;
  to: number;
}

interface Finding {
  query: string;
  matchCase: boolean;
  found: Found[];
  /** Which of them is shown; -1 if none. */
  at: number;
  decorations: DecorationSet;
}

const NOTHING: Finding = { query: "", matchCase: false, found: [], at: -1, decorations: DecorationSet.empty };
const key = new PluginKey<Finding>("find");

type Asked = { query: string; matchCase: boolean } | { at: number };

/** So many are shown at most; who finds more asks for more letters. */
const MOST = 5_000;

function folded(text: string, matchCase: boolean): string {
  if (matchCase) return text;
  // Letter by letter, so that every place in the folded text is one in the text: İ lowers to two letters.
  return Array.from({ length: text.length }, (_, at) => {
    const letter = text.charAt(at);
    const lower = letter.toLowerCase();
    return lower.length === 1 ? lower : letter;
  }).join("");
}

/** Every place where the text says this. */
export function search(doc: Node, query: string, matchCase: boolean): Found[] {
  const found: Found[] = [];
  if (query === "") return found;
  const wanted = folded(query, matchCase);
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true;
    const text = folded(block.textBetween(0, block.content.size, "\n", "\ufffc"), matchCase);
    for (let at = text.indexOf(wanted); at >= 0 && found.length < MOST; at = text.indexOf(wanted, at + wanted.length)) {
      found.push({ from: pos + 1 + at, to: pos + 1 + at + wanted.length });
    }
    return false;
  });
  return found;
}

function shown(doc: Node, found: Found[], at: number): DecorationSet {
  return DecorationSet.create(
    doc,
    found.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === at ? "found found-now" : "found" })),
  );
}

export function find(): Plugin<Finding> {
  return new Plugin<Finding>({
    key,
    state: {
      init: () => NOTHING,
      apply(tr, before, _, state) {
        const asked = tr.getMeta(key) as Asked | undefined;
        if (asked === undefined && (!tr.docChanged || before.query === "")) return before;
        const { query, matchCase } = asked !== undefined && "query" in asked ? asked : before;
        if (query === "") return NOTHING;
        const again = tr.docChanged || (asked !== undefined && "query" in asked);
        const found = again ? search(state.doc, query, matchCase) : before.found;
        let at = asked !== undefined && "at" in asked ? asked.at : before.at;
        if (again) at = found.findIndex(({ to }) => to >= state.selection.from);
        if (at < 0 && found.length > 0) at = 0;
        at = Math.min(at, found.length - 1);
        return { query, matchCase, found, at, decorations: shown(state.doc, found, at) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
    },
  });
}

/** What is looked for, and where it was found. */
export function finding(state: EditorState): Finding {
  return key.getState(state) ?? NOTHING;
}

export function look(state: EditorState, query: string, matchCase: boolean): Transaction {
  return state.tr.setMeta(key, { query, matchCase } satisfies Asked);
}

/** Goes to the next or the one before, around the end. */
export function step(state: EditorState, way: -1 | 1): Transaction | null {
  const { found, at } = finding(state);
  if (found.length === 0) return null;
  const next = (at + way + found.length) % found.length;
  const place = found[next];
  if (!place) return null;
  const tr = state.tr.setMeta(key, { at: next } satisfies Asked);
  return tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)).scrollIntoView();
}

/** Puts other words in the place of the one that is shown. */
export function replaceOne(state: EditorState, words: string): Transaction | null {
  const { found, at } = finding(state);
  const place = found[at];
  if (!place) return null;
  const tr = state.tr;
  replace(tr, place, words);
  return tr.setSelection(TextSelection.create(tr.doc, place.from + words.length)).scrollIntoView();
}

/** Puts other words in every place, as one change that can be undone. */
export function replaceAll(state: EditorState, words: string): Transaction | null {
  const { found } = finding(state);
  if (found.length === 0) return null;
  const tr = state.tr;
  for (const place of [...found].reverse()) replace(tr, place, words);
  return tr;
}

function replace(tr: Transaction, { from, to }: Found, words: string): void {
  // The new words look as the old ones did.
  const marks = tr.doc.nodeAt(from)?.marks ?? [];
  if (words === "") tr.delete(from, to);
  else tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
}
