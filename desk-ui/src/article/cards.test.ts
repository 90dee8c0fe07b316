import { EditorState, Selection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import type { Content } from "../api/types";
import { toBody } from "../blocks/body";
import { doc, p } from "../blocks/build";
import { cardOf, insertCard } from "./cards";

const body = (...content: object[]): Content["body"] => ({ type: "doc", content }) as Content["body"];
const paragraph = (id: string, text: string): object => ({ type: "paragraph", attrs: { id }, content: [{ type: "text", text }] });

test("a card that is put into a text says where it is from, and its blocks get names of their own", () => {
  const text: Content = { headline: "Who is Lia?", body: body(paragraph("b1", "A writer.")) };
  let state = EditorState.create({ doc: doc(p("b1", "Before")) });
  state = state.apply(state.tr.setSelection(Selection.atEnd(state.doc)));
  insertCard(text, "77", 3)(state, (tr) => (state = state.apply(tr)));
  const [, card] = toBody(state.doc).content ?? [];
  expect(card?.attrs).toEqual({ id: "", title: "Who is Lia?", origin: "77", revision: 3 });
  expect(card?.content).toEqual([{ type: "paragraph", attrs: { id: "" }, content: [{ type: "text", text: "A writer." }] }]);
});

test("an article that is a card and nothing else gives its facts too", () => {
  const inner = { type: "card", attrs: { id: "c", title: "Old", facts: [{ term: "Born", value: "1970" }] }, content: [paragraph("b1", "A writer.")] };
  const { attrs, content } = cardOf({ headline: "Who is Lia?", body: body(inner) }, "77", 3);
  expect(attrs.facts).toEqual([{ term: "Born", value: "1970" }]);
  expect(content.childCount).toBe(1);
});
