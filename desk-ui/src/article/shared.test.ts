import { expect, test } from "vitest";
import * as Y from "yjs";
import { difference, write } from "./shared";

test("the difference of two texts is one piece", () => {
  for (const [before, after, expected] of [
    ["Rain", "Rain", { index: 4, remove: 0, insert: "" }],
    ["Rain stops", "Rain really stops", { index: 5, remove: 0, insert: "really " }],
    ["aa", "aaa", { index: 2, remove: 0, insert: "a" }],
    ["Rain", "", { index: 0, remove: 4, insert: "" }],
    ["🌧️ a", "🌨️ a", { index: 0, remove: 2, insert: "🌨" }],
  ] as const) {
    expect(difference(before, after), `${before} → ${after}`).toEqual(expected);
  }
});

test("writing a field anew keeps what others wrote beside it", () => {
  const doc = new Y.Doc();
  const text = doc.getText("headline");
  text.insert(0, "Rain stops");
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getText("headline").insert(10, " play");
  write(text, "The rain stops");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(text.toString()).toBe("The rain stops play");
});
