/** A post of live coverage: when, what it is about, whether it is a key event, whether the report ends with it, and its text. */
import { moment, t } from "../words/words.svelte";
import { belongsToField, field } from "./field";
import type { Block } from "./spec";
import { named, only, words } from "./spec";

export const post: Block = {
  name: "post",
  spec: {
    attrs: {
      ...named,
      at: { default: "1970-01-01T00:00:00Z" },
      key: { default: null },
      last: { default: null },
      title: { default: "" },
    },
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
          last: article.hasAttribute("data-last") || null,
          title: article.getAttribute("data-title") ?? "",
        }),
      },
    ],
    toDOM: (node) => [
      "article",
      only({
        "data-post": words(node, "at"),
        "data-key": node.attrs.key === true ? "" : null,
        "data-last": node.attrs.last === true ? "" : null,
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
    const choice = (attr: "key" | "last", name: string) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.dataset.attr = attr;
      label.append(box, " ", name);
      box.addEventListener("change", () => {
        const pos = getPos();
        if (pos === undefined) return;
        view.dispatch(view.state.tr.setNodeAttribute(pos, attr, box.checked || null));
      });
      const showChoice = (next: typeof node) => {
        box.checked = next.attrs[attr] === true;
        box.disabled = !view.editable;
      };
      return { label, show: showChoice };
    };
    const choices = [choice("key", t("article-post-key")), choice("last", t("article-post-last"))];
    const title = field(view, getPos, node, "title", t("article-post-title"), "");
    const contentDOM = document.createElement("div");
    const show = (next: typeof node) => {
      const at = new Date(words(next, "at"));
      time.dateTime = words(next, "at");
      time.textContent = Number.isNaN(at.getTime())
        ? words(next, "at")
        : moment(words(next, "at"), view.dom.dataset.timezone);
      for (const one of choices) one.show(next);
      title.show(next);
    };
    head.append(time, ...choices.map((one) => one.label));
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
