/** What a correction may be about. */
import { api } from "../api/client";
import type { Item } from "../api/types";
import { fromBody } from "../blocks/body";
import { annotations } from "../coverage/annotations";
import { known } from "../coverage/known.svelte";
import type { Open } from "./open.svelte";

/**
 * The claims that the text which readers have carries, and then those that only the text on the screen does.
 * What was wrong may be gone from the new text already.
 */
export async function claimsOf({ article, writing }: Open): Promise<Item[]> {
  const { id, live } = article;
  const read = live === null ? null : (await api("GET", `/articles/${id}/revisions/${String(live)}`)).content;
  const docs = [...(read ? [fromBody(read.body)] : []), ...(writing ? [writing.view.state.doc] : [])];
  const targets = [...new Set(docs.flatMap(annotations).map(({ target }) => target))];
  await known.need(targets);
  const items = targets.flatMap((target) => known.whole(target) ?? []).filter(({ kind }) => kind === "claim");
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
