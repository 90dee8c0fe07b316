/** Several pictures together. */
import type { Block } from "./spec";
import { named } from "./spec";

export const gallery: Block = {
  name: "gallery",
  spec: {
    attrs: named,
    content: "figure+",
    group: "block",
    isolating: true,
    parseDOM: [{ tag: "div[data-gallery]" }],
    toDOM: () => ["div", { class: "gallery", "data-gallery": "" }, 0],
  },
};
