// Asking for the list.
import { api } from "../api/client";
import type { List, Summary } from "../api/types";

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
export function queryOf(wanted: Wanted, before: string | null): string {
  const query = new URLSearchParams();
  for (const name of ["state", "edition", "section", "kind", "q"] as const) {
    const value = wanted[name].trim();
    if (value !== "") query.set(name, value);
  }
  if (wanted.mine) query.set("mine", "true");
  if (before !== null) query.set("before", before);
  return query.size > 0 ? `?${query}` : "";
}

/** A page of the list. The server looks through so many articles at once, so that a rare kind may need several looks. */
export async function page(wanted: Wanted, before: string | null, signal?: AbortSignal): Promise<List> {
  const articles: Summary[] = [];
  let next = before;
  do {
    const answer = await api<List>("GET", `/articles${queryOf(wanted, next)}`, undefined, { signal });
    articles.push(...answer.articles);
    next = answer.next;
  } while (articles.length === 0 && next !== null);
  return { articles, next };
}
