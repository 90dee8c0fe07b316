import { EditorState } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import type { Node } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { names } from "../blocks/names";
import { schema } from "../blocks/schema";
import googleDocs from "./clipboard/google-docs.html?raw";
import web from "./clipboard/web.html?raw";
import word from "./clipboard/word.html?raw";
import { ClipboardParser } from "./paste";

/** A text as one reads it: a line for each block, `[words|mark]` for what is marked. */
function sketch(node: Node, depth = 0): string[] {
  const indent = "  ".repeat(depth);
  if (node.isTextblock) {
    const words = node.children.map((child) => {
      const said = child.isText ? (child.text ?? "") : "⏎";
      const marks = child.marks.map((mark) => (mark.type.name === "link" ? String(mark.attrs.href) : mark.type.name));
      return marks.length > 0 ? `[${said}|${marks.join(" ")}]` : said;
    });
    const level = node.type.name === "heading" ? ` ${String(node.attrs.level)}` : "";
    return [`${indent}${node.type.name}${level}: ${words.join("")}`];
  }
  const { colspan } = node.attrs as { colspan?: number };
  return [`${indent}${node.type.name}${colspan !== undefined && colspan > 1 ? ` ×${colspan}` : ""}`, ...node.children.flatMap((child) => sketch(child, depth + 1))];
}

function pasted(html: string): { text: string[]; pictures: number; doc: Node } {
  let pictures = 0;
  const view = new EditorView(document.createElement("div"), {
    state: EditorState.create({ schema, plugins: [names()] }),
    clipboardParser: new ClipboardParser((left) => {
      pictures += left.pictures;
    }),
  });
  view.pasteHTML(html, new Event("paste") as ClipboardEvent);
  view.state.doc.check();
  const { doc } = view.state;
  view.destroy();
  return { text: doc.children.flatMap((block) => sketch(block)), pictures, doc };
}

test("a text from Google Docs keeps its structure and loses its styles", () => {
  const { text, pictures } = pasted(googleDocs);
  expect(text).toEqual([
    "heading 2: Five editions",
    "paragraph: Rain [stops|strong][ play|em], says [a report|https://example.org/rain].",
    "bullet_list",
    "  list_item",
    "    paragraph: Bread",
    "    bullet_list",
    "      list_item",
    "        paragraph: Rye",
    "  list_item",
    "    paragraph: Salt",
    "table",
    "  table_row",
    "    table_cell",
    "      paragraph: Night",
    "    table_cell",
    "      paragraph: 12",
  ]);
  expect(pictures).toBe(1);
});

test("a text from Word has real lists and no traces of Word", () => {
  const { text, pictures, doc } = pasted(word);
  expect(text).toEqual([
    "heading 2: After the rain",
    "paragraph: Rain [stops|strong] [play|em], says [a report|https://example.org/rain][1].",
    "bullet_list",
    "  list_item",
    "    paragraph: Bread",
    "    bullet_list",
    "      list_item",
    "        paragraph: Rye",
    "  list_item",
    "    paragraph: Salt",
    "ordered_list",
    "  list_item",
    "    paragraph: First",
    "  list_item",
    "    paragraph: Second",
    "quotation",
    "  paragraph: We waited.",
    "table",
    "  table_row",
    "    table_header ×2",
    "      paragraph: Night",
    "  table_row",
    "    table_cell",
    "      paragraph: 12",
    "    table_cell",
    "      paragraph: 14",
  ]);
  expect(pictures).toBe(1);
  expect(doc.textContent).not.toMatch(/·|Is that so|Style Definitions/);
});

test("a text from the web comes without menus, forms, trackers and scripts", () => {
  const { text, pictures } = pasted(web);
  expect(text).toEqual([
    "heading 2: After the rain",
    "paragraph: Rain [stops|em] play, says [a report|https://example.org/rain?x=1].",
    "paragraph: First line⏎second line",
    "paragraph: A new thought",
    "paragraph: The quay",
    "bullet_list",
    "  list_item",
    "    paragraph: Bread",
    "quotation",
    "  paragraph: We waited.",
    "paragraph: Laid out by a table",
    "paragraph: in two columns",
    "preformatted: a\n  b",
    "break",
    "paragraph: [Old|strike] H[2|subscript]O nowhere",
  ]);
  expect(pictures).toBe(1);
});

test("every pasted block has a name of its own", () => {
  const ids: unknown[] = [];
  pasted(word).doc.descendants((node) => {
    if ("id" in node.attrs) ids.push(node.attrs.id);
  });
  expect(ids.length).toBeGreaterThan(10);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => typeof id === "string")).toBe(true);
});
