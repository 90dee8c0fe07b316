/** A table with its caption. */
import type { Node } from "@tiptap/pm/model";
import { t } from "../words/words.svelte";
import { belongsToField, field } from "./field";
import type { Block } from "./spec";
import { named, numberIn, only } from "./spec";

const MOST_SPANNED = 100;

const cell = {
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 } },
  content: "block+",
  isolating: true,
};

function spans(element: HTMLElement) {
  return { colspan: numberIn(element, "colspan", 1, MOST_SPANNED), rowspan: numberIn(element, "rowspan", 1, MOST_SPANNED) };
}

function spanned({ attrs }: Node) {
  return only({ colspan: attrs.colspan === 1 ? null : attrs.colspan, rowspan: attrs.rowspan === 1 ? null : attrs.rowspan });
}

export const table: Block = {
  name: "table",
  spec: {
    attrs: { ...named, caption: { default: null } },
    content: "table_row+",
    group: "block",
    tableRole: "table",
    isolating: true,
    parseDOM: [{ tag: "table", getAttrs: (element) => ({ caption: element.getAttribute("data-caption") }) }],
    toDOM: (node) => ["table", only({ "data-caption": node.attrs.caption }), ["tbody", 0]],
  },
  view(node, view, getPos) {
    const dom = document.createElement("div");
    dom.className = "table";
    const caption = field(view, getPos, node, "caption", t("article-table-caption"));
    const scroll = document.createElement("div");
    scroll.className = "table-scroll";
    const contentDOM = scroll.appendChild(document.createElement("table")).appendChild(document.createElement("tbody"));
    dom.append(caption.dom, scroll);
    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type !== node.type) return false;
        caption.show(next);
        return true;
      },
      stopEvent: belongsToField,
      ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    };
  },
};

export const tableRow: Block = {
  name: "table_row",
  spec: {
    content: "(table_cell | table_header)*",
    tableRole: "row",
    parseDOM: [{ tag: "tr" }],
    toDOM: () => ["tr", 0],
  },
};

export const tableHeader: Block = {
  name: "table_header",
  spec: {
    ...cell,
    tableRole: "header_cell",
    parseDOM: [{ tag: "th", getAttrs: spans }],
    toDOM: (node) => ["th", spanned(node), 0],
  },
};

export const tableCell: Block = {
  name: "table_cell",
  spec: {
    ...cell,
    tableRole: "cell",
    parseDOM: [{ tag: "td", getAttrs: spans }],
    toDOM: (node) => ["td", spanned(node), 0],
  },
};
