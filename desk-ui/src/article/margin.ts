/** The places in the text that comments in the margin are about. */
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";

/** What the margin needs to know of a comment. */
export interface Anchored {
  id: string;
  anchor: string;
}

/** Where a comment's words stand now. */
export interface Place {
  from: number;
  to: number;
}

interface Margin {
  comments: Anchored[];
  chosen: string | null;
  places: Map<string, Place>;
  decorations: DecorationSet;
}

type Told = { comments: Anchored[] } | { chosen: string | null };

const key = new PluginKey<Margin>("margin");

interface Binding {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Map<Y.AbstractType<unknown>, never>;
}

function binding(state: EditorState): Binding | null {
  return (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding ?? null;
}

/** The selected words as a place that stays with them while others write. */
export function anchorOf(state: EditorState): string | null {
  const bound = binding(state);
  const { from, to, empty } = state.selection;
  if (!bound || empty) return null;
  const relative = (pos: number): unknown => absolutePositionToRelativePosition(pos, bound.type, bound.mapping);
  return JSON.stringify({ from: relative(from), to: relative(to) });
}

/** Where an anchor is now; nothing if its words are gone. */
export function placeOf(state: EditorState, anchor: string): Place | null {
  const bound = binding(state);
  if (!bound) return null;
  try {
    const { from, to } = JSON.parse(anchor) as Record<"from" | "to", unknown>;
    const absolute = (value: unknown) =>
      relativePositionToAbsolutePosition(bound.doc, bound.type, Y.createRelativePositionFromJSON(value), bound.mapping);
    const [start, end] = [absolute(from), absolute(to)];
    const inside = (pos: number | null): pos is number => pos !== null && pos >= 0 && pos <= state.doc.content.size;
    return inside(start) && inside(end) && start < end ? { from: start, to: end } : null;
  } catch {
    return null;
  }
}

function drawn(state: EditorState, comments: Anchored[], chosen: string | null): Margin {
  const places = new Map<string, Place>();
  for (const { id, anchor } of comments) {
    const place = placeOf(state, anchor);
    if (place) places.set(id, place);
  }
  return { comments, chosen, places, decorations: decorate(state, places, chosen) };
}

function decorate(state: EditorState, places: Map<string, Place>, chosen: string | null): DecorationSet {
  return DecorationSet.create(
    state.doc,
    [...places].map(([id, { from, to }]) =>
      Decoration.inline(from, to, { class: id === chosen ? "commented commented-now" : "commented" }, { comment: id }),
    ),
  );
}

/** Shows where comments belong. Our own typing moves them; what others write is looked up anew. */
export function margin(chose: (id: string) => void): Plugin<Margin> {
  return new Plugin<Margin>({
    key,
    state: {
      init: () => ({ comments: [], chosen: null, places: new Map(), decorations: DecorationSet.empty }),
      apply(tr, before, _, state) {
        const told = tr.getMeta(key) as Told | undefined;
        const comments = told && "comments" in told ? told.comments : before.comments;
        const chosen = told && "chosen" in told ? told.chosen : before.chosen;
        if (told || tr.getMeta(ySyncPluginKey)?.isChangeOrigin) return drawn(state, comments, chosen);
        if (!tr.docChanged || before.places.size === 0) return before;
        const places = new Map<string, Place>();
        for (const [id, { from, to }] of before.places) {
          const [start, end] = [tr.mapping.map(from, 1), tr.mapping.map(to, -1)];
          if (start < end) places.set(id, { from: start, to: end });
        }
        return { comments, chosen, places, decorations: decorate(state, places, chosen) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleClick(view, pos) {
        const hit = [...(key.getState(view.state)?.places ?? [])].find(([, { from, to }]) => from <= pos && pos <= to);
        if (hit) chose(hit[0]);
        return false;
      },
    },
  });
}

/** Tells the text which comments there are. */
export function tellComments(state: EditorState, comments: Anchored[]): Transaction {
  return state.tr.setMeta(key, { comments } satisfies Told);
}

/** Marks the words of one comment. */
export function choose(state: EditorState, id: string | null): Transaction {
  return state.tr.setMeta(key, { chosen: id } satisfies Told);
}

/** Where each comment's words are now. */
export function places(state: EditorState): Map<string, Place> {
  return key.getState(state)?.places ?? new Map();
}
