import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeLine, line, listen, openLine, read, type Happening } from "./live.svelte";

/** A server that tells what the test says. */
class Server extends EventTarget {
  static now: Server;
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    super();
    Server.now = this;
  }

  tells(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }

  close(): void {
    this.readyState = Server.CLOSED;
  }
}

let heard: Happening[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Server);
  heard = [];
  stop = listen((happening) => heard.push(happening));
  openLine();
  Server.now.onopen?.();
});

afterEach(() => {
  stop();
  closeLine();
  vi.useRealTimers();
});

test("a change and who is at work are told to whoever listens", () => {
  Server.now.tells("change", { sequence: "7", kind: "published", article: "12", edition: "en", item: "7" });
  Server.now.tells("people", { article: "12", people: [{ account: "1", name: "Ana" }] });
  expect(heard).toEqual([
    { is: "change", sequence: 7, kind: "published", article: "12", edition: "en", item: "7" },
    { is: "people", article: "12", people: [{ account: "1", name: "Ana" }] },
  ]);
  stop();
  Server.now.tells("task", {});
  expect(heard).toHaveLength(2);
});

test("while the server cannot tell, the desk asks again", () => {
  expect(line.open).toBe(true);
  Server.now.onerror?.();
  expect(line.open).toBe(false);
  vi.advanceTimersByTime(45_000);
  expect(heard).toEqual([{ is: "again" }, { is: "again" }]);
  // What happened meanwhile is asked for once, and then told again.
  Server.now.onopen?.();
  vi.advanceTimersByTime(90_000);
  expect(heard).toHaveLength(3);
  expect(line.open).toBe(true);
});

test("what cannot be read is passed over", () => {
  expect(read("change", "{")).toBe(null);
  expect(read("again", "")).toEqual({ is: "again" });
});
