import { EditorState } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { doc, p } from "../blocks/build";
import { annotations } from "../coverage/annotations";
import type { Proposal } from "../coverage/proposal";
import { behind, pend, pending, propose, proposed, settle, turnTo } from "./behind";

const proposal = (words: string, from: number, block = "b1"): Proposal => ({ block, from, to: from + words.length, words, confidence: 90, what: { kind: "item", item: "7" } });
const rain = proposal("Rain", 0);
const play = proposal("play", 11);

function opened(...proposals: Proposal[]): EditorState {
  const state = EditorState.create({ doc: doc(p("b1", "Rain stops play")), plugins: [behind(() => false)] });
  return state.apply(propose(state, proposals));
}

const told = (state: EditorState): string[] => proposed(state).all.map(({ proposal: { words }, place: { from, to } }) => `${words} ${from}-${to}`);

test("what is proposed is no part of the text", () => {
  const state = opened(rain, play);
  expect(told(state)).toEqual(["Rain 1-5", "play 12-16"]);
  expect(annotations(state.doc)).toEqual([]);
});

test("proposals stay with their words while somebody writes, and go with them", () => {
  let state = opened(rain, play);
  state = state.apply(state.tr.insertText("Heavy ", 1));
  expect(told(state)).toEqual(["Rain 7-11", "play 18-22"]);
  // What others write comes as a whole new document.
  state = state.apply(state.tr.replaceWith(0, state.doc.content.size, [p("b0", "New"), p("b1", "Heavy Rain stops all")]));
  expect(told(state)).toEqual(["Rain 12-16"]);
});

test("after one is settled the next is meant, and after the last the first", () => {
  let state = opened(rain, play);
  expect(proposed(state).now).toBe(rain);
  state = state.apply(settle(state.tr, [rain]));
  expect(proposed(state).now).toBe(play);
  state = opened(rain, play);
  state = state.apply(turnTo(state, play));
  state = state.apply(settle(state.tr, [play]));
  expect(proposed(state).now).toBe(rain);
  state = state.apply(settle(state.tr, [rain]));
  expect(proposed(state)).toEqual({ all: [], now: null });
});

test("the words that are being annotated stay in sight wherever they go", () => {
  let state = opened();
  state = state.apply(pend(state, { from: 6, to: 11 }));
  state = state.apply(state.tr.insertText("Rain! ", 1));
  expect(pending(state)).toEqual({ from: 12, to: 17 });
  state = state.apply(pend(state, null));
  expect(pending(state)).toBe(null);
});
