/** What the toolbar and the list behind a slash offer. */
import type { Command, EditorState } from "@tiptap/pm/state";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
  toggleHeaderColumn,
  toggleHeaderRow,
} from "@tiptap/pm/tables";
import { kind, markKind } from "../blocks/schema";
import * as commands from "./commands";
import { inside, marked } from "./commands";

/** Something that the page asks about before it can be done. */
export type Question = "link" | "picture" | "embed" | "comment" | "find" | "language" | "help" | "behind" | "card";

/** Something one can do with the text. */
export interface Tool {
  /** Its name: `article-tool-<name>` is its message. */
  name: string;
  /** Its sign, or letters that stand for one. */
  icon?: string;
  letters?: string;
  key?: string;
  run?: Command;
  question?: Question;
  /** Whether it is on; nothing for what is no switch. */
  on?(state: EditorState): boolean;
}

const mark = (name: string, key: string): Tool => ({
  name,
  icon: name,
  key,
  run: commands.mark(name),
  on: (state) => marked(state, markKind(name)),
});

const headingTool = (level: number, key?: string): Tool => ({
  name: `heading-${level}`,
  letters: `H${level}`,
  ...(key ? { key } : {}),
  run: commands.heading(level),
  on: (state) => inside(state, kind("heading"), { level }),
});

const tools = {
  paragraph: { name: "paragraph", letters: "¶", key: "Mod-Alt-0", run: commands.toParagraph },
  heading2: headingTool(2, "Mod-Alt-2"),
  heading3: headingTool(3, "Mod-Alt-3"),
  heading4: headingTool(4),
  strong: mark("strong", "Mod-b"),
  em: mark("em", "Mod-i"),
  underline: mark("underline", "Mod-u"),
  strike: mark("strike", "Mod-Shift-x"),
  link: { name: "link", icon: "link", key: "Mod-k", question: "link", on: (state) => commands.linkAt(state) !== null },
  language: { name: "language", icon: "language", question: "language", on: (state) => marked(state, markKind("lang")) },
  bulletList: { name: "bullet-list", icon: "bullet-list", key: "Mod-Shift-8", run: commands.list("bullet_list"), on: (state) => inside(state, kind("bullet_list")) },
  orderedList: { name: "ordered-list", icon: "ordered-list", key: "Mod-Shift-7", run: commands.list("ordered_list"), on: (state) => inside(state, kind("ordered_list")) },
  quotation: { name: "quotation", icon: "quotation", key: "Mod-Shift-9", run: commands.quotation, on: (state) => inside(state, kind("quotation")) },
  picture: { name: "picture", icon: "picture", question: "picture" },
  embed: { name: "embed", icon: "embed", question: "embed" },
  table: { name: "table", icon: "table", run: commands.table(3, 3) },
  card: { name: "card", icon: "card", run: commands.card() },
  post: { name: "post", icon: "post", run: commands.post },
  cardOfPaper: { name: "card-of-paper", letters: "≡", question: "card" },
  behind: { name: "behind", icon: "behind", key: "Alt-Enter", question: "behind" },
  preformatted: { name: "preformatted", icon: "preformatted", run: commands.preformatted, on: (state) => inside(state, kind("preformatted")) },
  scene: { name: "break-scene", icon: "break", run: commands.pause("scene") },
  page: { name: "break-page", run: commands.pause("page") },
  teaser: { name: "break-teaser", run: commands.pause("teaser") },
  comment: { name: "comment", icon: "comment", key: "Mod-Alt-m", question: "comment" },
  find: { name: "find", icon: "find", key: "Mod-f", question: "find" },
  help: { name: "help", icon: "help", key: "Mod-/", question: "help" },
} satisfies Record<string, Tool>;

/** The toolbar, in groups. */
export const toolbar: readonly (readonly Tool[])[] = [
  [tools.heading2, tools.heading3],
  [tools.strong, tools.em, tools.underline, tools.strike, tools.link, tools.language],
  [tools.bulletList, tools.orderedList, tools.quotation],
  [tools.picture, tools.embed, tools.table, tools.card, tools.preformatted, tools.scene],
  [tools.behind, tools.comment, tools.find, tools.help],
];

/** What stands behind a slash. */
export const slashTools: readonly Tool[] = [
  tools.paragraph,
  tools.heading2,
  tools.heading3,
  tools.heading4,
  tools.bulletList,
  tools.orderedList,
  tools.quotation,
  tools.picture,
  tools.embed,
  tools.table,
  tools.card,
  tools.post,
  tools.cardOfPaper,
  tools.preformatted,
  tools.scene,
  tools.page,
  tools.teaser,
];

/** What one can do inside a table. */
export const tableTools: readonly Tool[] = [
  { name: "row-before", run: addRowBefore },
  { name: "row-after", run: addRowAfter },
  { name: "row-delete", run: deleteRow },
  { name: "column-before", run: addColumnBefore },
  { name: "column-after", run: addColumnAfter },
  { name: "column-delete", run: deleteColumn },
  { name: "header-row", run: toggleHeaderRow },
  { name: "header-column", run: toggleHeaderColumn },
  { name: "merge-cells", run: mergeCells },
  { name: "split-cell", run: splitCell },
  { name: "table-delete", run: deleteTable },
];
