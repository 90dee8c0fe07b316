/** Somebody's words set apart, and who said them. */
import { t } from "../words/words.svelte";
import { belongsToField, field } from "./field";
import type { Block } from "./spec";
import { named, only } from "./spec";

export const quotation: Block = {
  name: "quotation",
  spec: {
    attrs: { ...named, source: { default: null } },
    content: "block+",
    group: "block",
    defining: true,
    parseDOM: [{ tag: "blockquote", getAttrs: (quote) => ({ source: quote.getAttribute("data-source") }) }],
    toDOM: (node) => ["blockquote", only({ "data-source": node.attrs.source }), 0],
  },
  view(node, view, getPos) {
    const dom = document.createElement("blockquote");
    const contentDOM = dom.appendChild(document.createElement("div"));
    const source = field(view, getPos, node, "source", t("article-quotation-source"));
    dom.append(source.dom);
    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type !== node.type) return false;
        source.show(next);
        return true;
      },
      stopEvent: belongsToField,
      ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    };
  },
};
