/** A post of live coverage: when, what it is about, whether it is a key event, and its text. */
import { t } from "../words/words.svelte";
import { belongsToField, field } from "./field";
import type { Block } from "./spec";
import { named, only, words } from "./spec";

export const post: Block = {
  name: "post",
  spec: {
    attrs: { ...named, at: { default: "1970-01-01T00:00:00Z" }, key: { default: null }, title: { default: "" } },
    content: "block*",
    group: "block",
    defining: true,
    isolating: true,
    parseDOM: [
      {
        tag: "article[data-post]",
        getAttrs: (article) => ({
          at: article.getAttribute("data-post") ?? "",
          key: article.hasAttribute("data-key") || null,
          title: article.getAttribute("data-title") ?? "",
        }),
      },
    ],
    toDOM: (node) => [
      "article",
      only({
        "data-post": words(node, "at"),
        "data-key": node.attrs.key === true ? "" : null,
        "data-title": words(node, "title"),
      }),
      0,
    ],
  },
  view(node, view, getPos) {
    const dom = document.createElement("article");
    dom.className = "post";
    const head = document.createElement("div");
    head.className = "post-head";
    head.contentEditable = "false";
    const time = document.createElement("time");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    label.append(box, " ", t("article-post-key"));
    const title = field(view, getPos, node, "title", t("article-post-title"), "");
    const contentDOM = document.createElement("div");
    box.addEventListener("change", () => {
      const pos = getPos();
      if (pos === undefined) return;
      view.dispatch(view.state.tr.setNodeAttribute(pos, "key", box.checked || null));
    });
    const show = (next: typeof node) => {
      const at = new Date(words(next, "at"));
      time.dateTime = words(next, "at");
      time.textContent = Number.isNaN(at.getTime())
        ? words(next, "at")
        : at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      box.checked = next.attrs.key === true;
      box.disabled = !view.editable;
      title.show(next);
    };
    head.append(time, label);
    show(node);
    dom.append(head, title.dom, contentDOM);
    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type !== node.type) return false;
        show(next);
        return true;
      },
      stopEvent: belongsToField,
      ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    };
  },
};
