/** A slash where a word could begin opens a list of what can be put there. */
import type { EditorState } from "@tiptap/pm/state";
import { Plugin, PluginKey } from "@tiptap/pm/state";

/** What is asked for after the slash. */
export interface Asked {
  from: number;
  to: number;
  query: string;
}

interface Slash {
  asked: Asked | null;
  /** The slash that was waved away with Escape. */
  refused: number | null;
}

const key = new PluginKey<Slash>("slash");

function read(state: EditorState): Asked | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 40), $from.parentOffset, "\n", "\ufffc");
  const asked = /(?:^|[\s\ufffc])\/([\p{L}\p{N}-]{0,20})$/u.exec(before);
  if (!asked) return null;
  const query = asked[1] ?? "";
  return { from: $from.pos - query.length - 1, to: $from.pos, query };
}

export function slash(press: (event: KeyboardEvent) => boolean): Plugin<Slash> {
  return new Plugin<Slash>({
    key,
    state: {
      init: () => ({ asked: null, refused: null }),
      apply(tr, before, _, state) {
        const refused = tr.getMeta(key) === "close" ? (before.asked?.from ?? null) : before.refused === null ? null : tr.mapping.map(before.refused);
        const asked = read(state);
        // Only typing opens it; going back over an old slash does not.
        const typing = tr.docChanged || before.asked !== null;
        if (asked === null) return { asked: null, refused: null };
        if (!typing || refused === asked.from) return { asked: null, refused };
        return { asked, refused: null };
      },
    },
    props: {
      handleKeyDown(view, event) {
        if (!key.getState(view.state)?.asked) return false;
        if (event.key === "Escape") {
          view.dispatch(view.state.tr.setMeta(key, "close"));
          return true;
        }
        return press(event);
      },
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state)?.asked) view.dispatch(view.state.tr.setMeta(key, "close"));
          return false;
        },
      },
    },
  });
}

/** What is asked for now. */
export function asked(state: EditorState): Asked | null {
  return key.getState(state)?.asked ?? null;
}
