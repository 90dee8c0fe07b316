/** A paragraph. */
import type { Block } from "./spec";
import { named } from "./spec";

export const paragraph: Block = {
  name: "paragraph",
  spec: {
    attrs: named,
    content: "inline*",
    group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
};
