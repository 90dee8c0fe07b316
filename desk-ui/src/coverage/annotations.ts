/** Which words of the text stand for which item. */
import type { Mark, Node } from "@tiptap/pm/model";
import type { Command, EditorState } from "@tiptap/pm/state";
import { isPart, type Part } from "../blocks/marks";
import { markKind } from "../blocks/schema";

/** Words that stand for an item. */
export interface Annotation {
  target: string;
  part: Part;
  from: number;
  to: number;
  words: string;
}

/** A stretch of the text. */
export interface Place {
  from: number;
  to: number;
}

/** What was found in a block, counted from the block's beginning. Blocks are never changed, so it stays true. */
const looked = new WeakMap<Node, Annotation[]>();

function ofBlock(block: Node): Annotation[] {
  const known = looked.get(block);
  if (known) return known;
  const found: Annotation[] = [];
  let at = 0;
  block.forEach((child) => {
    const end = at + child.nodeSize;
    for (const mark of child.marks) {
      const { target, part } = mark.attrs as { target: unknown; part: unknown };
      if (mark.type.name !== "ref" || typeof target !== "string" || !isPart(part)) continue;
      const before = found.find((one) => one.to === at && one.target === target && one.part === part);
      if (before) {
        before.to = end;
        before.words += child.text ?? " ";
      } else {
        found.push({ target, part, from: at, to: end, words: child.text ?? " " });
      }
    }
    at = end;
  });
  looked.set(block, found);
  return found;
}

/** Every annotation of a text, in reading order. */
export function annotations(doc: Node): Annotation[] {
  const all: Annotation[] = [];
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true;
    for (const one of ofBlock(block)) all.push({ ...one, from: one.from + pos + 1, to: one.to + pos + 1 });
    return false;
  });
  return all;
}

/** Those in the block around a place. */
export function inBlock(state: EditorState, pos: number): Annotation[] {
  const $pos = state.doc.resolve(pos);
  if (!$pos.parent.isTextblock) return [];
  const start = $pos.start();
  return ofBlock($pos.parent).map((one) => ({ ...one, from: one.from + start, to: one.to + start }));
}

/** Those that have a part in a place; a caret between two letters is in what is on both sides of it, and at its edges. */
export function touching(state: EditorState, { from, to }: Place): Annotation[] {
  return inBlock(state, from).filter((one) => (from === to ? one.from <= from && to <= one.to : one.from < to && from < one.to));
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
/** Signs that belong to a word where they stand between its letters. */
const INNER = /['’\-‐‑־ʼ՚]/u;

/** The selected words without the spaces around them, or the word at the caret. Nothing where there is none. */
export function wordsAt(state: EditorState): Place | null {
  const { $from, $to, empty } = state.selection;
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return null;
  const text = $from.parent.textBetween(0, $from.parent.content.size, "\n", "\n");
  let [start, end] = [$from.parentOffset, $to.parentOffset];
  if (empty) {
    const inWord = (at: number): boolean => LETTER.test(text.charAt(at)) || /[\ud800-\udfff]/.test(text.charAt(at)) || (INNER.test(text.charAt(at)) && LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at + 1)));
    while (start > 0 && inWord(start - 1)) start -= 1;
    while (end < text.length && inWord(end)) end += 1;
  } else {
    while (start < end && /\s/u.test(text.charAt(start))) start += 1;
    while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
  }
  if (start === end) return null;
  return { from: $from.start() + start, to: $from.start() + end };
}

/** The words of a place. */
export function wordsOf(state: EditorState, { from, to }: Place): string {
  return state.doc.textBetween(from, to, " ", " ");
}

function ref(target: string, part: Part): Mark {
  return markKind("ref").create({ target, part });
}

/** Lets words stand for an item too. */
export function annotate({ from, to }: Place, target: string, part: Part): Command {
  return (state, dispatch) => {
    if (from >= to || to > state.doc.content.size) return false;
    // A mark is added as it is: others on the same words stay.
    dispatch?.(state.tr.addMark(from, to, ref(target, part)));
    return true;
  };
}

/** Takes an annotation away; the words stay. */
export function unannotate({ from, to, target, part }: Annotation): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.removeMark(from, to, ref(target, part)));
    return true;
  };
}

/** The next annotation behind the caret, or before it, around the end. */
export function beside(state: EditorState, way: -1 | 1): Annotation | null {
  const all = annotations(state.doc).sort((one, other) => one.from - other.from || one.to - other.to);
  const { from, to } = state.selection;
  if (way > 0) return all.find((one) => one.from > from || (one.from === from && one.to > to)) ?? all[0] ?? null;
  return all.filter((one) => one.from < from || (one.from === from && one.to < to)).at(-1) ?? all.at(-1) ?? null;
}

/** Where words stand in a block: its name, and how far from its beginning, as the server counts. */
export interface Spot {
  block: string;
  from: number;
  to: number;
  words: string;
}

/** A place as a spot that can be found again after others wrote. */
export function spotOf(state: EditorState, { from, to }: Place): Spot | null {
  const $from = state.doc.resolve(from);
  const block: unknown = $from.parent.attrs.id;
  if (typeof block !== "string" || block === "") return null;
  const start = $from.start();
  return { block, from: from - start, to: to - start, words: wordsOf(state, { from, to }) };
}

/** Where the words of spots are now: at their place, or the nearest to it in their block. Nothing where they are gone. */
export function find(doc: Node, spots: readonly Spot[]): (Place | null)[] {
  const starts = new Map<string, { text: string; start: number }>();
  const wanted = new Set(spots.map(({ block }) => block));
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true;
    const id: unknown = block.attrs.id;
    if (typeof id === "string" && wanted.has(id)) starts.set(id, { text: block.textBetween(0, block.content.size, " ", " "), start: pos + 1 });
    return false;
  });
  return spots.map(({ block, from, words }) => {
    const here = starts.get(block);
    if (!here || words === "") return null;
    let best = -1;
    if (here.text.startsWith(words, from)) best = from;
    else {
      for (let at = here.text.indexOf(words); at >= 0; at = here.text.indexOf(words, at + 1)) {
        if (best < 0 || Math.abs(at - from) < Math.abs(best - from)) best = at;
      }
    }
    return best < 0 ? null : { from: here.start + best, to: here.start + best + words.length };
  });
}
