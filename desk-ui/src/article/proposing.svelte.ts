/** Proposals for the text on the screen: asked for, walked through, accepted or refused. */
import { TextSelection } from "@tiptap/pm/state";
import { ApiError, sentence } from "../api/client";
import type { Hop, ItemKind } from "../api/types";
import { annotate, find, touching } from "../coverage/annotations";
import { known } from "../coverage/known.svelte";
import type { Party, Proposal, Step } from "../coverage/proposal";
import { say } from "../said.svelte";
import { t } from "../words/words.svelte";
import type { Start } from "./annotating";
import { ask } from "./annotating";
import { propose, proposed, settle, turnTo, type Proposed } from "./behind";
import { isKey } from "./keys";
import type { Open } from "./open.svelte";

/** What a letter makes of a new name. */
const KIND_OF: Readonly<Record<string, ItemKind>> = { p: "person", o: "organization", l: "place", t: "topic" };

export class Proposing {
  busy = $state(false);
  wrong = $state<string | null>(null);
  /** Whether anything was asked for yet. */
  asked = $state(false);
  /** New names whose kind somebody changed. */
  kinds = $state.raw<ReadonlyMap<Proposal, ItemKind>>(new Map());
  readonly #open: Open;
  readonly #confirm: (start: Start) => void;

  /** `confirm` asks about what is proposed before it is accepted. */
  constructor(open: Open, confirm: (start: Start) => void) {
    this.#open = open;
    this.#confirm = confirm;
  }

  /** What is proposed now, as of the last frame. */
  get now(): { all: readonly Proposed[]; now: Proposal | null } {
    const state = this.#open.writing?.state;
    return state ? proposed(state) : { all: [], now: null };
  }

  /** What a new name would become. */
  kindOf(proposal: Proposal): ItemKind | null {
    return proposal.what.kind === "new_item" ? (this.kinds.get(proposal) ?? proposal.what.as) : null;
  }

  /** Asks for proposals for the text, or puts away those that are there. */
  async turn(): Promise<void> {
    if (this.now.all.length > 0) return this.putAway();
    const { writing } = this.#open;
    if (this.busy || !writing) return;
    this.busy = true;
    this.wrong = null;
    try {
      const proposals = await ask(this.#open);
      await known.need(proposals.flatMap(({ what }) => (what.kind === "item" ? [what.item] : [])));
      writing.dispatch(propose(writing.view.state, proposals));
      this.kinds = new Map();
      this.asked = true;
      const { all } = proposed(writing.view.state);
      say(t("propose-found", { count: all.length }));
      writing.view.focus();
      this.#show();
    } catch (error) {
      this.wrong = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  putAway(): void {
    const { writing } = this.#open;
    if (!writing) return;
    writing.dispatch(propose(writing.view.state, []));
    say(t("propose-away"));
  }

  /** Shows the proposal that is meant now. */
  #show(): void {
    const { writing } = this.#open;
    if (!writing) return;
    const { state } = writing.view;
    const { all, now } = proposed(state);
    const here = all.find(({ proposal }) => proposal === now);
    if (!here) return;
    const { from, to } = here.place;
    writing.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
  }

  go(way: -1 | 1): void {
    const { writing } = this.#open;
    if (!writing) return;
    const { all, now } = proposed(writing.view.state);
    const at = all.findIndex(({ proposal }) => proposal === now);
    const next = all[(at + way + all.length) % all.length];
    if (next) this.turnTo(next.proposal);
  }

  turnTo(proposal: Proposal): void {
    const { writing } = this.#open;
    if (!writing) return;
    writing.dispatch(turnTo(writing.view.state, proposal));
    this.#show();
  }

  refuse(proposal: Proposal): void {
    const { writing } = this.#open;
    if (!writing) return;
    writing.dispatch(settle(writing.view.state.tr, [proposal]));
    this.#ended();
  }

  #ended(): void {
    const { writing } = this.#open;
    if (writing && proposed(writing.view.state).all.length === 0) say(t("propose-done"));
    else this.#show();
  }

  change(proposal: Proposal, kind: ItemKind): void {
    if (proposal.what.kind !== "new_item") return;
    this.kinds = new Map(this.kinds).set(proposal, kind);
    say(t(`item-kind-${kind}`));
  }

  /** Accepts a proposal. A name is marked at once; what says more is shown first. */
  async accept(proposal: Proposal): Promise<void> {
    const { writing, edition } = this.#open;
    const here = writing && proposed(writing.view.state).all.find((one) => one.proposal === proposal);
    if (!writing || !here || this.busy) return;
    const { what } = proposal;
    if (what.kind === "when" || what.kind === "attribution" || what.kind === "quotation") return this.#confirmed(here);
    this.busy = true;
    this.wrong = null;
    try {
      const item = what.kind === "item" ? what.item : (await known.make(proposal.words, edition.language, { kind: this.kindOf(proposal) ?? what.as })).id;
      const place = proposed(writing.view.state).all.find((one) => one.proposal === proposal)?.place;
      if (!place) return;
      const twins = what.kind === "new_item" ? this.#same(proposal) : [];
      // The same new name elsewhere is the same item, and no longer new.
      for (const twin of twins) twin.proposal.what = { kind: "item", item };
      annotate(place, item, "mention")(writing.view.state, (tr) => writing.view.dispatch(settle(tr, [proposal])));
    } catch (error) {
      this.wrong = error instanceof ApiError ? error.message : sentence(error);
    } finally {
      this.busy = false;
    }
    this.#ended();
  }

  #same(proposal: Proposal): Proposed[] {
    const { writing } = this.#open;
    const all = writing ? proposed(writing.view.state).all : [];
    return all.filter((one) => one.proposal !== proposal && one.proposal.what.kind === "new_item" && one.proposal.words === proposal.words);
  }

