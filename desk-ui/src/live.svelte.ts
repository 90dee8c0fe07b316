// What happens in the newsroom while one looks: the server tells, and where it cannot, the desk asks again.
import type { Present } from "./api/types";

/** Something happened. */
export type Happening =
  | { is: "change"; sequence: number; kind: string; article: string | null; edition: string | null; item: string | null }
  | { is: "people"; article: string; people: Present[] }
  | { is: "task" }
  /** Nobody knows what happened meanwhile: ask for everything again. */
  | { is: "again" };

/** What the server calls what happens. */
const NAMES = ["change", "people", "task", "again"] as const;
type Name = (typeof NAMES)[number];

type Listener = (happening: Happening) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let fallback: ReturnType<typeof setInterval> | undefined;

/** How often the desk asks while the server cannot tell, in milliseconds. */
const ASK_AGAIN = 20_000;

class Line {
  /** Whether the server can tell. */
  open = $state(false);
}

export const line = new Line();

/** Hears of everything that happens, until the returned function is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to listen to the server. */
export function openLine(): void {
  if (source) return;
  let lost = false;
  source = new EventSource("/desk/api/live");
  source.onopen = () => {
    line.open = true;
    clearInterval(fallback);
    fallback = undefined;
    if (lost) tell({ is: "again" });
    lost = false;
  };
  source.onerror = () => {
    line.open = false;
    lost = true;
    fallback ??= setInterval(() => tell({ is: "again" }), ASK_AGAIN);
    // A browser gives up for good on an answer that is no event stream.
    if (source?.readyState === EventSource.CLOSED) {
      source = null;
      setTimeout(() => {
        if (fallback !== undefined) openLine();
      }, 3 * ASK_AGAIN);
    }
  };
  for (const name of NAMES) hear(name);
}

/** Stops listening, as when one signs out. */
export function closeLine(): void {
  source?.close();
  source = null;
  clearInterval(fallback);
  fallback = undefined;
  line.open = false;
}

function hear(name: Name): void {
  source?.addEventListener(name, (event) => {
    const happening = read(name, event.data);
    if (happening) tell(happening);
  });
}

/** Reads an event of the server. */
export function read(name: Name, data: unknown): Happening | null {
  if (name === "task" || name === "again") return { is: name };
  try {
    const told = JSON.parse(String(data)) as Record<string, unknown>;
    const text = (value: unknown): string | null => (typeof value === "string" || typeof value === "number" ? String(value) : null);
    if (name === "people") return { is: "people", article: String(told.article), people: Array.isArray(told.people) ? (told.people as Present[]) : [] };
    return { is: "change", sequence: Number(told.sequence), kind: String(told.kind), article: text(told.article), edition: text(told.edition), item: text(told.item) };
  } catch {
    return null;
  }
}

function tell(happening: Happening): void {
  for (const listener of [...listeners]) listener(happening);
}
