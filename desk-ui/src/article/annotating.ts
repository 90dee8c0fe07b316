/** How the panel at the words begins, and what is asked of the server about words. */
import { api } from "../api/client";
import type { components } from "../api/schema";
import type { Content, Hop, When } from "../api/types";
import type { Part } from "../blocks/marks";
import type { Place } from "../coverage/annotations";
import type { Party, Proposable, Proposal, Step } from "../coverage/proposal";
import type { Open } from "./open.svelte";

type Schemas = components["schemas"];

/** Where the panel begins: with the selection, or with what was proposed. */
export interface Start {
  place?: Place;
  step?: "when" | "content" | "quote" | "cue";
  when?: When;
  chain?: Hop[];
  /** Other words that stand for the same item. */
  more?: { place: Place; part: Part }[];
  /** Called once what was proposed is in the text. */
  settle?: () => void;
}

async function told(open: Open, content: Content): Promise<Schemas["Proposal"][]> {
  const { proposals } = await api("POST", `/articles/${open.article.id}/proposals`, { content });
  return proposals;
}

/** A proposal as the screens have it; nothing for what they do not know. */
function read({ block, from, to, words, confidence, what, item, kind, when, chain, content }: Schemas["Proposal"]): Proposal[] {
  const party = ({ words, item, span }: Schemas["ProposedParty"]): Party => ({ words, item, spot: span ? { ...span, block } : null });
  const steps = chain.map(({ by, on_behalf_of: behalf, how }): Step => ({ by: party(by), on_behalf_of: behalf ? party(behalf) : null, how }));
  const is = ((): Proposable | null => {
    if (what === "known") return item ? { kind: "item", item } : null;
    if (what === "new") return kind ? { kind: "new_item", as: kind } : null;
    if (what === "when") return when ? { kind: "when", when } : null;
    if (what === "quotation") return { kind: "quotation", chain: steps };
    return { kind: "attribution", chain: steps, content: content ? { ...content, block } : null };
  })();
  return is ? [{ block, from, to, words, confidence, what: is }] : [];
}

/** What the server proposes for the text on the screen. */
export async function ask(open: Open): Promise<Proposal[]> {
  const content = open.content();
  return content ? (await told(open, content)).flatMap(read) : [];
}

/** The date that words say; nothing where they say none. */
export async function interpret(open: Open, words: string): Promise<When | null> {
  const content = open.content();
  if (!content) return null;
  const body: Content["body"] = { type: "doc", content: [{ type: "paragraph", attrs: { id: "w" }, content: [{ type: "text", text: words }] }] };
  for (const { what } of (await told(open, { ...content, body })).flatMap(read)) if (what.kind === "when") return what.when;
  return null;
}