  /** A date, who says so, and quoted words are confirmed in the panel at the words. */
  #confirmed({ proposal, place }: Proposed): void {
    const { what } = proposal;
    const { writing } = this.#open;
    if (!writing) return;
    const settled = (): void => {
      writing.dispatch(settle(writing.view.state.tr, [proposal]));
      // The panel gives the focus back first.
      setTimeout(() => this.#ended());
    };
    if (what.kind === "item" || what.kind === "new_item") return;
    if (what.kind === "when") return this.#confirm({ place, step: "when", when: what.when, settle: settled });
    const { doc } = writing.view.state;
    const sources = what.chain.flatMap(({ by }) => (by.spot ? find(doc, [by.spot]) : [])).flatMap((source) => (source ? [{ place: source, part: "source" as const }] : []));
    const chain = what.chain.map((step): Hop => this.#hop(step));
    if (what.kind === "quotation") return this.#confirm({ place, step: "quote", chain, more: sources, settle: settled });
    const content = what.content ? find(doc, [what.content])[0] : null;
    // Where the claim itself was not found, its writer selects it; the cue alone says nothing.
    if (content) this.#confirm({ place: content, step: "content", chain, more: [...sources, { place, part: "cue" }], settle: settled });
    else this.#confirm({ place, step: "cue", chain, more: sources, settle: settled });
  }

  /** A step of a proposed chain, with the items that the text has for its names by now. */
  #hop({ by, on_behalf_of: behalf, how }: Step): Hop {
    const { writing, edition } = this.#open;
    const itemOf = ({ item, spot }: Party): string | null => {
      if (item !== null || !writing || !spot) return item;
      const [place] = find(writing.view.state.doc, [spot]);
      const named = place ? touching(writing.view.state, place).filter(({ part }) => part === "mention") : [];
      return named.map(({ target }) => known.whole(target)).find((one) => one?.kind === "person" || one?.kind === "organization")?.id ?? null;
    };
    const who = itemOf(by);
    return { by: who, on_behalf_of: behalf && itemOf(behalf), how, ...(who === null ? { words: { [edition.language]: by.words } } : {}) };
  }

  /** Accepts every name that the newsroom knows, as one change that can be undone. */
  acceptKnown(): void {
    const { writing } = this.#open;
    if (!writing) return;
    const { state } = writing.view;
    const names = proposed(state).all.filter(({ proposal }) => proposal.what.kind === "item");
    if (names.length === 0) return;
    let { tr } = state;
    for (const { proposal, place } of names) {
      if (proposal.what.kind !== "item") continue;
      const { item } = proposal.what;
      if (touching(state, place).some((one) => one.target === item && one.part === "mention")) continue;
      tr = tr.addMark(place.from, place.to, state.schema.mark("ref", { target: item, part: "mention" }));
    }
    writing.dispatch(settle(tr, names.map(({ proposal }) => proposal)));
    say(t("propose-accepted", { count: names.length }));
    writing.view.focus();
    this.#show();
  }

  /** A key in the text while something is proposed. */
  key(event: KeyboardEvent): boolean {
    const { writing } = this.#open;
    const now = writing ? proposed(writing.view.state).now : null;
    if (!now) return false;
    if (isKey(event, "Shift-Tab") || isKey(event, "Shift-F8")) this.go(-1);
    else if (isKey(event, "F8")) this.go(1);
    else if (isKey(event, "Shift-F9")) this.acceptKnown();
    else if (isKey(event, "Tab")) void this.accept(now);
    else if (isKey(event, "Escape")) this.refuse(now);
    else if (event.altKey && !event.ctrlKey && !event.metaKey && now.what.kind === "new_item") {
      const kind = KIND_OF[event.code.replace(/^Key/, "").toLowerCase()];
      if (!kind) return false;
      this.change(now, kind);
    } else return false;
    return true;
  }
}
