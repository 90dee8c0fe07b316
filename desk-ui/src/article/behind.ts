/** What is about to stand behind words: those that are being annotated, and what is only proposed. */
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type MarkViewConstructor } from "@tiptap/pm/view";
import { find, spotOf, type Place, type Spot } from "../coverage/annotations";
import { known } from "../coverage/known.svelte";
import type { Proposal } from "../coverage/proposal";

/** A proposal and where its words are now. */
export interface Proposed {
  proposal: Proposal;
  place: Place;
}

interface Behind {
  /** The words that are being annotated. */
  pending: { spot: Spot; place: Place } | null;
  proposed: readonly Proposed[];
  /** The proposal that a key would accept. */
  now: Proposal | null;
  decorations: DecorationSet;
}

type Told = { pending: Place | null } | { proposals: readonly Proposal[] } | { without: readonly Proposal[] } | { now: Proposal };

const NOTHING: Behind = { pending: null, proposed: [], now: null, decorations: DecorationSet.empty };
const key = new PluginKey<Behind>("behind");

function drawn(state: EditorState, pending: Spot | null, proposals: readonly Proposal[], now: Proposal | null): Behind {
  const places = find(state.doc, [...proposals, ...(pending ? [pending] : [])]);
  const place = pending ? places.pop() : null;
  const proposed = proposals.flatMap((proposal, at): Proposed[] => {
    const here = places[at];
    return here ? [{ proposal, place: here }] : [];
  });
  const kept = proposed.some(({ proposal }) => proposal === now) ? now : (proposed[0]?.proposal ?? null);
  const decorations = proposed.map(({ proposal, place: { from, to } }) =>
    Decoration.inline(from, to, { class: proposal === kept ? "proposal proposal-now" : "proposal", "data-proposal": proposal.what.kind }),
  );
  if (place) decorations.push(Decoration.inline(place.from, place.to, { class: "annotating" }));
  return {
    pending: pending && place ? { spot: pending, place } : null,
    proposed,
    now: kept,
    decorations: DecorationSet.create(state.doc, decorations),
  };
}

/** Shows what is pending and proposed. What others write moves all of it, so the words are looked for in their block. */
export function behind(press: (event: KeyboardEvent) => boolean): Plugin<Behind> {
  return new Plugin<Behind>({
    key,
    state: {
      init: () => NOTHING,
      apply(tr, before, _, state) {
        const told = tr.getMeta(key) as Told | undefined;
        const idle = before.pending === null && before.proposed.length === 0;
        if (!told) return idle || !tr.docChanged ? before : drawn(state, before.pending?.spot ?? null, before.proposed.map(({ proposal }) => proposal), before.now);
        let spot = before.pending?.spot ?? null;
        let proposals = before.proposed.map(({ proposal }) => proposal);
        let { now } = before;
        if ("pending" in told) spot = told.pending && spotOf(state, told.pending);
        else if ("proposals" in told) [proposals, now] = [[...told.proposals], told.proposals[0] ?? null];
        else if ("now" in told) now = told.now;
        else {
          const at = proposals.findIndex((proposal) => proposal === now);
          const next = [...proposals.slice(at), ...proposals.slice(0, at)].find((proposal) => !told.without.includes(proposal));
          if (now && told.without.includes(now)) now = next ?? null;
          proposals = proposals.filter((proposal) => !told.without.includes(proposal));
        }
        return drawn(state, spot, proposals, now);
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleKeyDown: (view, event) => (key.getState(view.state)?.proposed.length ?? 0) > 0 && press(event),
    },
  });
}

/** Keeps words in sight while somebody says what stands behind them. */
export function pend(state: EditorState, place: Place | null): Transaction {
  return state.tr.setMeta(key, { pending: place } satisfies Told).setMeta("addToHistory", false);
}

/** Where the words that are being annotated are now. */
export function pending(state: EditorState): Place | null {
  return key.getState(state)?.pending?.place ?? null;
}

/** Shows proposals in the place of those before. */
export function propose(state: EditorState, proposals: readonly Proposal[]): Transaction {
  return state.tr.setMeta(key, { proposals } satisfies Told);
}

/** Goes on without some proposals. */
export function settle(tr: Transaction, without: readonly Proposal[]): Transaction {
  return tr.setMeta(key, { without } satisfies Told);
}

/** Makes a proposal the one that a key would accept. */
export function turnTo(state: EditorState, now: Proposal): Transaction {
  return state.tr.setMeta(key, { now } satisfies Told);
}

/** What is proposed, in reading order, and which of it is meant now. */
export function proposed(state: EditorState): { all: readonly Proposed[]; now: Proposal | null } {
  const { proposed: all, now } = key.getState(state) ?? NOTHING;
  return { all, now };
}

/** An annotation in the text: the kind of its item decides how it is underlined. */
export const refView: MarkViewConstructor = ({ attrs }) => {
  const dom = document.createElement("span");
  const { target, part } = attrs as Record<"target" | "part", unknown>;
  dom.className = "ref";
  dom.dataset.ref = String(target);
  dom.dataset.part = String(part);
  paint(dom);
  // What we say of its kind is no change of the text.
  return { dom, ignoreMutation: (mutation) => mutation.type === "attributes" };
};

function paint(dom: HTMLElement): void {
  const id = dom.dataset.ref ?? "";
  const kind = known.isGone(id) ? "gone" : known.get(id)?.kind;
  if (kind !== undefined && dom.dataset.kind !== kind) dom.dataset.kind = kind;
}

/** Shows what has become known of the items behind a text's words. */
export function paintAll(text: HTMLElement): void {
  for (const dom of text.querySelectorAll<HTMLElement>("[data-ref]")) paint(dom);
}
