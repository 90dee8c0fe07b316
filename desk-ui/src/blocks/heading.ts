/** A crosshead. The headline is the page's first, so those in the text begin with the second rank. */
import type { Block } from "./spec";
import { named } from "./spec";

/** The ranks that the toolbar offers; deeper ones come only with what was written elsewhere. */
export const OFFERED_LEVELS = [2, 3, 4] as const;

function level(value: unknown): number {
  return typeof value === "number" && value >= 2 && value <= 6 ? Math.trunc(value) : 2;
}

export const heading: Block = {
  name: "heading",
  spec: {
    attrs: { ...named, level: { default: 2 } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((rank) => ({ tag: `h${rank}`, attrs: { level: Math.max(rank, 2) } })),
    toDOM: (node) => [`h${level(node.attrs.level)}`, 0],
  },
};
