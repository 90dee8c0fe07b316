// Talks to the desk's API. Whatever goes wrong becomes an `ApiError` with a sentence for the person at the screen.
import { find, t } from "../words/words.svelte";
import type { AnswerOf, Method, Rest } from "./path";
import type { ArticleView } from "./types";

/** The API never answered. */
export const OFFLINE = "offline";

/** What the server refused, or that it did not answer. */
export class ApiError extends Error {
  /** The stable word for what happened. */
  readonly code: string;
  /** Which field of what was sent is wrong. */
  readonly field: string | null;
  /** The HTTP status; 0 if no answer came. */
  readonly status: number;
  /** What the article is now, if somebody else changed it meanwhile. */
  readonly article: ArticleView | null;

  constructor(status: number, code: string, message: string, field: string | null = null, article: ArticleView | null = null) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.field = field;
    this.article = article;
  }

  /** Whether no answer came: nothing is known to be wrong but the connection. */
  get offline(): boolean {
    return this.code === OFFLINE;
  }
}

type Watcher = (error: ApiError) => void;
const watchers = new Set<Watcher>();

/** Tells `watcher` of every refusal, before whoever asked hears of it. */
export function onRefusal(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Asks the API. `path` is what follows `/desk/api`: `api("GET", "/me")`. */
export async function api<const M extends Method, const Path extends string>(method: M, path: Path, ...[body, { signal } = {}]: Rest<M, Path>): Promise<AnswerOf<M, Path>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method === "POST") headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(`/desk/api${path}`, {
      method,
      headers,
      credentials: "same-origin",
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
      signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw refuse(new ApiError(0, OFFLINE, t("error-offline")));
  }
  return answerOf<AnswerOf<M, Path>>(response.status, await response.text().catch(() => null));
}

/** Reads an answer, however it was fetched. */
export function answerOf<Answer>(status: number, text: string | null): Answer {
  if (status === 204) return null as Answer;
  let answer: unknown;
  try {
    answer = JSON.parse(text ?? "");
  } catch {
    throw refuse(new ApiError(status, "unreadable_answer", t("error-unreadable-answer", { status })));
  }
  if (status >= 200 && status < 300) return answer as Answer;
  throw refuse(refusalIn(status, answer));
}

/** Whatever was thrown, as a sentence. */
export function sentence(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  console.error(error);
  return t("error-here");
}

function refuse(error: ApiError): ApiError {
  for (const watcher of watchers) watcher(error);
  return error;
}

interface Told {
  error?: { code?: string; message?: string; text?: string; field?: string };
  article?: ArticleView;
}

function refusalIn(status: number, answer: unknown): ApiError {
  const { error = {}, article = null } = (answer ?? {}) as Told;
  const code = error.code ?? "internal";
  // The desk's own words for what is refused often; else the server's sentence, which knows the particulars.
  const ours = find(`error-${code.replaceAll("_", "-")}`);
  return new ApiError(status, code, ours ?? error.message ?? error.text ?? t("error-internal"), error.field ?? null, article);
}
