import { expect, test } from "vitest";
import type { Possible } from "../api/types";
import { mayChangeStory, publicIn, storyAsked } from "./story";

test("what does not change is sent as it is", () => {
  const story = { kind: "news", embargo: "2026-01-31T05:00:00Z", sensitive: true } as const;
  expect(storyAsked(story, {})).toEqual(story);
  expect(storyAsked(story, { kind: "brief" })).toEqual({ ...story, kind: "brief" });
  expect(storyAsked(story, { embargo: null })).toEqual({ ...story, embargo: null });
  expect(storyAsked(story, { sensitive: false })).toEqual({ ...story, sensitive: false });
});

test("a story is public if readers have it in any language", () => {
  const draft = { edition: "en", public: { state: "unpublished" } } as const;
  expect(publicIn(draft, [])).toBeNull();
  expect(publicIn(draft, [{ edition: "ar", public: { state: "unpublished" } }, { edition: "fr", public: { state: "live", revision: 2 } }])).toBe("fr");
  expect(publicIn({ ...draft, public: { state: "live", revision: 3 } }, [])).toBe("en");
  // What the list of languages says of this one may be older than the article itself.
  expect(publicIn(draft, [{ edition: "en", public: { state: "live", revision: 3 } }])).toBeNull();
});

test("writers may change a story until it is public, then publishers", () => {
  const acts = (write: string | null, publish: string | null): { acts: Possible[] } => ({
    acts: [
      { act: "write", possible: write === null, code: write, why_not: null },
      { act: "publish", possible: publish === null, code: publish, why_not: null },
    ],
  });
  expect(mayChangeStory(acts(null, "not_allowed"), false)).toBe(true);
  expect(mayChangeStory(acts(null, "not_allowed"), true)).toBe(false);
  expect(mayChangeStory(acts("not_allowed", "already_live"), true)).toBe(true);
  expect(mayChangeStory({ acts: [] }, false)).toBe(false);
});
