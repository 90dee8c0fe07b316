// Asking for the list.
import { api } from "../api/client";
import { query } from "../api/path";
import type { Line, List } from "../api/types";

/** What the list is narrowed to. */
export interface Wanted {
  state: string;
  edition: string;
  section: string;
  kind: string;
  mine: boolean;
  q: string;
}

/** The query of `GET /articles`. */
export function queryOf({ state, edition, section, kind, q, mine }: Wanted, before: string | null): ReturnType<typeof query> {
  return query({ state, edition, section, kind, q: q.trim(), mine: mine ? "true" : "", before });
}

/** A page of the list. The server looks through so many articles at once, so that a rare kind may need several looks. */
export async function page(wanted: Wanted, before: string | null, signal?: AbortSignal): Promise<List> {
  const articles: Line[] = [];
  let next = before;
  do {
    const answer: List = await api("GET", `/articles${queryOf(wanted, next)}`, undefined, { signal });
    articles.push(...answer.articles);
    next = answer.next;
  } while (articles.length === 0 && next !== null);
  return { articles, next };
}
