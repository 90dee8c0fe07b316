/** The text as the server keeps it, and as the editor does. */
import { Node } from "@tiptap/pm/model";
import type { Mark } from "@tiptap/pm/model";
import { facts } from "./card";
import { schema } from "./schema";
import { words } from "./spec";

/** A node in the JSON of ProseMirror. */
export interface Json {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Json[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** The text of a body. A body without blocks is one empty paragraph. */
export function fromBody(body: Json): Node {
  const content = body.content ?? [];
  if (content.length === 0) return schema.topNodeType.createAndFill() ?? schema.topNodeType.create();
  return Node.fromJSON(schema, { type: "doc", content });
}

/** The body of a text, exactly as the server writes it. */
export function toBody(doc: Node): Json {
  return { type: "doc", content: children(doc) };
}

function children(node: Node): Json[] {
  return node.children.map(out);
}

function out(node: Node): Json {
  if (node.isText) {
    const marks = node.marks.map(markOut);
    return { type: "text", text: node.text ?? "", ...(marks.length > 0 ? { marks } : {}) };
  }
  const json: Json = { type: node.type.name };
  const attrs = Object.entries(node.attrs).filter(([name, value]) => name === "id" || said(value));
  if (attrs.length > 0) {
    json.attrs = Object.fromEntries(attrs.map(([name, value]) => [name, name === "id" ? (value ?? "") : value]));
  }
  if (!node.isLeaf) json.content = children(node);
  return json;
}

function said(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

function markOut(mark: Mark): NonNullable<Json["marks"]>[number] {
  const attrs = Object.entries(mark.attrs).filter(([, value]) => value !== null);
  return { type: mark.type.name, ...(attrs.length > 0 ? { attrs: Object.fromEntries(attrs) } : {}) };
}

/** The words of a text, one line per paragraph, heading, caption, row or fact: what the server counts and compares. */
export function lines(doc: Node): string[] {
  const all: string[] = [];
  doc.forEach((block) => pushText(block, all));
  return all;
}

function plain(node: Node): string {
  return node.children.map((child) => (child.isText ? (child.text ?? "") : "\n")).join("");
}

function pushText(node: Node, lines: string[]): void {
  const inside = (target: string[]) => node.forEach((child) => pushText(child, target));
  switch (node.type.name) {
    case "quotation":
      inside(lines);
      if (node.attrs.source !== null) lines.push(words(node, "source"));
      break;
    case "card":
      lines.push(words(node, "title"));
      for (const { term, value } of facts(node)) lines.push(`${term}: ${value}`);
      inside(lines);
      break;
    case "post":
      if (words(node, "title") !== "") lines.push(words(node, "title"));
      inside(lines);
      break;
    case "table":
      if (node.attrs.caption !== null) lines.push(words(node, "caption"));
      node.forEach((row) => {
        const cells = row.children.map((cell) => {
          const inner: string[] = [];
          cell.forEach((block) => pushText(block, inner));
          return inner.join(" ");
        });
        lines.push(cells.join("\t"));
      });
      break;
    case "embed":
      if (words(node, "title") !== "") lines.push(words(node, "title"));
      break;
    default:
      if (node.inlineContent) {
        const text = plain(node);
        if (text.trim() !== "") lines.push(text);
      } else {
        inside(lines);
      }
  }
}
