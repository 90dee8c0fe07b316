import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { use } from "../words/words.svelte";
import { api, ApiError, onRefusal } from "./client";

beforeAll(() => {
  use("en", [readFileSync(join(import.meta.dirname, "../../../locales/desk/en.ftl"), "utf8")]);
});

const ID: string = "1";

afterEach(() => vi.unstubAllGlobals());

function answers(status: number, body: string | null): ReturnType<typeof vi.fn> {
  const asked = vi.fn(async () => new Response(body, { status }));
  vi.stubGlobal("fetch", asked);
  return asked;
}

async function refusal(): Promise<ApiError> {
  const error: unknown = await api("POST", `/articles/${ID}/publish`, { version: 3, revision: 1 }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test("what is asked goes out as JSON, and the answer comes back", async () => {
  const asked = answers(200, '{"paper":"The Meridian"}');
  expect(await api("POST", `/articles/${ID}/review`, { version: 3 })).toEqual({ paper: "The Meridian" });
  expect(asked).toHaveBeenCalledWith("/desk/api/articles/1/review", expect.objectContaining({ method: "POST", body: '{"version":3}', credentials: "same-origin" }));
});

test("an empty answer is nothing", async () => {
  answers(204, null);
  expect(await api("POST", "/sign-out")).toBe(null);
});

test("a refusal keeps its code, its field, its article and its sentence", async () => {
  answers(409, '{"error":{"code":"stale","message":"Somebody else changed it.","field":"version"},"article":{"id":"1"}}');
  const error = await refusal();
  expect([error.status, error.code, error.field, error.message, error.article?.id]).toEqual([409, "stale", "version", "Somebody else changed it.", "1"]);
});

test("what is refused often is said in the language of the screen", async () => {
  answers(401, '{"error":{"code":"wrong_password","message":"…"}}');
  expect((await refusal()).message).toMatch(/do not belong together/);
});

test("without a network the sentence says that the text is safe", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  const error = await refusal();
  expect(error.offline).toBe(true);
  expect(error.message).toMatch(/safe in this browser/);
});

test("an answer that is no JSON is told with its status", async () => {
  answers(502, "<html>Bad Gateway</html>");
  const error = await refusal();
  expect([error.code, error.status]).toEqual(["unreadable_answer", 502]);
  expect(error.message).toMatch(/502/);
});

test("watchers hear of a refusal until they stop", async () => {
  const heard: string[] = [];
  const stop = onRefusal((error) => heard.push(error.code));
  answers(403, '{"error":{"code":"second_factor_wanted","message":"…"}}');
  await refusal();
  stop();
  await refusal();
  expect(heard).toEqual(["second_factor_wanted"]);
});
