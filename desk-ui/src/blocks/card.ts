/** A background card: a title, facts as pairs, and some text. */
import type { Node } from "@tiptap/pm/model";
import { t } from "../words/words.svelte";
import { belongsToField, button, field } from "./field";
import type { Block } from "./spec";
import { named, words } from "./spec";

/** One fact of a card. */
export interface Fact {
  term: string;
  value: string;
}

/** The facts of a card, whatever somebody put there. */
export function facts(node: Node): Fact[] {
  const value: unknown = node.attrs.facts;
  if (!Array.isArray(value)) return [];
  return value.map((fact: Partial<Record<keyof Fact, unknown>> | null) => ({
    term: typeof fact?.term === "string" ? fact.term : "",
    value: typeof fact?.value === "string" ? fact.value : "",
  }));
}

function parsed(text: string | null): Fact[] | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (!Array.isArray(value)) return null;
    return value
      .filter((fact): fact is Fact => typeof fact?.term === "string" && typeof fact?.value === "string")
      .map(({ term, value }) => ({ term, value }));
  } catch {
    return null;
  }
}

export const card: Block = {
  name: "card",
  spec: {
    attrs: {
      ...named,
      title: { default: "" },
      facts: { default: null },
      origin: { default: null },
      revision: { default: null },
    },
    content: "block*",
    group: "block",
    defining: true,
    isolating: true,
    parseDOM: [
      {
        tag: "section[data-card]",
        getAttrs: (section) => ({
          title: section.getAttribute("data-card") ?? "",
          facts: parsed(section.getAttribute("data-facts")),
        }),
      },
    ],
    toDOM: (node) => {
      const told = facts(node);
      const attrs: Record<string, string> = { "data-card": words(node, "title") };
      if (told.length > 0) attrs["data-facts"] = JSON.stringify(told);
      return ["section", attrs, 0];
    },
  },
  view(node, view, getPos) {
    const dom = document.createElement("section");
    dom.className = "card";
    const title = field(view, getPos, node, "title", t("article-card-title"), "");
    const list = document.createElement("div");
    list.className = "facts";
    list.contentEditable = "false";
    const contentDOM = document.createElement("div");
    let told = facts(node);

    const set = (next: Fact[]) => {
      const pos = getPos();
      if (pos === undefined) return;
      view.dispatch(view.state.tr.setNodeAttribute(pos, "facts", next.length === 0 ? null : next));
    };
    const input = (index: number, part: keyof Fact, label: string) => {
      const dom = document.createElement("input");
      dom.setAttribute("aria-label", label);
      dom.placeholder = label;
      dom.dir = "auto";
      dom.readOnly = !view.editable;
      dom.value = told[index]?.[part] ?? "";
      dom.addEventListener("input", () => {
        set(told.map((fact, at) => (at === index ? { ...fact, [part]: dom.value } : fact)));
      });
      return dom;
    };
    const draw = () => {
      const rows = told.map((_, index) => {
        const row = document.createElement("div");
        const remove = button("×", () => set(told.filter((_, at) => at !== index)));
        remove.setAttribute("aria-label", t("article-fact-remove"));
        row.append(input(index, "term", t("article-fact-term")), input(index, "value", t("article-fact-value")), remove);
        return row;
      });
      const more = button(t("article-fact-add"), () => {
        set([...told, { term: "", value: "" }]);
        list.querySelector<HTMLInputElement>("div:last-of-type > input")?.focus();
      });
      list.replaceChildren(...rows, ...(view.editable ? [more] : []));
    };
    const show = (next: Node) => {
      title.show(next);
      const fresh = facts(next);
      const inputs = [...list.querySelectorAll("input")];
      told = fresh;
      if (inputs.length !== fresh.length * 2) return draw();
      fresh.forEach((fact, index) => {
        const [term, value] = inputs.slice(index * 2, index * 2 + 2);
        if (term && term.value !== fact.term) term.value = fact.term;
        if (value && value.value !== fact.value) value.value = fact.value;
      });
    };
    draw();
    dom.append(title.dom, list, contentDOM);
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
