/** An article that is open on the screen: what the server says of it, the room, and the text at work. */
import * as Y from "yjs";
import { ApiError, api } from "../api/client";
import type { ArticleView, Act, Content, EditionView, Flag, Possible } from "../api/types";
import { desk, editionOf } from "../newsroom.svelte";
import { LocalCopy } from "../room/local";
import { FIELD, Room } from "../room/room.svelte";
import { say } from "../said.svelte";
import { fromBody, toBody } from "../blocks/body";
import { t } from "../words/words.svelte";
import { anchorOf, choose, places, tellComments } from "./margin";
import { write } from "./shared";
import type { Comment } from "../api/types";
import type { Writing } from "./writing.svelte";

/** The acts that are about a text, and so need one that is saved. */
const ABOUT_TEXT: readonly Act[] = ["review", "approve", "publish", "schedule", "correct", "fix"];

/** The acts that give readers a text, now or later. */
const TO_READERS: readonly Act[] = ["publish", "schedule", "correct", "fix"];

export class Open {
  article = $state.raw<ArticleView>() as ArticleView;
  readonly room: Room;
  writing = $state.raw<Writing | null>(null);
  comments = $state.raw<Comment[]>([]);
  /** The comment whose words are marked. */
  chosen = $state<string | null>(null);
  /** Whether the room's text says something that no version says yet. */
  changed = $state(false);
  /** What to look at in the text on the screen before it goes out. */
  flags = $state.raw<readonly Flag[]>([]);
  /** Goes up when something asks the weight or the siblings to be looked at again. */
  turn = $state(0);
  readonly #leave: (() => void)[] = [];
  #looking: ReturnType<typeof setTimeout> | undefined;
  #flagging: ReturnType<typeof setTimeout> | undefined;
  #flagged = 0;

  constructor(article: ArticleView) {
    this.article = article;
    const { me } = desk.inside;
    const local = "indexedDB" in globalThis ? new LocalCopy(me.id, article.id) : null;
    this.room = new Room({ article: article.id, account: me.id, name: me.name, write: this.mayWrite, local });
    this.#leave.push(this.room.onComments(() => void this.readComments()));
    this.room.doc.on("update", this.#written);
    void this.readComments();
    void this.#look();
  }

  get edition(): EditionView {
    return editionOf(this.article.edition);
  }

  get mayWrite(): boolean {
    return this.act("write")?.possible ?? false;
  }

  /**
   * Whether an act is possible now, and why not. The server answers for the newest version; if more was written since,
   * an act on the text saves that first, and it is a draft.
   */
  act(act: Act): Possible | undefined {
    const told = this.article.acts.find((possible) => possible.act === act);
    if (told?.possible && TO_READERS.includes(act) && this.flags.some((flag) => flag.blocks)) {
      return { act, possible: false, code: "quotation_changed", why_not: t("article-why-quotation-changed") };
    }
    if (!told || !this.changed || !ABOUT_TEXT.includes(act)) return told;
    if (act === "review" || act === "approve") {
      return told.code === "nothing_to_change" ? { act, possible: true, code: null, why_not: null } : told;
    }
    const waits = told.possible || told.code === "already_live" || told.code === "not_approved";
    return waits ? { act, possible: false, code: "text_changed", why_not: t("article-why-text-changed") } : told;
  }

  /** Something was written, by whomever. Whether it is another text than the newest version, the server says after a pause. */
  readonly #written = (_: Uint8Array, origin: unknown): void => {
    if (this.room.server !== "joined" && origin === this.room) return;
    if (!this.changed) this.changed = true;
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => void this.#look(), 2_000);
    this.lookAtFlags();
  };

  /** The text on the screen, as the server takes it; nothing before there is one. */
  content(): Content | null {
    const { writing, room } = this;
    if (!writing) return null;
    const field = <Value>(name: string): Value | undefined => room.fields.get(name) as Value | undefined;
    const dateline = room.dateline.toString();
    const sponsor = room.sponsor.toString();
    return {
      headline: room.headline.toString(),
      standfirst: room.standfirst.toString(),
      dateline: dateline === "" ? null : dateline,
      sponsor: sponsor === "" ? null : sponsor,
      byline: field<NonNullable<Content["byline"]>>("byline") ?? [],
      lead: field<NonNullable<Content["lead"]>>("lead") ?? null,
      topics: field<string[]>("topics") ?? [],
      body: toBody(writing.view.state.doc) as Content["body"],
    };
  }

