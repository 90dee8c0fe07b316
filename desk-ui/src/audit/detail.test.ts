import { expect, test } from "vitest";
import { pairs, screenOf } from "./detail";

test("particulars are told one by one, and emptiness is not", () => {
  expect(pairs({ from_state: "draft", note: "", roles: [], grants: [{ role: "admin" }] })).toEqual([
    ["from state", "draft"],
    ["grants", '[{"role":"admin"}]'],
  ]);
  expect(pairs("by hand")).toEqual([["", "by hand"]]);
  expect(pairs('{"kind":"update"}')).toEqual([["kind", "update"]]);
  expect(pairs("{half")).toEqual([["", "{half"]]);
  expect(pairs(null)).toEqual([]);
});

test.each([
  ["article 12", ["articles", "12"]],
  ["media:7", ["pictures", "7"]],
  ["account 3", ["people"]],
  ["edition en", null],
])("%s has its screen", (object, screen) => {
  expect(screenOf(object)).toEqual(screen);
});
