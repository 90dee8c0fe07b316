import { EditorState, TextSelection } from "@tiptap/pm/state";
import type { Command } from "@tiptap/pm/state";
import { splitBlock } from "@tiptap/pm/commands";
import { Slice } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { doc, li, node, p } from "./build";
import { names, withoutNames } from "./names";

function opened(of = doc(p("b1", "Rain stops"), p("b2", "play"))) {
  return EditorState.create({ doc: of, plugins: [names()] });
}

function at(state: EditorState, pos: number, command: Command): EditorState {
  let next = state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
  command(next, (tr) => {
    next = next.apply(tr);
  });
  return next;
}

function named(state: EditorState): [unknown, string][] {
  return state.doc.children.map((block) => [block.attrs.id, block.textContent]);
}

test("the first half of a split paragraph keeps its name", () => {
  const [first, second, third] = named(at(opened(), 5, splitBlock));
  expect(first).toEqual(["b1", "Rain"]);
  expect(second).toEqual([expect.stringMatching(/^b[0-9a-z]{10}$/), " stops"]);
  expect(third).toEqual(["b2", "play"]);
});

test("an empty line above a paragraph does not take its name", () => {
  const [first, second] = named(at(opened(), 1, splitBlock));
  expect(first?.[0]).not.toBe("b1");
  expect(second).toEqual(["b1", "Rain stops"]);
});

test("what is pasted has new names, those inside too", () => {
  const list = node("bullet_list", { id: "b7" }, li(p("b8", "Bread")));
  const state = opened();
  const next = state.apply(state.tr.replace(0, 0, withoutNames(new Slice(doc(list).content, 0, 0))));
  const ids: unknown[] = [];
  next.doc.descendants((block) => {
    if ("id" in block.attrs) ids.push(block.attrs.id);
  });
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain("b7");
  expect(ids.every((id) => typeof id === "string" && id !== "")).toBe(true);
});

test("looking at an empty text writes nothing", () => {
  const state = opened(doc(p(null)));
  const next = state.apply(state.tr.insertText("").setMeta("look", true));
  expect(next.doc.firstChild?.attrs.id).toBeNull();
});
