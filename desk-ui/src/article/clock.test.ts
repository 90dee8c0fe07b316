import { expect, test } from "vitest";
import { offsetAt, offsets, wall } from "./clock";

test("a moment is told by the clocks of the zone", () => {
  expect(wall(new Date("2026-01-31T05:00:00Z"), "Europe/Paris")).toBe("2026-01-31T06:00");
  expect(wall(new Date("2026-01-31T23:30:00Z"), "Asia/Yerevan")).toBe("2026-02-01T03:30");
});

test("an hour has one offset, two when clocks go back, and none when they jump over it", () => {
  for (const [at, zone, expected] of [
    ["2026-01-31T06:00", "Europe/Paris", ["+01:00"]],
    ["2026-07-31T06:00", "Europe/Paris", ["+02:00"]],
    ["2026-10-25T02:30", "Europe/Paris", ["+02:00", "+01:00"]],
    ["2026-03-29T02:30", "Europe/Paris", []],
    ["2026-03-29T02:30", "Asia/Yerevan", ["+04:00"]],
    ["2026-11-01T01:30", "America/New_York", ["-04:00", "-05:00"]],
    ["", "Europe/Paris", []],
  ] as const) {
    expect(offsets(at, zone), `${at} ${zone}`).toEqual(expected);
  }
});

test("a moment has the offset that its zone has then", () => {
  expect(offsetAt(new Date("2026-01-31T05:00:00Z"), "Europe/Paris")).toBe("+01:00");
  expect(offsetAt(new Date("2026-07-31T05:00:00Z"), "Europe/Paris")).toBe("+02:00");
  expect(offsetAt(new Date("2026-07-31T05:00:00Z"), "Asia/Kolkata")).toBe("+05:30");
  expect(offsetAt(new Date("2026-01-31T05:00:00Z"), "America/St_Johns")).toBe("-03:30");
});
