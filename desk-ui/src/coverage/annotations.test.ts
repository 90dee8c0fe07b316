import { EditorState, TextSelection } from "@tiptap/pm/state";
import type { Command } from "@tiptap/pm/state";
import { joinBackward, splitBlock } from "@tiptap/pm/commands";
import { DOMParser, DOMSerializer, type Node } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { initProseMirrorDoc, updateYFragment, yXmlFragmentToProseMirrorRootNode } from "y-prosemirror";
import { doc, marked, p } from "../blocks/build";
import { PARTS } from "../blocks/marks";
import { schema } from "../blocks/schema";
import annotationRs from "../../../crates/story/src/coverage/annotation.rs?raw";
import { annotate, annotations, beside, find, spotOf, touching, unannotate, wordsAt } from "./annotations";

const ref = (target: string, part = "mention"): [string, Record<string, unknown>] => ["ref", { target, part }];
const said = (text: Node): string[] => annotations(text).map(({ target, part, words }) => `${target} ${part}: ${words}`);

const overlapping = doc(
  p("b1", marked("JNIM ", ref("7", "content")), marked("wants", ref("7", "content"), ref("8", "content"), ref("8", "quote")), marked(" anger", ref("8", "content")), " now"),
);

function at(text: Node, from: number, to = from): EditorState {
  const state = EditorState.create({ doc: text });
  return state.apply(state.tr.setSelection(TextSelection.create(text, from, to)));
}

function after(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (tr) => (next = state.apply(tr)));
  return next;
}

test("the parts are the server's", () => {
  const known = [...annotationRs.matchAll(/Part::(\w+) => "(\w+)"/g)].map(([, , word]) => word);
  expect([...PARTS]).toEqual(known);
});

test("words may stand for several items, and each is whole", () => {
  expect(said(overlapping)).toEqual(["7 content: JNIM wants", "8 content: wants anger", "8 quote: wants"]);
});

test("an annotation is added to those that are there, and taken away alone", () => {
  const state = after(at(overlapping, 1), annotate({ from: 1, to: 5 }, "9", "mention"));
  expect(said(state.doc)).toContain("9 mention: JNIM");
  expect(said(state.doc)).toContain("7 content: JNIM wants");
  const one = annotations(state.doc).find(({ target }) => target === "7");
  const without = after(state, one ? unannotate(one) : () => false);
  expect(said(without.doc)).toEqual(["9 mention: JNIM", "8 content: wants anger", "8 quote: wants"]);
});

test("typing inside grows an annotation, typing at its edges does not", () => {
  const type = (state: EditorState, words: string): EditorState => state.apply(state.tr.insertText(words));
  expect(said(type(at(overlapping, 3), "xx").doc)[0]).toBe("7 content: JNxxIM wants");
  expect(said(type(at(overlapping, 17), "s").doc)).toEqual(said(overlapping));
  expect(said(type(at(overlapping, 1), "A ").doc)).toEqual(said(overlapping));
});

test("a paragraph that is divided and made one again keeps its annotations", () => {
  const divided = after(at(overlapping, 8), splitBlock);
  expect(said(divided.doc)).toEqual(["7 content: JNIM wa", "8 content: wa", "8 quote: wa", "7 content: nts", "8 content: nts anger", "8 quote: nts"]);
  const joined = after(at(divided.doc, 10), joinBackward);
  expect(said(joined.doc)).toEqual(said(overlapping));
});

test("what is copied inside the story keeps its annotations", () => {
  const place = document.createElement("div");
  place.append(DOMSerializer.fromSchema(schema).serializeFragment(overlapping.content));
  const back = DOMParser.fromSchema(schema).parse(place);
  expect(said(back)).toEqual(said(overlapping));
  place.innerHTML = '<p><span data-ref="javascript:1" data-part="mention">x</span><span data-ref="7" data-part="colour">y</span></p>';
  expect(said(DOMParser.fromSchema(schema).parse(place))).toEqual([]);
});

test("overlapping annotations come back from the shared text as they went in", () => {
  const ours = new Y.Doc();
  const fragment = ours.getXmlFragment("body");
  const meta = initProseMirrorDoc(fragment, schema).meta;
  updateYFragment(ours, fragment, overlapping, meta);
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
  expect(said(yXmlFragmentToProseMirrorRootNode(theirs.getXmlFragment("body"), schema))).toEqual(said(overlapping));
  const text = fragment.get(0) instanceof Y.XmlElement ? (fragment.get(0) as Y.XmlElement).get(0) : null;
  expect(text).toBeInstanceOf(Y.XmlText);
});

test("the key of a mark in the shared text is the one that the server makes", () => {
  const ours = new Y.Doc();
  const fragment = ours.getXmlFragment("body");
  updateYFragment(ours, fragment, doc(p("b1", marked("JNIM", ref("7")))), initProseMirrorDoc(fragment, schema).meta);
  const text = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  // crates/collaboration/src/body.rs: another key would be written anew at every keystroke in the paragraph.
  expect(Object.keys((text.toDelta() as { attributes: object }[])[0]?.attributes ?? {})).toEqual(["ref--sCZFvUds"]);
});

test("the words at the caret are the word, the selected ones without the spaces around them", () => {
  const text = doc(p("b1", "said  Ag-Ghali’s men (JNIM)."));
  const words = (from: number, to?: number): string | null => {
    const state = at(text, from, to);
    const place = wordsAt(state);
    return place && state.doc.textBetween(place.from, place.to);
  };
  expect(words(9)).toBe("Ag-Ghali’s");
  expect(words(26)).toBe("JNIM");
  expect(words(5, 8)).toBe("A");
  expect(words(6)).toBe(null);
  expect(words(1, 22)).toBe("said  Ag-Ghali’s men");
});

test("one goes from annotation to annotation, around the end", () => {
  expect(beside(at(overlapping, 1), 1)?.words).toBe("JNIM wants");
  expect(beside(at(overlapping, 1, 11), 1)?.words).toBe("wants");
  expect(beside(at(overlapping, 17), 1)?.words).toBe("JNIM wants");
  expect(beside(at(overlapping, 1), -1)?.words).toBe("wants anger");
  expect(touching(at(overlapping, 8), { from: 8, to: 8 }).length).toBe(3);
});

test("words are found again after somebody wrote before them", () => {
  const state = at(doc(p("b1", "Rain, rain and rain")), 1);
  const spot = spotOf(state, { from: 7, to: 11 });
  expect(spot).toEqual({ block: "b1", from: 6, to: 10, words: "rain" });
  const [place] = find(doc(p("b0", "New"), p("b1", "More Rain, rain and rain")), spot ? [spot] : []);
  expect(place).toEqual({ from: 17, to: 21 });
  expect(find(doc(p("b1", "Sun")), spot ? [spot] : [])).toEqual([null]);
});
