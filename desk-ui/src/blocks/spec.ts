/** What every block's file says of it, and what they share. */
import type { Attrs, Node, NodeSpec } from "@tiptap/pm/model";
import type { NodeViewConstructor } from "@tiptap/pm/view";

/** A node of the text: its schema, and how it is shown where the schema's plain elements do not do. */
export interface Block {
  name: string;
  spec: NodeSpec;
  view?: NodeViewConstructor;
}

/** The attribute that every block of the story has; the plugin in `names.ts` fills it. */
export const named = { id: { default: null } } as const;

/** Whether a link may lead there: the same rule as the server's. */
export function leadsSomewhere(href: unknown): href is string {
  if (typeof href !== "string" || /[\s\p{Cc}]/u.test(href)) return false;
  if (href.startsWith("#")) return true;
  if (href.startsWith("/")) return !href.startsWith("//") && !href.includes("\\");
  return /^(?:https?:\/\/|mailto:|tel:|story:)/.test(href);
}

/** Whether an embed may show it. */
export function isWebAddress(url: unknown): url is string {
  return typeof url === "string" && /^https?:\/\/[^\s\p{Cc}]+$/u.test(url);
}

/** An attribute as words, whatever somebody put there. */
export function words(node: Node, name: string): string {
  const value: unknown = node.attrs[name];
  return typeof value === "string" ? value : "";
}

/** A number from an element's attribute, between two others. */
export function numberIn(element: Element, name: string, from: number, to: number): number {
  const value = Number.parseInt(element.getAttribute(name) ?? "", 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, from), to) : from;
}

/** The attributes for an element, without those that say nothing. */
export function only(attrs: Attrs): Record<string, string> {
  const said = Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(said.map(([name, value]) => [name, String(value)]));
}
