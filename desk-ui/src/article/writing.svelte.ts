/** The text at work: ProseMirror over the room's shared text. */
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { keymap } from "@tiptap/pm/keymap";
import type { Node } from "@tiptap/pm/model";
import { Slice } from "@tiptap/pm/model";
import { EditorState, Plugin, Selection, TextSelection } from "@tiptap/pm/state";
import type { Command, Transaction } from "@tiptap/pm/state";
import { tableEditing } from "@tiptap/pm/tables";
import { EditorView, type EditorProps } from "@tiptap/pm/view";
import { ySyncPlugin, ySyncPluginKey, yUndoPlugin } from "y-prosemirror";
import { names } from "../blocks/names";
import { kind, schema, views } from "../blocks/schema";
import { isWebAddress } from "../blocks/spec";
import { FIELD } from "../room/room.svelte";
import type { Room } from "../room/room.svelte";
import type { Direction } from "../api/types";
import { behind, refView } from "./behind";
import { carets } from "./carets";
import { link, toParagraph } from "./commands";
import { find } from "./find";
import { inputs } from "./inputs";
import { keys } from "./keys";
import { margin } from "./margin";
import { ClipboardParser } from "./paste";
import { slash } from "./slash";

/** What the page around the text is told. */
export interface Told {
  /** A key while the list behind a slash is open; true if it was for the list. */
  slashKey(event: KeyboardEvent): boolean;
  /** A key while something is proposed; true if it was for that. */
  proposalKey(event: KeyboardEvent): boolean;
  /** Somebody asks what stands behind the selected words; true if they may say so. */
  annotate(): boolean;
  /** Pictures were dropped or pasted. */
  pictures(files: File[]): void;
  /** So many pictures were left out of what was pasted. */
  leftOut(pictures: number): void;
  /** Somebody pressed on words that a comment is about. */
  comment(id: string): void;
}

/** How the text is written. */
export interface Manner {
  language: string;
  direction: Direction;
  /** Whose clocks the hours of posts are told by. */
  timezone: string;
  label: string;
  write: boolean;
}

/** The bars at the top stay while one scrolls, and must not cover the caret; nor must what lies at the foot. */
function clear(covered: number): Pick<EditorProps, "scrollThreshold" | "scrollMargin"> {
  return {
    scrollThreshold: { top: 170, bottom: 60 + covered, left: 0, right: 0 },
    scrollMargin: { top: 180, bottom: 80 + covered, left: 0, right: 0 },
  };
}

function picturesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

export class Writing {
  readonly view: EditorView;
  /** The state of the text as it was at the last frame. */
  state = $state.raw<EditorState>() as EditorState;
  readonly #room: Room;
  #frame = 0;

