import { describe, expect, test } from "vitest";
import { fromBody, lines, toBody } from "./body";
import type { Json } from "./body";
import { schema } from "./schema";
import blockRs from "../../../crates/story/src/block.rs?raw";
import inlineRs from "../../../crates/story/src/inline.rs?raw";

const words = (text: string, ...marks: NonNullable<Json["marks"]>): Json => ({
  type: "text",
  text,
  ...(marks.length > 0 ? { marks } : {}),
});
const p = (id: string, ...content: Json[]): Json => ({ type: "paragraph", attrs: { id }, content });

/** One of each kind, as the server writes it. */
const KINDS: Record<string, Json> = {
  paragraph: p(
    "b1",
    words("Rain "),
    words("stops", { type: "link", attrs: { href: "https://example.org/", title: "A hint" } }, { type: "strong" }),
    { type: "hard_break" },
    words("play", { type: "em" }, { type: "underline" }, { type: "strike" }, { type: "code" }),
    words("2", { type: "subscript" }),
    words("3", { type: "superscript" }),
    words("مطر", { type: "lang", attrs: { lang: "ar", dir: "rtl" } }),
    words("since September", { type: "ref", attrs: { target: "9", part: "when" } }),
  ),
  "an empty paragraph": p("b1"),
  heading: { type: "heading", attrs: { id: "b1", level: 3 }, content: [words("Five editions")] },
  bullet_list: {
    type: "bullet_list",
    attrs: { id: "b1" },
    content: [{ type: "list_item", content: [p("b2", words("Bread")), { type: "bullet_list", attrs: { id: "b3" }, content: [{ type: "list_item", content: [p("b4", words("Rye"))] }] }] }],
  },
  ordered_list: { type: "ordered_list", attrs: { id: "b1", order: 3 }, content: [{ type: "list_item", content: [p("b2", words("Third"))] }] },
  quotation: { type: "quotation", attrs: { id: "b1", source: "Laessing, to Al Jazeera" }, content: [p("b2", words("Angry"))] },
  "a quotation without a source": { type: "quotation", attrs: { id: "b1" }, content: [p("b2", words("Angry"))] },
  figure: { type: "figure", attrs: { id: "b1", media: "77", alt: "Tankers", credit: "Ana" }, content: [words("At the border", { type: "em" })] },
  "a figure without caption": { type: "figure", attrs: { id: "b1", media: "77", alt: "" }, content: [] },
  gallery: {
    type: "gallery",
    attrs: { id: "b1" },
    content: ["b2", "b3"].map((id) => ({ type: "figure", attrs: { id, media: "77", alt: "Tankers" }, content: [] })),
  },
  embed: { type: "embed", attrs: { id: "b1", url: "https://youtu.be/x", provider: "YouTube", title: "The speech" } },
  table: {
    type: "table",
    attrs: { id: "b1", caption: "Fares" },
    content: [
      { type: "table_row", content: [
        { type: "table_header", attrs: { colspan: 2, rowspan: 1 }, content: [p("b2", words("Night"))] },
      ] },
      { type: "table_row", content: [
        { type: "table_cell", attrs: { colspan: 1, rowspan: 1 }, content: [p("b3", words("12"))] },
        { type: "table_cell", attrs: { colspan: 1, rowspan: 1 }, content: [p("b4")] },
      ] },
    ],
  },
  card: {
    type: "card",
    attrs: { id: "b1", title: "What is JNIM?", facts: [{ term: "Formed", value: "2017" }], origin: "12", revision: 4 },
    content: [p("b2", words("A coalition."))],
  },
  "a card without text": { type: "card", attrs: { id: "b1", title: "What is JNIM?" }, content: [] },
  post: {
    type: "post",
    attrs: { id: "b1", at: "2025-11-09T18:05:00Z", key: true, title: "Polls close" },
    content: [p("b2", words("The last box was sealed."))],
  },
  preformatted: { type: "preformatted", attrs: { id: "b1" }, content: [words("  a\n    b", { type: "strong" })] },
  break: { type: "break", attrs: { id: "b1", kind: "teaser" } },
};

describe("a body comes back from the editor as it went in", () => {
  for (const [name, block] of Object.entries(KINDS)) {
    test(name, () => {
      const body: Json = { type: "doc", content: [block] };
      const doc = fromBody(body);
      doc.check();
      expect(JSON.stringify(toBody(doc))).toBe(JSON.stringify(body));
    });
  }
});

/** The words that serde gives the variants of an enum. */
function variants(text: string, name: string): string[] {
  const inside = new RegExp(`pub enum ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(text)?.[1] ?? "";
  const found = [...inside.matchAll(/^ {4}([A-Z]\w*)/gm)].map(([, variant = ""]) => variant);
  return found.map((variant) => variant.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase());
}

test("the editor knows every block and mark of the story, and no other", () => {
  const inside = ["list_item", "table_row", "table_header", "table_cell", "hard_break", "text", "doc"];
  const blocks = Object.keys(schema.nodes).filter((name) => !inside.includes(name));
  expect(blocks.sort()).toEqual(variants(blockRs, "Block").sort());
  // Their order is the order in which equal texts are equal bytes.
  expect(Object.keys(schema.marks)).toEqual(variants(inlineRs, "Mark"));
});

test("the lines of a text are those that the server counts", () => {
  const { table, card, quotation, embed, gallery, figure } = KINDS;
  const content = [table, card, quotation, embed, gallery, figure].filter((block) => block !== undefined);
  expect(lines(fromBody({ type: "doc", content }))).toEqual([
    "Fares",
    "Night",
    "12\t",
    "What is JNIM?",
    "Formed: 2017",
    "A coalition.",
    "Angry",
    "Laessing, to Al Jazeera",
    "The speech",
    "At the border",
  ]);
});
