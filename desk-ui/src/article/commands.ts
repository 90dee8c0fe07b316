/** What can be done to the text with one key or one press. */
import { lift, toggleMark, wrapIn } from "@tiptap/pm/commands";
import type { MarkType, Node, NodeType } from "@tiptap/pm/model";
import { Fragment } from "@tiptap/pm/model";
import { liftListItem, wrapInList } from "@tiptap/pm/schema-list";
import type { Command, EditorState, Transaction } from "@tiptap/pm/state";
import { NodeSelection, Selection, TextSelection } from "@tiptap/pm/state";
import { kind, markKind } from "../blocks/schema";
import { isWebAddress, leadsSomewhere } from "../blocks/spec";
import { providerOf } from "../blocks/embed";
import { directionOf } from "../blocks/marks";

/** Whether the selection stands in a block of this kind. */
export function inside(state: EditorState, type: NodeType, attrs: Record<string, unknown> = {}): boolean {
  const { $from } = state.selection;
  const fits = (node: Node) => node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value);
  if (state.selection instanceof NodeSelection && fits(state.selection.node)) return true;
  for (let depth = $from.depth; depth > 0; depth -= 1) if (fits($from.node(depth))) return true;
  return false;
}

/** Whether the whole selection, or what is typed next, carries the mark. */
export function marked(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

export function mark(name: string): Command {
  return toggleMark(markKind(name), null, { removeWhenPresent: false });
}

/** The blocks become another kind and keep their names. */
function become(type: NodeType, attrs: Record<string, unknown> = {}): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    let applies = false;
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (applies || !node.isTextblock || node.type === kind("figure")) return !applies;
      const $pos = state.doc.resolve(pos);
      const same = node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value);
      applies = !same && $pos.parent.canReplaceWith($pos.index(), $pos.index() + 1, type);
      return !applies;
    });
    if (!applies) return false;
    dispatch?.(state.tr.setBlockType(from, to, type, (before) => ({ id: before.attrs.id ?? null, ...attrs })).scrollIntoView());
    return true;
  };
}

export const toParagraph: Command = become(kind("paragraph"));

/** Makes it a crosshead of this rank, or a paragraph again. */
export function heading(level: number): Command {
  return (state, dispatch) => {
    const back = inside(state, kind("heading"), { level });
    return (back ? toParagraph : become(kind("heading"), { level }))(state, dispatch);
  };
}

/** Wraps into a list, changes the kind of the list, or takes the item out of it. */
export function list(name: "bullet_list" | "ordered_list"): Command {
  const type = kind(name);
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (node.type === type) return liftListItem(kind("list_item"))(state, dispatch);
      if (node.type === kind("bullet_list") || node.type === kind("ordered_list")) {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, { id: node.attrs.id }));
        return true;
      }
    }
    return wrapInList(type)(state, dispatch);
  };
}

/** Sets somebody's words apart, or back among the others. */
export const quotation: Command = (state, dispatch) =>
  inside(state, kind("quotation")) ? lift(state, dispatch) : wrapIn(kind("quotation"))(state, dispatch);

export const preformatted: Command = (state, dispatch) =>
  (inside(state, kind("preformatted")) ? toParagraph : become(kind("preformatted")))(state, dispatch);

