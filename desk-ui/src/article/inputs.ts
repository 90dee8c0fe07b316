/** Signs that become something else while one types, as in plain mail: `## ` is a crosshead. */
import type { MarkType, NodeType } from "@tiptap/pm/model";
import { InputRule, inputRules, wrappingInputRule } from "@tiptap/pm/inputrules";
import type { Plugin } from "@tiptap/pm/state";
import { TextSelection } from "@tiptap/pm/state";
import { kind, markKind } from "../blocks/schema";

/** Words between signs get the mark, and the signs go. The first group is the words. */
function around(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const [whole, before = "", said = ""] = match;
    if (said.trim() === "" || state.doc.resolve(start).parent.type.spec.code) return null;
    const from = start + before.length;
    const opening = (whole.length - before.length - said.length) / 2;
    const tr = state.tr;
    // The last sign is being typed and is not in the text yet.
    tr.delete(from + opening + said.length, end).delete(from, from + opening);
    tr.addMark(from, from + said.length, type.create());
    return tr.removeStoredMark(type);
  });
}

/** `---` on a line of its own is a pause. */
const rule = new InputRule(/^(?:---|—-|\*\*\*)$/u, (state, _, start) => {
  const $start = state.doc.resolve(start);
  const paragraph = kind("paragraph");
  if ($start.parent.type !== paragraph || $start.depth < 1) return null;
  const before = $start.before();
  const parent = $start.node(-1);
  const index = $start.index(-1);
  if (!parent.canReplaceWith(index, index + 1, kind("break"))) return null;
  const tr = state.tr.replaceWith(before, $start.after(), [kind("break").create(), paragraph.create()]);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(before + 2)));
});

/** The block becomes another kind and keeps its name. */
function becoming(pattern: RegExp, type: NodeType, attrs: Record<string, unknown> = {}): InputRule {
  return new InputRule(pattern, (state, _, start, end) => {
    const $start = state.doc.resolve(start);
    if (!$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), type)) return null;
    return state.tr.delete(start, end).setBlockType(start, start, type, (before) => ({ id: before.attrs.id ?? null, ...attrs }));
  });
}

export function inputs(): Plugin {
  return inputRules({
    rules: [
      ...[2, 3, 4].map((level) => becoming(new RegExp(`^#{${level}}\\s$`), kind("heading"), { level })),
      becoming(/^```$/, kind("preformatted")),
      wrappingInputRule(/^\s*[-*•]\s$/, kind("bullet_list")),
      wrappingInputRule(
        /^\s*(\d{1,4})[.)]\s$/,
        kind("ordered_list"),
        (match) => ({ order: Number(match[1]) }),
        (match, node) => node.childCount + Number(node.attrs.order) === Number(match[1]),
      ),
      wrappingInputRule(/^\s*>\s$/, kind("quotation")),
      rule,
      around(/(^|[^*\w])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/u, markKind("strong")),
      around(/(^|[^*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/u, markKind("em")),
      around(/(^|[^_\p{L}\p{N}])_([^_\s](?:[^_]*[^_\s])?)_$/u, markKind("em")),
      around(/(^|[^`])`([^`]+)`$/u, markKind("code")),
      around(/(^|[^~])~~([^~\s](?:[^~]*[^~\s])?)~~$/u, markKind("strike")),
    ],
  });
}