  constructor(place: HTMLElement, room: Room, manner: Manner, told: Told) {
    this.#room = room;
    const show = (view: EditorView): void => this.#show(view);
    const state = EditorState.create({
      schema,
      plugins: [
        ySyncPlugin(room.body),
        carets(room.awareness),
        yUndoPlugin({ undoManager: room.undo }),
        names(),
        slash((event) => told.slashKey(event)),
        behind((event) => told.proposalKey(event)),
        inputs(),
        keymap({ "Mod-z": () => this.undo(), "Mod-Shift-z": () => this.redo(), "Mod-y": () => this.redo(), "Alt-Enter": () => told.annotate() }),
        keymap(keys()),
        find(),
        margin((id) => told.comment(id)),
        tableEditing(),
        dropCursor({ color: false, class: "drop-cursor", width: 2 }),
        gapCursor(),
        hints(),
      ],
    });
    this.state = state;
    place.dataset.timezone = manner.timezone;
    this.view = new EditorView({ mount: place }, {
      state,
      nodeViews: views(),
      markViews: { ref: refView },
      clipboardParser: new ClipboardParser(({ pictures }) => pictures > 0 && told.leftOut(pictures)),
      editable: () => manner.write,
      attributes: {
        class: "text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": manner.label,
        lang: manner.language,
        dir: manner.direction,
        spellcheck: "true",
        ...(manner.write ? {} : { "aria-readonly": "true", tabindex: "0" }),
      },
      ...clear(0),
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        const files = picturesIn(data);
        const words = data?.getData("text/plain").trim() ?? "";
        if (files.length > 0 && words === "") {
          told.pictures(files);
          return true;
        }
        return isWebAddress(words) && !view.state.selection.empty && link(words)(view.state, view.dispatch);
      },
      handleDrop: (view, event) => {
        const files = picturesIn(event.dataTransfer);
        if (files.length === 0) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
        told.pictures(files);
        event.preventDefault();
        return true;
      },
      handleClickOn: (view, _, node, nodePos, event) => {
        const follow = event.target instanceof Element && (event.metaKey || event.ctrlKey) ? event.target.closest("a[href]") : null;
        if (!follow || !node || nodePos < 0 || !view) return false;
        open(follow.getAttribute("href") ?? "", "_blank", "noopener");
        return true;
      },
      // The first change comes while the view is being made, so the view is not ours yet.
      dispatchTransaction: function (this: EditorView, tr: Transaction): void {
        this.updateState(this.state.apply(tr));
        show(this);
      },
    });
    show(this.view);
  }

  /** Components hear of a new state once a frame, however fast one types. */
  #show(view: EditorView): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.state = view.state;
    });
  }

  /** Does something to the text and goes back to it. */
  run(command: Command): boolean {
    const done = command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
    return done;
  }

  /** Whether it can be done now. */
  can(command: Command): boolean {
    return command(this.state, undefined, this.view);
  }

  dispatch(tr: Transaction | null): void {
    if (tr) this.view.dispatch(tr);
  }

  /** So much of the foot of the screen is covered, and the caret does not go there. */
  keepClear(covered: number): void {
    this.view.setProps(clear(covered));
  }

  undo(): boolean {
    return this.#room.undo.undo() !== null;
  }

  redo(): boolean {
    return this.#room.undo.redo() !== null;
  }

  /** Shows a place in the text and goes there. */
  goTo(from: number, to = from): void {
    const { doc } = this.view.state;
    const size = doc.content.size;
    const selection = TextSelection.between(doc.resolve(Math.min(from, size)), doc.resolve(Math.min(to, size)));
    this.view.dispatch(this.view.state.tr.setSelection(selection).scrollIntoView());
    this.view.focus();
  }

  /** Begins a paragraph under the last block, where one cannot write behind it. */
  writeAtEnd(): void {
    const { doc, tr } = this.view.state;
    const last = doc.lastChild;
    if (!last?.isTextblock || last.type === kind("figure")) tr.insert(doc.content.size, kind("paragraph").create());
    this.view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView());
    if (this.view.state.selection.$from.parent.type.spec.code) this.run(toParagraph);
    this.view.focus();
  }

  /** Puts another text in the place of this one, as one change that can be undone. */
  replaceAll(doc: Node, others: () => void): void {
    this.#room.undo.stopCapturing();
    this.#room.doc.transact(() => {
      const { tr, doc: old } = this.view.state;
      this.view.dispatch(tr.replace(0, old.content.size, new Slice(doc.content, 0, 0)));
      others();
    }, FIELD);
    this.#room.undo.stopCapturing();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.view.destroy();
  }
}

/** An empty text says how to begin. */
function hints(): Plugin {
  return new Plugin({
    props: {
      attributes: (state): Record<string, string> => {
        const { doc } = state;
        const only = doc.firstChild;
        const empty = doc.childCount === 1 && only?.type === kind("paragraph") && only.content.size === 0;
        return empty ? { class: "text-empty" } : {};
      },
    },
  });
}

/** Whether a change came from somebody else. */
export function fromOthers(tr: Transaction): boolean {
  return Boolean((tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin);
}
