/** Documents for tests, built with tiny functions: `doc(p("b1", "Rain"))`. */
import type { Node } from "@tiptap/pm/model";
import { schema } from "./schema";

type Piece = Node | string;

function pieces(given: Piece[]): Node[] {
  return given.map((piece) => (typeof piece === "string" ? schema.text(piece) : piece));
}

export function node(type: string, attrs: Record<string, unknown> | null, ...content: Piece[]): Node {
  return schema.node(type, attrs, pieces(content));
}

export function doc(...blocks: Node[]): Node {
  return schema.node("doc", null, blocks);
}

export function p(id: string | null, ...content: Piece[]): Node {
  return node("paragraph", { id }, ...content);
}

export function h(id: string | null, level: number, ...content: Piece[]): Node {
  return node("heading", { id, level }, ...content);
}

export function li(...content: Node[]): Node {
  return node("list_item", null, ...content);
}

export function marked(text: string, ...marks: (string | [string, Record<string, unknown>])[]): Node {
  return schema.text(
    text,
    marks.map((mark) => (typeof mark === "string" ? schema.mark(mark) : schema.mark(...mark))),
  );
}
