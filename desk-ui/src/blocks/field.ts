/** A field beside a block's words that shows and sets one of its attributes. */
import type { Node } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import { words } from "./spec";

/** A labeled field in a block. */
export interface Field {
  dom: HTMLElement;
  input: HTMLInputElement | HTMLTextAreaElement;
  /** Shows what the block says now, unless somebody is typing here. */
  show(node: Node): void;
}

let fields = 0;

/** A field for the attribute; what is empty is `absent`, as the story keeps it. */
export function field(
  view: EditorView,
  getPos: () => number | undefined,
  node: Node,
  name: string,
  label: string,
  absent: null | "" = null,
  long = false,
): Field {
  const dom = document.createElement("label");
  dom.className = `block-field block-field-${name}`;
  dom.contentEditable = "false";
  const title = dom.appendChild(document.createElement("span"));
  title.textContent = label;
  const input = dom.appendChild(document.createElement(long ? "textarea" : "input"));
  input.id = `block-field-${++fields}`;
  input.dir = "auto";
  if (input instanceof HTMLTextAreaElement) input.rows = 2;
  input.addEventListener("input", () => {
    const pos = getPos();
    if (pos === undefined) return;
    view.dispatch(view.state.tr.setNodeAttribute(pos, name, input.value === "" ? absent : input.value));
  });
  input.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const enter = event.key === "Enter" && !event.isComposing && !long;
    if (enter || event.key === "Escape") {
      event.preventDefault();
      view.focus();
    }
  });
  const show = (next: Node) => {
    input.readOnly = !view.editable;
    const text = words(next, name);
    if (input.value !== text) input.value = text;
  };
  show(node);
  return { dom, input, show };
}

/** A button in a block. */
export function button(label: string, press: () => void): HTMLButtonElement {
  const dom = document.createElement("button");
  dom.type = "button";
  dom.contentEditable = "false";
  dom.className = "block-button";
  dom.textContent = label;
  dom.addEventListener("click", (event) => {
    event.preventDefault();
    press();
  });
  return dom;
}

/** Whether an event belongs to a field or a button and not to the text. */
export function belongsToField(event: Event): boolean {
  const target = event.target;
  return target instanceof Element && target.closest("input, textarea, select, button, label") !== null;
}
