/** Every key of the text, once for the editor and once for the help. */
import { baseKeymap, chainCommands, exitCode } from "@tiptap/pm/commands";
import { liftListItem, sinkListItem, splitListItem } from "@tiptap/pm/schema-list";
import type { Command } from "@tiptap/pm/state";
import { goToNextCell } from "@tiptap/pm/tables";
import { kind } from "../blocks/schema";
import * as commands from "./commands";

/** A key and what it does; `message` tells it in words. */
export interface Key {
  key: string;
  message: string;
  run?: Command;
}

/** The keys that people are told about. Those without a command belong to the page around the text. */
export const told: readonly Key[] = [
  { key: "Mod-b", message: "article-tool-strong", run: commands.mark("strong") },
  { key: "Mod-i", message: "article-tool-em", run: commands.mark("em") },
  { key: "Mod-u", message: "article-tool-underline", run: commands.mark("underline") },
  { key: "Mod-Shift-x", message: "article-tool-strike", run: commands.mark("strike") },
  { key: "Mod-e", message: "article-tool-code", run: commands.mark("code") },
  { key: "Mod-k", message: "article-tool-link" },
  { key: "Mod-Alt-0", message: "article-tool-paragraph", run: commands.toParagraph },
  { key: "Mod-Alt-2", message: "article-tool-heading-2", run: commands.heading(2) },
  { key: "Mod-Alt-3", message: "article-tool-heading-3", run: commands.heading(3) },
  { key: "Mod-Shift-8", message: "article-tool-bullet-list", run: commands.list("bullet_list") },
  { key: "Mod-Shift-7", message: "article-tool-ordered-list", run: commands.list("ordered_list") },
  { key: "Mod-Shift-9", message: "article-tool-quotation", run: commands.quotation },
  { key: "Shift-Enter", message: "article-key-line", run: commands.lineBreak },
  { key: "Alt-ArrowUp", message: "article-key-up", run: commands.move(-1) },
  { key: "Alt-ArrowDown", message: "article-key-down", run: commands.move(1) },
  { key: "/", message: "article-key-slash" },
  { key: "Mod-Alt-m", message: "article-tool-comment" },
  { key: "Alt-Enter", message: "article-tool-behind" },
  { key: "F8", message: "article-key-next-mark" },
  { key: "Shift-F8", message: "article-key-previous-mark" },
  { key: "F9", message: "article-key-propose" },
  { key: "Shift-F9", message: "article-key-accept-known" },
  { key: "Mod-f", message: "article-tool-find" },
  { key: "Mod-s", message: "article-key-save" },
  { key: "Mod-z", message: "article-tool-undo" },
  { key: "Mod-Shift-z", message: "article-tool-redo" },
  { key: "Alt-F10", message: "article-key-toolbar" },
  { key: "Mod-/", message: "article-key-help" },
];

/** What is typed that becomes something else, for the help. */
export const typed: readonly { signs: string; message: string }[] = [
  { signs: "## ", message: "article-tool-heading-2" },
  { signs: "### ", message: "article-tool-heading-3" },
  { signs: "- ", message: "article-tool-bullet-list" },
  { signs: "1. ", message: "article-tool-ordered-list" },
  { signs: "> ", message: "article-tool-quotation" },
  { signs: "```", message: "article-tool-preformatted" },
  { signs: "---", message: "article-tool-break-scene" },
  { signs: "**…**", message: "article-tool-strong" },
  { signs: "*…*", message: "article-tool-em" },
  { signs: "`…`", message: "article-tool-code" },
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
