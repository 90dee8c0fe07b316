import { expect, test } from "vitest";
import type { CampaignReport } from "../api/types";
import { draft, drafted, everyDay, sent, standing, sums } from "./campaign";

const now = Date.parse("2026-03-04T09:00:00Z");

test.each([
  ["draft", "2026-03-01", "2026-04-01", "draft"],
  ["running", "2026-03-01", "2026-04-01", "runs"],
  ["running", "2026-03-10", "2026-04-01", "waits"],
  ["running", "2026-02-01", "2026-03-01", "over"],
  ["paused", "2026-03-01", "2026-04-01", "paused"],
] as const)("%s from %s until %s is said to be %s", (state, from, until, said) => {
  expect(standing({ state, from: `${from}T00:00:00Z`, until: `${until}T00:00:00Z` } as never, now)).toBe(said);
});

test("an advertisement is sent as it was read", () => {
  const html = { id: "7", slot: "top", editions: ["en"], href: "https://a.example/", media: null, alt: {}, html: "<p>x</p>" };
  expect(sent(drafted(html, ["en", "ru"]))).toEqual(html);
  const picture = { ...draft("top", ["en"]), media: "9", alt: { en: "A loaf" }, html: "left over" };
  expect(sent(picture)).toMatchObject({ media: "9", alt: { en: "A loaf" }, html: null });
});

test("a report is summed by day, and no day is left out", () => {
  const row = (day: string, creative: string, impressions: number) => ({ day, creative, slot: "top", impressions, people: 1, clicks: 1, bots: 2 });
  const report = { impressions: 6, clicks: 3, bots: 6, rows: [row("2026-03-01", "1", 1), row("2026-03-01", "2", 2), row("2026-03-03", "1", 3)] } satisfies CampaignReport;
  expect(everyDay(sums(report, "day")).map((sum) => [sum.key, sum.impressions])).toEqual([["2026-03-01", 3], ["2026-03-02", 0], ["2026-03-03", 3]]);
  expect(sums(report, "creative").map((sum) => [sum.key, sum.impressions])).toEqual([["1", 4], ["2", 2]]);
  expect(everyDay([])).toEqual([]);
});
