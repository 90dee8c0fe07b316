import { expect, test } from "vitest";
import { cityOf, fromZone, inZone } from "./zoned";

test.each([
  ["2026-11-26T08:45:00Z", "Europe/Paris", "2026-11-26T09:45"],
  ["2026-07-01T21:30:00Z", "Asia/Yerevan", "2026-07-02T01:30"],
  ["2026-11-26T00:00:00Z", "America/New_York", "2026-11-25T19:00"],
  ["2026-11-26T00:00:00Z", "UTC", "2026-11-26T00:00"],
  ["2026-10-25T00:30:00Z", "Europe/Paris", "2026-10-25T02:30"],
])("%s in %s is %s, and back", (at, zone, local) => {
  expect(inZone(at, zone)).toBe(local);
  expect(fromZone(local, zone)).toBe(at);
});

test("an hour that does not exist becomes the hour after it", () => {
  expect(inZone(fromZone("2026-03-29T02:30", "Europe/Paris"), "Europe/Paris")).toBe("2026-03-29T03:30");
});

test("a zone is known by its city", () => {
  expect(cityOf("America/New_York")).toBe("New York");
  expect(cityOf("UTC")).toBe("UTC");
});
