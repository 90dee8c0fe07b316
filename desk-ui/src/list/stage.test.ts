import { expect, test } from "vitest";
import type { Summary } from "../api/types";
import { standingOf } from "./stage";

const draft: Pick<Summary, "public" | "desk" | "draft" | "scheduled"> = { public: { state: "unpublished" }, desk: "draft", draft: 3, scheduled: null };
const soon = { revision: 3, at: "2026-11-26T12:00:00Z" };

test.each([
  [draft, "draft", "standing-draft"],
  [{ ...draft, desk: "in_review" as const }, "review", "standing-in-review"],
  [{ ...draft, desk: "approved" as const }, "approved", "standing-approved"],
  [{ ...draft, desk: "approved" as const, scheduled: soon }, "scheduled", "standing-scheduled"],
  [{ ...draft, public: { state: "live" as const, revision: 3 } }, "live", "standing-live"],
  [{ ...draft, public: { state: "live" as const, revision: 2 }, desk: "in_review" as const }, "live", "standing-live-in-review"],
  [{ ...draft, public: { state: "withdrawn" as const, at: "", note: "" } }, "stopped", "standing-withdrawn"],
  [{ ...draft, public: { state: "held" as const, at: "", order: "", was_live: null }, scheduled: soon }, "stopped", "standing-held"],
])("an article has one dot and one word for it", (article, dot, message) => {
  expect(standingOf(article)).toEqual({ dot, message });
});
