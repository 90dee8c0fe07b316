// @vitest-environment node
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, expectTypeOf, test } from "vitest";
import type { api } from "./client";
import type { AnswerOf, Rest } from "./path";
import { query } from "./path";
import type { ArticleView, Comment, Content } from "./types";

test("the types are those of the API's document", { timeout: 60_000 }, () => {
  const here = import.meta.dirname;
  const folder = mkdtempSync(join(tmpdir(), "desk-types-"));
  try {
    const fresh = join(folder, "schema.ts");
    const program = join(here, "../../node_modules/.bin/openapi-typescript");
    execFileSync(program, [join(here, "openapi.json"), "--enum-values", "--output", fresh], { stdio: "pipe" });
    const same = readFileSync(fresh, "utf8") === readFileSync(join(here, "schema.ts"), "utf8");
    expect(same, "schema.ts is stale: run `npm run types`").toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an address says what is asked and answered there", () => {
  expectTypeOf<AnswerOf<"GET", `/articles/${string}`>>().toEqualTypeOf<ArticleView>();
  expectTypeOf<AnswerOf<"GET", `/articles/${string}/comments`>>().toEqualTypeOf<{ comments: Comment[] }>();
  expectTypeOf<AnswerOf<"GET", "/articles" | `/articles?${string}`>["next"]>().toEqualTypeOf<string | null>();
  expectTypeOf<AnswerOf<"POST", "/sign-out">>().toEqualTypeOf<null>();
  expectTypeOf<Rest<"POST", `/articles/${string}/revisions`>[0]>().toMatchTypeOf<{ content: Content }>();
  expectTypeOf<Rest<"GET", "/nowhere">>().toEqualTypeOf<[unknownAddress: never]>();
  expectTypeOf<typeof api>().toBeFunction();
});

test("what is empty is not asked", () => {
  expect(query({ q: "", before: null, edition: undefined })).toBe("");
  expect(query({ q: "rain & wind", before: "12" })).toBe("?q=rain+%26+wind&before=12");
});
