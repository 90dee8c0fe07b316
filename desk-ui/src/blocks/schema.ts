/** All that a text is made of: one line for each block, and the marks. */
import { Schema } from "@tiptap/pm/model";
import type { NodeSpec } from "@tiptap/pm/model";
import type { NodeViewConstructor } from "@tiptap/pm/view";
import { card } from "./card";
import { embed } from "./embed";
import { figure } from "./figure";
import { gallery } from "./gallery";
import { heading } from "./heading";
import { bulletList, listItem, orderedList } from "./list";
import { marks } from "./marks";
import { paragraph } from "./paragraph";
import { pause } from "./break";
import { post } from "./post";
import { preformatted } from "./preformatted";
import { quotation } from "./quotation";
import type { Block } from "./spec";
import { table, tableCell, tableHeader, tableRow } from "./table";

/** Every node, the plainest first: what fills a place that must not be empty is the first that fits. */
export const blocks: readonly Block[] = [
  paragraph,
  heading,
  bulletList,
  orderedList,
  listItem,
  quotation,
  figure,
  gallery,
  embed,
  table,
  tableRow,
  tableHeader,
  tableCell,
  card,
  post,
  preformatted,
  pause,
];

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  ...Object.fromEntries(blocks.map(({ name, spec }) => [name, spec])),
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
};

/** The schema of a text; its names are those of `crates/story/src/block.rs` and `inline.rs`. */
export const schema = new Schema({ nodes, marks });

/** A node's kind by its name, which the schema is known to have. */
export function kind(name: string) {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The schema has no ${name}.`);
  return type;
}

/** A mark's kind by its name, which the schema is known to have. */
export function markKind(name: string) {
  const type = schema.marks[name];
  if (!type) throw new Error(`The schema has no mark ${name}.`);
  return type;
}

/** How blocks are shown that have fields of their own. */
export function views(): Record<string, NodeViewConstructor> {
  return Object.fromEntries(blocks.flatMap(({ name, view }) => (view ? [[name, view]] : [])));
}
