import { expect, test } from "vitest";
import { bars } from "./bars";

test("the highest number fills the picture, and a small one can be seen", () => {
  const { bars: [none, few, most], height, most: highest } = bars([0, 1, 1000]);
  expect(none?.height).toBe(0);
  expect(few?.height).toBe(1);
  expect([most?.height, most?.y]).toEqual([height, 0]);
  expect(highest).toBe(1000);
});

test("bars stand beside each other inside the picture", () => {
  const { bars: all, width } = bars([3, 2, 1]);
  for (const [index, bar] of all.entries()) {
    const after = all[index + 1];
    expect(bar.x + bar.width).toBeLessThan(after ? after.x : width);
  }
});

test("no numbers are no bars", () => {
  expect(bars([]).bars).toEqual([]);
  expect(bars([0, 0]).most).toBe(0);
});
