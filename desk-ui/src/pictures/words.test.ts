import { expect, test } from "vitest";
import { inLanguage, missingIn, moved, nameOf, sizeOf, within } from "./words";

test("a picture speaks the language of the screen, or any that it has", () => {
  expect(inLanguage({ en: "A ship", ru: "Корабль" }, "ru")).toBe("Корабль");
  expect(inLanguage({ en: "A ship", ru: " " }, "ru")).toBe("A ship");
  expect(inLanguage({}, "ru")).toBe("");
});

test("a missing text is told by its language", () => {
  expect(missingIn({ en: "A ship", ru: " " }, ["en", "ru", "hy"])).toEqual(["ru", "hy"]);
  expect(nameOf("hy", "en")).toBe("Armenian");
});

test.each([
  [812, "0.8 kB"],
  [24_300, "24 kB"],
  [3_420_000, "3.4 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(sizeOf(bytes, "en")).toBe(words);
});

test.each([
  ["ArrowRight", { x: 0.51, y: 0.5 }],
  ["ArrowUp", { x: 0.5, y: 0.49 }],
  ["Enter", null],
])("%s moves the focal point", (key, focal) => {
  expect(moved({ x: 0.5, y: 0.5 }, key, 0.01)).toEqual(focal);
});

test("a focal point stays on the picture", () => {
  expect(moved({ x: 1, y: 0 }, "ArrowRight", 0.1)).toEqual({ x: 1, y: 0 });
  expect(within(-3)).toBe(0);
});
