/** The carets of others, with their names. */
import type { DecorationAttrs } from "@tiptap/pm/view";
import { yCursorPlugin } from "y-prosemirror";
import type { Plugin } from "@tiptap/pm/state";
import type { Awareness } from "y-protocols/awareness";
import { tone } from "../room/tone";

interface User {
  account?: unknown;
  name?: unknown;
}

function toneOf(user: User): number {
  return typeof user.account === "string" ? tone(user.account) : 0;
}

function caret(user: User): HTMLElement {
  const dom = document.createElement("span");
  dom.className = `caret tone-${toneOf(user)}`;
  const name = dom.appendChild(document.createElement("span"));
  name.className = "caret-name";
  name.textContent = typeof user.name === "string" ? user.name.slice(0, 80) : "";
  // It is no part of the text: neither read out nor copied.
  dom.setAttribute("aria-hidden", "true");
  return dom;
}

function selection(user: User): DecorationAttrs {
  return { class: `caret-selection tone-${toneOf(user)}` };
}

export function carets(awareness: Awareness): Plugin {
  return yCursorPlugin(awareness, { cursorBuilder: caret, selectionBuilder: selection });
}
