/** A background card as it is put into a text: a copy that says where it is from, and of which version. */
import { type Fragment, Slice } from "@tiptap/pm/model";
import type { Command } from "@tiptap/pm/state";
import type { Content } from "../api/types";
import { fromBody, type Json } from "../blocks/body";
import { withoutNames } from "../blocks/names";
import { kind } from "../blocks/schema";
import { put } from "./commands";

/** What a card's node has of the text of the card's own article. */
export function cardOf(text: Content, origin: string, revision: number): { attrs: Record<string, unknown>; content: Fragment } {
  const body = fromBody(text.body as Json);
  const only = body.childCount === 1 ? body.firstChild : null;
  // Where the article is a card and nothing else, its facts come too.
  const inner = only?.type === kind("card") ? only : null;
  return {
    attrs: { title: text.headline, facts: inner?.attrs.facts ?? null, origin, revision },
    content: inner?.content ?? body.content,
  };
}

/** Puts a copy of a card into the text. */
export function insertCard(text: Content, origin: string, revision: number): Command {
  const { attrs, content } = cardOf(text, origin, revision);
  const nameless = withoutNames(new Slice(content, 0, 0)).content;
  return put(kind("card").create(attrs, nameless));
}
