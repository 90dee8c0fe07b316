/** Every key of the text, once for the editor and once for the help. */
import { baseKeymap, chainCommands, exitCode } from "@tiptap/pm/commands";
import { liftListItem, sinkListItem, splitListItem } from "@tiptap/pm/schema-list";
import type { Command } from "@tiptap/pm/state";
import { goToNextCell } from "@tiptap/pm/tables";
import { kind } from "../blocks/schema";
import * as commands from "./commands";

/** A key and what it does; `help` names the message that tells it. */
export interface Key {
  key: string;
  help: string;
  run?: Command;
}

/** The keys that people are told about. Those without a command belong to the page around the text. */
export const told: readonly Key[] = [
  { key: "Mod-b", help: "article-tool-strong", run: commands.mark("strong") },
  { key: "Mod-i", help: "article-tool-em", run: commands.mark("em") },
  { key: "Mod-u", help: "article-tool-underline", run: commands.mark("underline") },
  { key: "Mod-Shift-x", help: "article-tool-strike", run: commands.mark("strike") },
  { key: "Mod-e", help: "article-tool-code", run: commands.mark("code") },
  { key: "Mod-k", help: "article-tool-link" },
  { key: "Mod-Alt-0", help: "article-tool-paragraph", run: commands.toParagraph },
  { key: "Mod-Alt-2", help: "article-tool-heading-2", run: commands.heading(2) },
  { key: "Mod-Alt-3", help: "article-tool-heading-3", run: commands.heading(3) },
  { key: "Mod-Shift-8", help: "article-tool-bullet-list", run: commands.list("bullet_list") },
  { key: "Mod-Shift-7", help: "article-tool-ordered-list", run: commands.list("ordered_list") },
  { key: "Mod-Shift-9", help: "article-tool-quotation", run: commands.quotation },
  { key: "Shift-Enter", help: "article-key-line", run: commands.lineBreak },
  { key: "Alt-ArrowUp", help: "article-key-up", run: commands.move(-1) },
  { key: "Alt-ArrowDown", help: "article-key-down", run: commands.move(1) },
  { key: "/", help: "article-key-slash" },
  { key: "Mod-Alt-m", help: "article-tool-comment" },
  { key: "Mod-f", help: "article-tool-find" },
  { key: "Mod-s", help: "article-key-save" },
  { key: "Mod-z", help: "article-tool-undo" },
  { key: "Mod-Shift-z", help: "article-tool-redo" },
  { key: "Alt-F10", help: "article-key-toolbar" },
  { key: "Mod-/", help: "article-key-help" },
];

/** What is typed that becomes something else, for the help. */
export const typed: readonly (readonly [string, string])[] = [
  ["## ", "article-tool-heading-2"],
  ["### ", "article-tool-heading-3"],
  ["- ", "article-tool-bullet-list"],
  ["1. ", "article-tool-ordered-list"],
  ["> ", "article-tool-quotation"],
  ["```", "article-tool-preformatted"],
  ["---", "article-tool-break-scene"],
  ["**…**", "article-tool-strong"],
  ["*…*", "article-tool-em"],
  ["`…`", "article-tool-code"],
];

const item = kind("list_item");

/** All keys of the text. */
export function keys(): Record<string, Command> {
  const bound: Record<string, Command> = { ...baseKeymap };
  const before = (key: string, ...first: Command[]) => {
    const last = bound[key];
    bound[key] = last ? chainCommands(...first, last) : chainCommands(...first);
  };
  for (const { key, run } of told) if (run) before(key, run);
  before("Enter", commands.leaveCaption, splitListItem(item));
  before("Mod-Enter", exitCode, commands.leaveCaption);
  before("Backspace", commands.backToParagraph);
  before("Tab", goToNextCell(1), sinkListItem(item));
  before("Shift-Tab", goToNextCell(-1), liftListItem(item));
  return bound;
}

const apple = typeof navigator !== "undefined" && /Mac|iP(?:hone|ad|od)/.test(navigator.platform);

/** A key as it is printed on this machine's keyboard. */
export function printed(key: string): string[] {
  const names: Record<string, string> = apple
    ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↩" }
    : { Mod: "Ctrl" };
  const arrows: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓" };
  return key.split("-").map((part) => names[part] ?? arrows[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** Whether an event is this key, whatever the layout makes of its letter. */
export function isKey(event: KeyboardEvent, key: string): boolean {
  const parts = key.split("-");
  const last = parts.at(-1) ?? "";
  const wants = (name: string) => parts.includes(name);
  const mod = apple ? event.metaKey : event.ctrlKey;
  if (mod !== wants("Mod") || event.altKey !== wants("Alt") || (event.shiftKey !== wants("Shift") && /^\w/.test(last))) return false;
  if (/^[a-z]$/.test(last)) return event.key.toLowerCase() === last || event.code === `Key${last.toUpperCase()}`;
  if (last === "/") return event.key === "/" || event.code === "Slash";
  return event.key === last;
}
