// Moving things about in a list.

/** The list with the thing at `from` taken to `to`. */
export function withMoved<Thing>(things: Thing[], from: number, to: number): Thing[] {
  const rest = [...things];
  const [thing] = rest.splice(from, 1);
  if (thing === undefined) return things;
  rest.splice(Math.min(Math.max(to, 0), rest.length), 0, thing);
  return rest;
}

/** Whether two arrangements are the same for readers. */
export function same(one: Placed[], other: Placed[]): boolean {
  return JSON.stringify(one.map(core)) === JSON.stringify(other.map(core));
}

interface Placed {
  article: string;
  from: string | null;
  until: string | null;
}

/** What of a placement goes to the server. */
export function core({ article, from, until }: Placed): Placed {
  return { article, from: from ?? null, until: until ?? null };
}

/** What a placement does at a moment. */
export function whenOf({ from, until }: Omit<Placed, "article">, now = Date.now()): "shown" | "waits" | "over" | "never" {
  const begins = from === null ? -Infinity : Date.parse(from);
  const ends = until === null ? Infinity : Date.parse(until);
  if (ends <= begins) return "never";
  if (ends <= now) return "over";
  return begins > now ? "waits" : "shown";
}