  /** Asks after a pause what there is to look at in the text on the screen. */
  lookAtFlags(pause = 900): void {
    clearTimeout(this.#flagging);
    this.#flagging = setTimeout(() => void this.#askFlags(), pause);
  }

  async #askFlags(): Promise<void> {
    const content = this.content();
    if (!content) return;
    const turn = (this.#flagged += 1);
    try {
      const { flags } = await api("POST", `/articles/${this.article.id}/flags`, { content });
      // An older text's flags say nothing of this one.
      if (turn === this.#flagged) this.flags = flags;
    } catch (error) {
      console.warn("What there is to look at is not known.", error);
    }
  }

  async #look(): Promise<void> {
    try {
      const { unsaved } = await api("GET", `/articles/${this.article.id}/room/state`);
      if (!this.room.unsaved) this.changed = unsaved;
    } catch (error) {
      console.warn("Whether the text is saved as a version is not known.", error);
    }
  }

  /** Asks again what the article is. */
  async refresh(): Promise<void> {
    this.take(await api("GET", `/articles/${this.article.id}`));
  }

  take(article: ArticleView): void {
    if (article.version < this.article.version) return;
    const newText = article.draft !== this.article.draft;
    this.article = article;
    this.turn += 1;
    if (newText) {
      clearTimeout(this.#looking);
      this.#looking = setTimeout(() => void this.#look(), 300);
    }
  }

  /** Saves the room's text as a version. The room must have everything first. */
  async checkpoint(note: string): Promise<ArticleView> {
    if (this.mayWrite && !(await this.room.settled())) {
      throw new ApiError(0, "offline", t("article-not-settled"));
    }
    const before = Y.encodeStateVector(this.room.doc);
    const article = await api("POST", `/articles/${this.article.id}/checkpoint`, { note });
    this.take(article);
    // What was typed meanwhile is not in it.
    if (same(before, Y.encodeStateVector(this.room.doc))) this.changed = false;
    return article;
  }

  /** Does an act. One about a text saves the text first, and stops if the article is no longer what was on the screen. */
  async do(act: Act, more: Record<string, unknown> = {}): Promise<void> {
    const seen = this.article;
    try {
      let { version, draft } = seen;
      if (ABOUT_TEXT.includes(act) && this.mayWrite) {
        const saved = await this.checkpoint("");
        if (standing(saved) !== standing(seen)) throw new ApiError(409, "stale", t("article-changed"), null, saved);
        ({ version, draft } = saved);
      }
      const names = ABOUT_TEXT.includes(act) && act !== "review" ? { revision: draft } : {};
      this.take(await api("POST", `/articles/${seen.id}/${act}`, { version, ...names, ...more }));
      say(t(`article-done-${act}`));
    } catch (error) {
      if (error instanceof ApiError && error.article) this.take(error.article);
      throw error;
    }
  }

  /** Moves the article to another section. */
  async moveTo(section: string): Promise<void> {
    const { id, content } = await this.checkpoint("");
    // The text of an article that can be moved is not sealed.
    if (!content) return;
    const { version } = this.article;
    this.take(await api("POST", `/articles/${id}/revisions`, { version, section, content }));
  }

  /** Puts the text of a version in the place of the present one. */
  restore(content: Content): void {
    const { room, writing } = this;
    if (!writing) return;
    writing.replaceAll(fromBody(content.body), () => {
      write(room.headline, content.headline);
      write(room.standfirst, content.standfirst ?? "");
      write(room.dateline, content.dateline ?? "");
      write(room.sponsor, content.sponsor ?? "");
      this.setField("byline", content.byline ?? []);
      this.setField("lead", content.lead ?? null);
      this.setField("topics", content.topics ?? []);
    });
  }

  /** Sets one of the fields that are no text: byline, lead or topics. */
  setField(name: "byline" | "lead" | "topics", value: unknown): void {
    const { fields, doc } = this.room;
    if (JSON.stringify(fields.get(name) ?? null) === JSON.stringify(value)) return;
    doc.transact(() => fields.set(name, value), FIELD);
  }

  async readComments(): Promise<void> {
    try {
      const { comments } = await api("GET", `/articles/${this.article.id}/comments`);
      this.comments = comments;
      this.showComments();
    } catch (error) {
      console.warn("The comments could not be read.", error);
    }
  }

  /** Marks in the text what open comments are about. */
  showComments(): void {
    const { writing } = this;
    const open = this.comments.filter((comment) => comment.resolved_at === null);
    writing?.dispatch(tellComments(writing.view.state, open));
  }

  /** Marks one comment, and goes to its words if asked. */
  choose(id: string | null, go = false): void {
    this.chosen = id;
    const { writing } = this;
    if (!writing) return;
    writing.dispatch(choose(writing.view.state, id));
    const place = id === null ? undefined : places(writing.view.state).get(id);
    if (go && place) writing.goTo(place.from, place.to);
  }

  /** The selected words and where they are, for a new comment. */
  selection(): { words: string; anchor: string } | null {
    const { writing } = this;
    if (!writing) return null;
    const { state } = writing.view;
    const anchor = anchorOf(state);
    const { from, to } = state.selection;
    const words = state.doc.textBetween(from, to, " ").slice(0, 300);
    return anchor && words.trim() !== "" ? { words, anchor } : null;
  }

  leave(): void {
    for (const leave of this.#leave) leave();
    clearTimeout(this.#looking);
    clearTimeout(this.#flagging);
    this.room.doc.off("update", this.#written);
    this.writing?.close();
    this.writing = null;
    this.room.leave();
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** What somebody at the screen decided by: if it is another one now, they should look first. */
function standing({ public: shown, scheduled, section, embargo }: ArticleView): string {
  return JSON.stringify([shown, scheduled, section, embargo]);
}
