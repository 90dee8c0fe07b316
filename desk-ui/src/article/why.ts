/** Why an act is not possible, in the language of the person at the screen where the desk has words for it. */
import type { Possible } from "../api/types";
import { find } from "../words/words.svelte";

/** The reason. The server's own sentence knows the particulars, such as who holds an article. */
export function why({ code, why_not: sentence }: Possible): string {
  const ours = code ? find(`article-why-${code.replaceAll("_", "-")}`) : null;
  return ours ?? sentence ?? "";
}
