/** The room in which people write an article together: the shared text, who is there, and what is saved where. */
import { Awareness, removeAwarenessStates } from "y-protocols/awareness";
import { defaultDeleteFilter, ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";
import type { Local } from "./local";
import * as protocol from "./protocol";
import { tone } from "./tone";

/** Somebody in the room. */
export interface Present {
  client: number;
  account: string;
  name: string;
  tone: number;
  /** Which field they are in, if any. */
  field: string | null;
}

/** Why the server closed the room for good. */
export type Closed = "signed-out" | "forbidden" | "missing" | "sealed";

const CLOSED: Readonly<Record<number, Closed>> = {
  4401: "signed-out",
  4403: "forbidden",
  4404: "missing",
  4410: "sealed",
};

/** How the room stands with the server. */
export type Server = "connecting" | "joined" | "away" | Closed;

/** How the room stands with this browser's own copy. */
export type Here = "opening" | "kept" | "keeping" | "failed";

/** What a change by a field of the page has as its origin, so that it can be undone as one by the text is. */
export const FIELD = "field";

/** A socket as browsers have it. */
export type Socket = Pick<WebSocket, "binaryType" | "readyState" | "send" | "close"> & {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<ArrayBuffer>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
};

/** Where and as whom to enter. */
export interface Entry {
  article: string;
  account: string;
  name: string;
  write: boolean;
  local: Local | null;
  connect?: (address: string) => Socket;
}

/** Blocks that others may have written in: undoing that one made them does not take away the words of others. */
const SHARED = new Set(["paragraph", "heading", "preformatted", "figure", "list_item", "table_cell", "table_header"]);

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** A server that is there says within this time that it kept something. */
const ANSWER_WITHIN = 12_000;
const HEARTBEAT = 20_000;
const OPEN = 1;

export class Room {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly body = this.doc.getXmlFragment("body");
  readonly headline = this.doc.getText("headline");
  readonly standfirst = this.doc.getText("standfirst");
  readonly dateline = this.doc.getText("dateline");
  readonly sponsor = this.doc.getText("sponsor");
  readonly fields = this.doc.getMap<unknown>("fields");
  readonly undo: Y.UndoManager;

  server = $state<Server>("connecting");
  here = $state<Here>("opening");
  /** When the server last had everything. */
  savedAt = $state<Date | null>(null);
  /** Whether there is something that the server does not have yet. */
  unsaved = $state(false);
  /** Whether there is a text to show: the server's, or the one kept here. */
  ready = $state(false);
  present = $state.raw<Present[]>([]);

  readonly #entry: Entry;
  #socket: Socket | null = null;
  #sent = 0;
  #kept = 0;
  /** The last message of this connection that carried something. */
  #wanted = 0;
  #synced = false;
  /** Whether this connection told the server what it lacked. */
  #told = false;
  #waits = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #sentAt = 0;
  #answersAwareness = false;
  #askedAt = 0;
  #left = false;
  #keeping = 0;
  readonly #comments = new Set<() => void>();

  constructor(entry: Entry) {
    this.#entry = entry;
    this.undo = new Y.UndoManager([this.body, this.headline, this.standfirst, this.dateline, this.sponsor, this.fields], {
      trackedOrigins: new Set<unknown>([ySyncPluginKey, FIELD]),
      deleteFilter: (item) => defaultDeleteFilter(item, SHARED),
      captureTransaction: (transaction) => transaction.meta.get("addToHistory") !== false,
    });
    const { account, name } = entry;
    this.awareness.setLocalStateField("user", { account, name, color: String(tone(account)) });
    this.awareness.on("change", this.#whoIsHere);
    this.awareness.on("update", this.#tellAwareness);
    this.doc.on("update", this.#changed);
    addEventListener("online", this.#tryNow);
    addEventListener("offline", this.#wentOffline);
    addEventListener("pagehide", this.#sayGoodbye);
    this.#beat = setInterval(this.#heartbeat, HEARTBEAT / 4);
    void this.#begin();
  }

  /** Calls `told` whenever the comments in the margin changed. */
  onComments(told: () => void): () => void {
    this.#comments.add(told);
    return () => this.#comments.delete(told);
  }

  /** Says in which field the person is; null for none. */
  inField(field: string | null): void {
    if (this.awareness.getLocalState()?.field !== field) this.awareness.setLocalStateField("field", field);
  }

  /** Waits until the server has everything that was written so far; false if it does not answer in time. */
  async settled(within = 8_000): Promise<boolean> {
    const until = Date.now() + within;
    while (Date.now() < until) {
      if (this.server === "joined" && this.#synced && this.#told && !this.unsaved) return true;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    return false;
  }

  /** Enters again after the person signed in again. */
  reenter(): void {
    if (this.#left || this.#socket) return;
    this.#waits = 0;
    this.#connect();
  }

  /** Leaves for good. What is written stays here and on the server. */
  leave(): void {
    if (this.#left) return;
    this.#sayGoodbye();
    this.#left = true;
    clearTimeout(this.#retry);
    clearInterval(this.#beat);
    removeEventListener("online", this.#tryNow);
    removeEventListener("offline", this.#wentOffline);
    removeEventListener("pagehide", this.#sayGoodbye);
    this.#socket?.close();
    this.#socket = null;
    this.#entry.local?.close();
    this.undo.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  async #begin(): Promise<void> {
    const { local } = this.#entry;
    try {
      if (!local) throw new Error("This browser keeps nothing.");
      await local.load(this.doc);
      this.here = "kept";
      if (this.body.length > 0) this.ready = true;
    } catch (error) {
      console.warn("The text cannot be kept in this browser.", error);
      this.here = "failed";
    }
    if (!this.#left) this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    const { article, write, connect = (address) => new WebSocket(address) as Socket } = this.#entry;
    const address = new URL(`/desk/api/articles/${encodeURIComponent(article)}/room?as=${write ? "write" : "read"}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    if (this.server !== "away") this.server = "connecting";
    const socket = connect(address.href);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#sent = this.#kept = this.#wanted = 0;
    this.#synced = this.#told = false;
    socket.onopen = () => {
      this.#heardAt = Date.now();
      socket.send(protocol.ask(this.doc) as Uint8Array<ArrayBuffer>);
      this.#send(protocol.tellAwareness(this.awareness, [this.doc.clientID]));
      this.#send(protocol.askAwareness());
    };
    socket.onmessage = ({ data }) => this.#hear(new Uint8Array(data));
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#lost(code);
    };
  }

  #lost(code: number): void {
    this.#socket = null;
    if (this.#left) return;
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    const closed = CLOSED[code];
    if (closed) {
      this.server = closed;
      // What a court sealed must not lie about in browsers.
      if (closed === "sealed") void this.#entry.local?.forget().catch(() => undefined);
      return;
    }
    this.server = "away";
    const wait = Math.min(FIRST_WAIT * 2 ** this.#waits, LONGEST_WAIT);
    this.#waits += 1;
    // Everybody comes back at once when a server starts again; not all in the same moment.
    this.#retry = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2));
  }

  #hear(bytes: Uint8Array): void {
    this.#heardAt = Date.now();
    const heard = protocol.hear(bytes, this.doc, this.awareness, this);
    switch (heard.kind) {
      case "asked":
        this.#sendCounted(heard.answer, heard.carries);
        this.#told = true;
        break;
      case "synced":
        this.#synced = true;
        this.#waits = 0;
        this.server = "joined";
        this.ready = true;
        break;
      case "awareness":
        if (this.#askedAt > 0) this.#answersAwareness = true;
        this.#askedAt = 0;
        break;
      case "asked-awareness":
        this.#send(protocol.tellAwareness(this.awareness, [this.doc.clientID]));
        break;
      case "kept":
        this.#kept = Math.max(this.#kept, heard.count);
        break;
      case "comments":
        for (const told of this.#comments) told();
        break;
    }
    this.#weigh();
  }

  #weigh(): void {
    if (!this.#synced || !this.#told) return;
    this.unsaved = this.#kept < this.#wanted;
    if (!this.unsaved) this.savedAt = new Date();
  }

  #send(bytes: Uint8Array): void {
    if (this.#socket?.readyState === OPEN) this.#socket.send(bytes as Uint8Array<ArrayBuffer>);
  }

  #sendCounted(bytes: Uint8Array, carries: boolean): void {
    if (this.#socket?.readyState !== OPEN) return;
    this.#sent += 1;
    if (carries) {
      if (this.#kept >= this.#wanted) this.#sentAt = Date.now();
      this.#wanted = this.#sent;
    }
    this.#send(bytes);
  }

  readonly #changed = (update: Uint8Array, origin: unknown): void => {
    const { local } = this.#entry;
    if (origin !== local && local && this.here !== "failed") void this.#keep(local, update);
    if (origin === this || origin === local) return;
    this.unsaved = true;
    this.#sendCounted(protocol.tell(update), true);
  };

  async #keep(local: Local, update: Uint8Array): Promise<void> {
    this.here = "keeping";
    this.#keeping += 1;
    try {
      await local.keep(update);
      this.#keeping -= 1;
      if (this.#keeping === 0) this.here = "kept";
    } catch (error) {
      console.warn("The text cannot be kept in this browser.", error);
      this.here = "failed";
    }
  }

  readonly #tellAwareness = ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>, origin: unknown): void => {
    if (origin === this) return;
    this.#send(protocol.tellAwareness(this.awareness, [...added, ...updated, ...removed]));
  };

  readonly #whoIsHere = (): void => {
    const present: Present[] = [];
    for (const [client, state] of this.awareness.getStates()) {
      const user = state.user as Partial<Record<"account" | "name", unknown>> | undefined;
      if (client === this.doc.clientID || typeof user?.account !== "string") continue;
      const name = typeof user.name === "string" ? user.name.slice(0, 80) : "";
      const field = typeof state.field === "string" ? state.field : null;
      present.push({ client, account: user.account, name, tone: tone(user.account), field });
    }
    this.present = present.sort((one, other) => one.name.localeCompare(other.name) || one.client - other.client);
  };

  readonly #heartbeat = (): void => {
    if (this.#socket?.readyState !== OPEN) return;
    const now = Date.now();
    const silent = this.#kept < this.#wanted && now - Math.max(this.#sentAt, this.#heardAt) > ANSWER_WITHIN;
    const deaf = this.#answersAwareness && this.#askedAt > 0 && now - this.#askedAt > ANSWER_WITHIN;
    if (silent || deaf) {
      const socket = this.#socket;
      this.#lost(0);
      socket.close();
    } else if (now - this.#heardAt > HEARTBEAT && this.#askedAt === 0) {
      this.#askedAt = now;
      this.#send(protocol.askAwareness());
    }
  };

  readonly #tryNow = (): void => {
    if (this.server !== "away" || this.#socket) return;
    this.#waits = 0;
    this.#connect();
  };

  readonly #wentOffline = (): void => {
    const socket = this.#socket;
    if (!socket) return;
    this.#lost(0);
    socket.close();
  };

  readonly #sayGoodbye = (): void => {
    removeAwarenessStates(this.awareness, [this.doc.clientID], "goodbye");
  };
}
