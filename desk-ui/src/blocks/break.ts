/** A pause: a rule, a page turn, or the end of the teaser. */
import { t } from "../words/words.svelte";
import type { Block } from "./spec";
import { named } from "./spec";

/** The kinds of pause. */
export const BREAK_KINDS = ["scene", "page", "teaser"] as const;

/** One of them. */
export type BreakKind = (typeof BREAK_KINDS)[number];

function kind(value: unknown): BreakKind {
  return BREAK_KINDS.find((known) => known === value) ?? "scene";
}

export const pause: Block = {
  name: "break",
  spec: {
    attrs: { ...named, kind: { default: "scene" } },
    group: "block",
    atom: true,
    parseDOM: [{ tag: "hr", getAttrs: (rule) => ({ kind: kind(rule.getAttribute("data-kind")) }) }],
    toDOM: (node) => ["hr", { "data-kind": kind(node.attrs.kind) }],
  },
  view(node) {
    const dom = document.createElement("div");
    const word = dom.appendChild(document.createElement("span"));
    const show = (of: BreakKind) => {
      dom.className = `pause pause-${of}`;
      word.textContent = t(`article-break-${of}`);
    };
    show(kind(node.attrs.kind));
    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        show(kind(next.attrs.kind));
        return true;
      },
    };
  },
};
