import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import type { Local } from "./local";
import { FIELD, Room } from "./room.svelte";
import type { Socket } from "./room.svelte";

/** A server with one room. It keeps what it hears, and says so when it is told to. */
class Server {
  readonly doc = new Y.Doc();
  readonly lines: Line[] = [];
  /** Whether it says at once that it kept something. */
  keeps = true;

  constructor() {
    this.doc.getText("headline").insert(0, "Rain");
    this.doc.getXmlFragment("body").insert(0, [new Y.XmlElement("paragraph")]);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      for (const line of this.lines) if (line !== origin) line.tell((encoder) => sync.writeUpdate(encoder, update));
    });
  }

  connect = (): Socket => {
    const line = new Line(this);
    this.lines.push(line);
    queueMicrotask(() => line.open());
    return line as unknown as Socket;
  };
}

class Line {
  binaryType = "arraybuffer";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  heard = 0;

  constructor(readonly server: Server) {}

  open(): void {
    this.readyState = 1;
    this.onopen?.();
    this.tell((encoder) => sync.writeSyncStep1(encoder, this.server.doc));
  }

  tell(write: (encoder: encoding.Encoder) => void): void {
    this.say(0, write);
  }

  say(kind: number, write: (encoder: encoding.Encoder) => void): void {
    if (this.readyState !== 1) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.onmessage?.({ data: encoding.toUint8Array(encoder).slice().buffer });
  }

  kept(): void {
    this.say(100, (encoder) => encoding.writeVarUint(encoder, this.heard));
  }

  send(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== 0) return;
    const encoder = encoding.createEncoder();
    const kind = sync.readSyncMessage(decoder, encoder, this.server.doc, this);
    if (kind === sync.messageYjsSyncStep1) {
      this.say(0, (out) => encoding.writeUint8Array(out, encoding.toUint8Array(encoder)));
    } else {
      this.heard += 1;
      if (this.server.keeps) this.kept();
    }
  }

  close(code = 1005): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.server.lines.splice(this.server.lines.indexOf(this), 1);
    this.onclose?.({ code });
  }
}

/** A browser's copy that lasts as long as the test. */
class Memory implements Local {
  updates: Uint8Array[] = [];
  full = false;
  load(doc: Y.Doc): Promise<void> {
    for (const update of this.updates) Y.applyUpdate(doc, update, this);
    return Promise.resolve();
  }
  keep(update: Uint8Array): Promise<void> {
    if (this.full) return Promise.reject(new Error("full"));
    this.updates.push(update);
    return Promise.resolve();
  }
  forget(): Promise<void> {
    this.updates = [];
    return Promise.resolve();
  }
  close(): void {}
}

let server: Server;
let local: Memory;
const rooms: Room[] = [];

function enter(name = "Ana", copy: Memory = local): Room {
  const room = new Room({ article: "1", account: name.toLowerCase(), name, write: true, local: copy, connect: server.connect });
  rooms.push(room);
  return room;
}

const breathe = () => vi.advanceTimersByTimeAsync(20);

function type(room: Room, words: string): void {
  room.doc.transact(() => room.headline.insert(room.headline.length, words), FIELD);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  server = new Server();
  local = new Memory();
});

afterEach(() => {
  for (const room of rooms.splice(0)) room.leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a text is shown when the server told it, and is saved then", async () => {
  const room = enter();
  expect(room.ready).toBe(false);
  await breathe();
  expect([room.ready, room.server, room.unsaved, room.here]).toEqual([true, "joined", false, "kept"]);
  expect(room.headline.toString()).toBe("Rain");
  expect(room.savedAt).not.toBeNull();
});

test("what is typed is unsaved until the server says that it is on disk", async () => {
  const room = enter();
  await breathe();
  server.keeps = false;
  type(room, " stops");
  await breathe();
  expect(server.doc.getText("headline").toString()).toBe("Rain stops");
  expect(room.unsaved).toBe(true);
  server.lines[0]?.kept();
  expect(room.unsaved).toBe(false);
});

test("what is typed while the server is away is told when it is back", async () => {
  const room = enter();
  await breathe();
  server.lines[0]?.close(1006);
  expect(room.server).toBe("away");
  type(room, " stops");
  expect(room.unsaved).toBe(true);
  server.doc.getText("headline").insert(0, "The ");
  await vi.advanceTimersByTimeAsync(2_000);
  expect([room.server, room.unsaved]).toEqual(["joined", false]);
  expect(room.headline.toString()).toBe("The Rain stops");
  expect(server.doc.getText("headline").toString()).toBe("The Rain stops");
});

test("a browser that was closed without a server still has the words", async () => {
  const before = enter();
  await breathe();
  server.lines[0]?.close(1006);
  type(before, " stops");
  before.leave();
  server.connect = () => new Line(server) as unknown as Socket;
  const after = enter();
  await breathe();
  expect(after.headline.toString()).toBe("Rain stops");
  expect([after.ready, after.server]).toEqual([true, "connecting"]);
});

test("words that only this browser has are not called saved before the server asked for them", async () => {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(server.doc));
  other.getText("headline").insert(4, " stops");
  local.updates.push(Y.encodeStateAsUpdate(other));
  server.keeps = false;
  const room = enter();
  await breathe();
  expect(room.server).toBe("joined");
  expect(room.unsaved).toBe(true);
  server.lines[0]?.kept();
  expect(room.unsaved).toBe(false);
});

test("a browser that keeps nothing is told so", async () => {
  const room = enter();
  await breathe();
  local.full = true;
  type(room, " stops");
  await breathe();
  expect([room.here, room.server, room.unsaved]).toEqual(["failed", "joined", false]);
});

test("the server ends a room for good, and says why", async () => {
  for (const [code, why] of [[4401, "signed-out"], [4403, "forbidden"], [4404, "missing"], [4410, "sealed"]] as const) {
    const room = enter("Ana", new Memory());
    await breathe();
    server.lines.at(-1)?.close(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(room.server).toBe(why);
    expect(server.lines).toHaveLength(0);
  }
});

test("a sealed text does not stay in the browser", async () => {
  const room = enter();
  await breathe();
  type(room, " stops");
  await breathe();
  expect(local.updates).not.toHaveLength(0);
  server.lines[0]?.close(4410);
  await breathe();
  expect(local.updates).toHaveLength(0);
});

test("who signs in again goes on where they were", async () => {
  const room = enter();
  await breathe();
  server.lines[0]?.close(4401);
  type(room, " stops");
  room.reenter();
  await breathe();
  expect([room.server, room.unsaved]).toEqual(["joined", false]);
  expect(server.doc.getText("headline").toString()).toBe("Rain stops");
});

test("a server that hears but never answers is taken for away", async () => {
  const room = enter();
  await breathe();
  server.keeps = false;
  type(room, " stops");
  const [line] = server.lines;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(line?.readyState).toBe(3);
});

test("undo takes back one's own words and leaves those of others", async () => {
  const room = enter();
  await breathe();
  type(room, " stops");
  server.doc.getText("headline").insert(0, "The ");
  room.undo.undo();
  expect(room.headline.toString()).toBe("The Rain");
});
