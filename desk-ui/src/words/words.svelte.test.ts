import { beforeEach, expect, test, vi } from "vitest";
import { find, t, use } from "./words.svelte";

beforeEach(() => use("en", ["hello = Hello { $name }\ncount = { $count ->\n    [one] one\n   *[other] { $count } of them\n}\n"]));

test("a message that lacks an argument is shown with its name instead", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  expect(t("hello", { name: "Ana" })).toBe("Hello Ana");
  expect(warn).not.toHaveBeenCalled();
  for (const args of [undefined, {}, { name: undefined }, { name: null }]) expect(t("hello", args)).toBe("Hello {$name}");
  expect(t("count", { count: undefined })).toBe("{$count} of them");
  expect(warn).toHaveBeenCalledTimes(5);
  warn.mockRestore();
});

test("a message that is not there is its own name, or nothing", () => {
  expect(t("nothing-like-it")).toBe("nothing-like-it");
  expect(find("nothing-like-it")).toBeNull();
});