/** Puts a block where the selection is: in place of an empty paragraph, else after the block. */
export function put(block: Node, after: "inside" | "behind" = "behind"): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    let depth = $from.depth;
    // A figure or a table takes no blocks between its words; what is put there goes behind it.
    while (depth > 0 && !$from.node(depth - 1).canReplaceWith($from.index(depth - 1), $from.index(depth - 1), block.type)) depth -= 1;
    if (!dispatch) return true;
    const tr = state.tr;
    let pos: number;
    if (depth === 0) {
      pos = state.selection.to;
      tr.insert(pos, block);
    } else {
      const standing = $from.node(depth);
      pos = $from.before(depth);
      const empty = standing.type === kind("paragraph") && standing.content.size === 0;
      if (empty) {
        tr.replaceWith(pos, pos + standing.nodeSize, block);
      } else {
        pos += standing.nodeSize;
        tr.insert(pos, block);
      }
    }
    const end = pos + block.nodeSize;
    if (after === "inside") {
      tr.setSelection(Selection.near(tr.doc.resolve(pos + 1)));
    } else {
      if (tr.doc.nodeAt(end) === null && end === tr.doc.content.size) tr.insert(end, kind("paragraph").create());
      tr.setSelection(Selection.near(tr.doc.resolve(end)));
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

export function pause(of: "scene" | "page" | "teaser"): Command {
  return put(kind("break").create({ kind: of }));
}

export function table(rows: number, columns: number): Command {
  const paragraph = () => kind("paragraph").create();
  const row = (cell: NodeType) => kind("table_row").create(null, Array.from({ length: columns }, () => cell.create(null, paragraph())));
  const all = [row(kind("table_header")), ...Array.from({ length: rows - 1 }, () => row(kind("table_cell")))];
  return put(kind("table").create(null, all), "inside");
}

export function card(): Command {
  return put(kind("card").create(null, kind("paragraph").create()), "inside");
}

/** A new post above all others: live coverage stands newest first. */
export const post: Command = (state, dispatch) => {
  const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const block = kind("post").create({ at }, kind("paragraph").create());
  if (dispatch) {
    let pos = 0;
    state.doc.forEach((child, offset) => {
      if (pos === 0 && child.type === kind("post")) pos = offset;
    });
    const first = state.doc.firstChild?.type === kind("post");
    const tr = state.tr.insert(first ? 0 : pos, block);
    tr.setSelection(Selection.near(tr.doc.resolve((first ? 0 : pos) + 1)));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

export function embed(url: string, title: string): Command {
  return (state, dispatch) =>
    isWebAddress(url) && put(kind("embed").create({ url, title, provider: providerOf(url) }))(state, dispatch);
}

/** A picture of the newsroom in the text; several make a gallery. */
export function pictures(of: { media: string; alt: string; credit: string | null; caption: string }[]): Command {
  const figures = of.map(({ caption, ...attrs }) =>
    kind("figure").create(attrs, caption === "" ? Fragment.empty : kind("figure").schema.text(caption)),
  );
  const [only] = figures;
  return (state, dispatch) => {
    if (!only) return false;
    return put(figures.length === 1 ? only : kind("gallery").create(null, figures))(state, dispatch);
  };
}

/** The link under the selection: where it stands and where it leads. */
export function linkAt(state: EditorState): { from: number; to: number; href: string; title: string | null } | null {
  const type = markKind("link");
  const { $from, empty, from, to } = state.selection;
  const parent = $from.parent;
  if (!parent.inlineContent) return null;
  let start = $from.start();
  let found: { from: number; to: number; href: string; title: string | null } | null = null;
  parent.forEach((child) => {
    const link = type.isInSet(child.marks);
    const end = start + child.nodeSize;
    if (link && found && found.to === start && found.href === link.attrs.href) found.to = end;
    else if (link && (found === null || found.to < from)) {
      found = { from: start, to: end, href: String(link.attrs.href), title: link.attrs.title ?? null };
    }
    start = end;
  });
  const link = found as { from: number; to: number; href: string; title: string | null } | null;
  if (!link) return null;
  const touches = empty ? link.from <= from && from <= link.to : link.from < to && from < link.to;
  return touches ? link : null;
}

/** Lets the selected words lead somewhere; without words, the address is the words. */
export function link(href: string, title: string | null = null): Command {
  return (state, dispatch) => {
    if (!leadsSomewhere(href)) return false;
    const type = markKind("link");
    const standing = linkAt(state);
    const { from, to } = standing ?? state.selection;
    const tr = state.tr;
    if (from === to) {
      tr.insertText(href, from).addMark(from, from + href.length, type.create({ href, title }));
      tr.setSelection(TextSelection.create(tr.doc, from + href.length)).removeStoredMark(type);
    } else {
      tr.removeMark(from, to, type).addMark(from, to, type.create({ href, title }));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const unlink: Command = (state, dispatch) => {
  const standing = linkAt(state);
  if (!standing) return false;
  dispatch?.(state.tr.removeMark(standing.from, standing.to, markKind("link")));
  return true;
};

/** Says in which language the selected words are; none takes it away. */
export function inLanguage(lang: string): Command {
  return (state, dispatch) => {
    const { from, to, empty } = state.selection;
    if (empty) return false;
    const tr = state.tr.removeMark(from, to, markKind("lang"));
    if (lang !== "") tr.addMark(from, to, markKind("lang").create({ lang, dir: directionOf(lang) }));
    dispatch?.(tr);
    return true;
  };
}

/** Moves the block up or down among its neighbors, with its name. */
export function move(way: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    const { $from } = selection;
    let depth = selection instanceof NodeSelection ? $from.depth + 1 : $from.depth;
    // Of a list, the item moves; of a table, the whole table.
    for (let at = 1; at <= $from.depth; at += 1) {
      if ($from.node(at).type.spec.tableRole === "table") {
        depth = at;
        break;
      }
    }
    const parentOf = (at: number) => $from.node(at - 1);
    while (depth > 1 && parentOf(depth).childCount === 1) depth -= 1;
    if (depth < 1) return false;
    const parent = parentOf(depth);
    const index = $from.index(depth - 1);
    const other = index + way;
    if (other < 0 || other >= parent.childCount) return false;
    if (!dispatch) return true;
    const block = parent.child(index);
    const neighbor = parent.child(other);
    const start = $from.posAtIndex(index, depth - 1);
    const from = way < 0 ? start - neighbor.nodeSize : start;
    const tr = state.tr;
    tr.replaceWith(from, from + block.nodeSize + neighbor.nodeSize, way < 0 ? [block, neighbor] : [neighbor, block]);
    const shift = way < 0 ? -neighbor.nodeSize : neighbor.nodeSize;
    tr.setSelection(Selection.fromJSON(tr.doc, shifted(selection.toJSON(), shift)));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

function shifted(json: Record<string, unknown>, by: number): Record<string, unknown> {
  const moved = (value: unknown) => (typeof value === "number" ? value + by : value);
  return { ...json, anchor: moved(json.anchor), head: moved(json.head) };
}

/** After a caption comes a paragraph, not a second picture. */
export const leaveCaption: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== kind("figure")) return false;
  const depth = $from.depth > 1 && $from.node($from.depth - 1).type === kind("gallery") ? $from.depth - 1 : $from.depth;
  const pos = $from.after(depth);
  const tr: Transaction = state.tr;
  const next = state.doc.resolve(pos).nodeAfter;
  if (!next?.isTextblock) tr.insert(pos, kind("paragraph").create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView());
  return true;
};

/** A line end inside the paragraph. */
export const lineBreak: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent) return false;
  if ($from.parent.type.spec.code) dispatch?.(state.tr.insertText("\n").scrollIntoView());
  else dispatch?.(state.tr.replaceSelectionWith(kind("hard_break").create()).scrollIntoView());
  return true;
};

/** Backspace at the start of a crosshead or of preformatted text makes it a paragraph first. */
export const backToParagraph: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const special = $from.parent.type === kind("heading") || $from.parent.type === kind("preformatted");
  if (!empty || $from.parentOffset > 0 || !special) return false;
  return toParagraph(state, dispatch);
};
