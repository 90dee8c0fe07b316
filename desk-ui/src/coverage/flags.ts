/** What there is to look at, as a sentence with what to do, and where its words are. */
import type { Flag } from "../api/types";
import type { Node } from "@tiptap/pm/model";
import { t } from "../words/words.svelte";
import { annotations, type Place } from "./annotations";
import { known, nameOf } from "./known.svelte";

/** Words without the signs of quotation around them, which the sentence has itself. */
export function bare(words: string | null): string {
  return (words ?? "").replace(/^[\s«“„"‹]+|[\s»”"›]+$/gu, "");
}

/** The sentence of a flag. */
export function told(flag: Flag, language: string): string {
  const name = (id: string | null): string => nameOf((id === null ? undefined : known.whole(id)) ?? { names: {} }, language) || "…";
  return t(`flag-${flag.kind.replaceAll("_", "-")}`, {
    printed: bare(flag.printed),
    verified: bare(flag.verified),
    claim: bare(name(flag.claim)),
    event: name(flag.event),
    source: name(flag.source),
    number: flag.number,
    words: flag.words,
    taken: flag.taken,
    live: flag.live,
  });
}

/** The words that a flag is about; nothing where it is about the whole text. */
export function placeOf(doc: Node, flag: Flag): Place | null {
  const target = flag.claim ?? flag.event;
  const all = annotations(doc);
  const start = flag.block === null ? null : blockOf(doc, flag.block);
  const here = (one: Place): boolean => start === null || (one.from > start.from && one.to <= start.to);
  const found =
    flag.kind === "item_gone"
      ? all.find((one) => here(one) && one.words === flag.words)
      : flag.source !== null
        ? all.find((one) => known.whole(one.target)?.facts.chain?.some((hop) => hop.by === flag.source))
        : (all.find((one) => one.target === target && here(one) && (flag.printed === null || one.words === flag.printed)) ?? all.find((one) => one.target === target));
  return found ?? (target === null ? start : null);
}

function blockOf(doc: Node, id: string): Place | null {
  let found: Place | null = null;
  doc.descendants((node, pos) => {
    if (found === null && node.attrs.id === id) found = { from: pos, to: pos + node.nodeSize };
    return found === null;
  });
  return found;
}
