/** Lists with bullets and with numbers, and their items. */
import type { Block } from "./spec";
import { named, numberIn } from "./spec";

export const bulletList: Block = {
  name: "bullet_list",
  spec: {
    attrs: named,
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
};

export const orderedList: Block = {
  name: "ordered_list",
  spec: {
    attrs: { ...named, order: { default: 1 } },
    content: "list_item+",
    group: "block",
    parseDOM: [
      {
        tag: "ol",
        getAttrs: (list) => ({ order: list.hasAttribute("start") ? numberIn(list, "start", 0, 1_000_000) : 1 }),
      },
    ],
    toDOM: (node) => (node.attrs.order === 1 ? ["ol", 0] : ["ol", { start: Number(node.attrs.order) }, 0]),
  },
};

export const listItem: Block = {
  name: "list_item",
  spec: {
    content: "block+",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
};
