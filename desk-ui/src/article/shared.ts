/** A plain field of the page, bound to a shared text of the room. */
import type { Action } from "svelte/action";
import type * as Y from "yjs";
import { FIELD } from "../room/room.svelte";
import type { Room } from "../room/room.svelte";

/** What a field is bound to. */
export interface Bound {
  room: Room;
  text: Y.Text;
  name: string;
}

/** Where two texts differ: so many letters to remove at a place, and what comes there. */
export function difference(before: string, after: string): { index: number; remove: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  // A letter of two halves is never cut in the middle.
  if (start > 0 && /[\ud800-\udbff]/.test(before[start - 1] ?? "")) start -= 1;
  if (end > 0 && /[\udc00-\udfff]/.test(before[before.length - end] ?? "")) end -= 1;
  return { index: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
}

/** Writes another text in the place of a shared one, leaving what is the same. */
export function write(text: Y.Text, after: string): void {
  const { index, remove, insert } = difference(text.toString(), after);
  if (remove > 0) text.delete(index, remove);
  if (insert !== "") text.insert(index, insert);
}

/** Where a caret is after somebody else changed the text. */
function moved(at: number, { index, remove, insert }: ReturnType<typeof difference>): number {
  if (at <= index) return at;
  if (at >= index + remove) return at + insert.length - remove;
  return index + insert.length;
}

/** Binds a field to a shared text. The field is one line: what is pasted with line ends gets spaces. */
export const shared: Action<HTMLTextAreaElement | HTMLInputElement, Bound> = (field, bound) => {
  const { room, text, name } = bound;
  let composing = false;

  const grow = (): void => {
    if (field instanceof HTMLInputElement || CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };
  const show = (): void => {
    const after = text.toString();
    if (composing || field.value === after) return;
    const change = difference(field.value, after);
    const { selectionStart, selectionEnd } = field;
    field.value = after;
    if (document.activeElement === field) {
      field.setSelectionRange(moved(selectionStart ?? 0, change), moved(selectionEnd ?? 0, change));
    }
    grow();
  };
  const typed = (): void => {
    if (composing) return;
    if (/[\r\n]/.test(field.value)) {
      const at = field.selectionStart;
      field.value = field.value.replace(/\r\n?|\n/g, " ");
      field.setSelectionRange(at, at);
    }
    room.doc.transact(() => write(text, field.value), FIELD);
    grow();
  };
  const began = (): void => {
    composing = true;
  };
  const ended = (): void => {
    composing = false;
    typed();
    show();
  };
  const entered = (): void => {
    room.inField(name);
    room.undo.stopCapturing();
  };
  const left = (): void => room.inField(null);

  show();
  queueMicrotask(grow);
  text.observe(show);
  field.addEventListener("input", typed);
  field.addEventListener("compositionstart", began);
  field.addEventListener("compositionend", ended);
  field.addEventListener("focus", entered);
  field.addEventListener("blur", left);
  return {
    destroy() {
      text.unobserve(show);
      field.removeEventListener("input", typed);
      field.removeEventListener("compositionstart", began);
      field.removeEventListener("compositionend", ended);
      field.removeEventListener("focus", entered);
      field.removeEventListener("blur", left);
    },
  };
};
