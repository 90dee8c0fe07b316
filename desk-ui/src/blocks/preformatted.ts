/** Text whose spaces and line ends matter. */
import type { Block } from "./spec";
import { named } from "./spec";

export const preformatted: Block = {
  name: "preformatted",
  spec: {
    attrs: named,
    content: "inline*",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: () => ["pre", 0],
  },
};
