/** Every block has a name of its own, which survives edits: translations and comments find blocks by it. */
import type { Node } from "@tiptap/pm/model";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { ySyncPluginKey } from "y-prosemirror";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A name that nobody else chooses at the same moment: two people who both add a block must not give it the same. */
export function freshName(): string {
  return `b${Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => LETTERS[byte % 36]).join("")}`;
}

/** Whether blocks of this kind have names. */
export function hasName(node: Node): boolean {
  return node.type.spec.attrs !== undefined && "id" in node.type.spec.attrs;
}

/** The same blocks without names, so that a copy gets its own. */
export function withoutNames(slice: Slice): Slice {
  return new Slice(nameless(slice.content), slice.openStart, slice.openEnd);
}

function nameless(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) return nodes.push(node);
    const attrs = hasName(node) ? { ...node.attrs, id: null } : node.attrs;
    return nodes.push(node.type.create(attrs, nameless(node.content), node.marks));
  });
  return Fragment.from(nodes);
}

/** The block that is there before anybody wrote: naming it would make every reader of an empty text a writer. */
function untouched(doc: Node): boolean {
  const only = doc.firstChild;
  return doc.childCount === 1 && only !== null && only.type.name === "paragraph" && only.content.size === 0 && !only.attrs.id;
}

/** The places of blocks that want a new name: those without, and the later of two of the same name. */
export function unnamed(doc: Node): number[] {
  const wanting: number[] = [];
  const taken = new Map<string, { pos: number; empty: boolean }>();
  if (untouched(doc)) return wanting;
  doc.descendants((node, pos) => {
    if (!hasName(node)) return !node.isInline;
    const id: unknown = node.attrs.id;
    if (typeof id !== "string" || id === "") {
      wanting.push(pos);
      return true;
    }
    const before = taken.get(id);
    const empty = node.content.size === 0;
    if (before?.empty && !empty) {
      // Enter before the first letter: the words keep their name, the new empty block above gets one.
      wanting.push(before.pos);
      taken.set(id, { pos, empty });
    } else if (before) {
      wanting.push(pos);
    } else {
      taken.set(id, { pos, empty });
    }
    return true;
  });
  return wanting;
}

/** Names blocks as they are made. What comes from others has its names already. */
export function names(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _, state) {
      const ours = transactions.some((tr) => tr.docChanged && !tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
      if (!ours) return null;
      const wanting = unnamed(state.doc);
      if (wanting.length === 0) return null;
      const { tr } = state;
      for (const pos of wanting) tr.setNodeAttribute(pos, "id", freshName());
      tr.setStoredMarks(state.storedMarks);
      return tr;
    },
    props: { transformPasted: withoutNames },
  });
}
