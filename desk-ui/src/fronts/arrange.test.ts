import { expect, test } from "vitest";
import type { Placement } from "../api/types";
import { core, same, whenOf, withMoved } from "./arrange";

test.each([
  [0, 2, "bca"],
  [2, 0, "cab"],
  [1, 1, "abc"],
  [1, 9, "acb"],
  [1, -9, "bac"],
  [7, 0, "abc"],
])("what lay at %d goes to %d", (from, to, list) => {
  expect(withMoved(["a", "b", "c"], from, to).join("")).toBe(list);
});

test("a headline that changed is no new arrangement", () => {
  const one: Placement = { article: "1", state: "live", headline: "Rain", from: null, until: null };
  const renamed: Placement = { ...one, headline: "Snow" };
  expect(same([one], [renamed])).toBe(true);
  expect(same([one], [{ ...one, until: "2026-11-26T12:00:00Z" }])).toBe(false);
  expect(core(one)).toEqual({ article: "1", from: null, until: null });
});

test.each([
  [null, null, "shown"],
  ["2026-11-26T13:00:00Z", null, "waits"],
  [null, "2026-11-26T11:00:00Z", "over"],
  ["2026-11-26T11:00:00Z", "2026-11-26T13:00:00Z", "shown"],
  ["2026-11-26T13:00:00Z", "2026-11-26T11:00:00Z", "never"],
])("from %s until %s it is %s at noon", (from, until, when) => {
  expect(whenOf({ from, until }, Date.parse("2026-11-26T12:00:00Z"))).toBe(when);
});
