/** The items that the screens speak of, read once and kept as they are now. */
import { api } from "../api/client";
import { query } from "../api/path";
import type { Facts, Item, ItemAsked, ItemKind } from "../api/types";
import { listen } from "../live.svelte";

/** So many are asked for at once; the server takes no more. */
const AT_ONCE = 500;

class Known {
  #items = $state.raw<ReadonlyMap<string, Item>>(new Map());
  /** Those that the server does not have. */
  readonly #gone = new Set<string>();
  #wanted = new Set<string>();
  #asking: Promise<void> | null = null;

  constructor() {
    listen((happening) => {
      if (happening.is === "again") void this.#ask([...this.#items.keys()]);
      else if (happening.is === "change" && happening.item !== null && this.#items.has(happening.item)) void this.#ask([happening.item]);
    });
  }

  /** An item, if it is known. */
  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** Whether the newsroom has no such item. */
  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** The item that it turned out to be, or itself. */
  whole(id: string): Item | undefined {
    const item = this.#items.get(id);
    return item?.merged_into ? (this.#items.get(item.merged_into) ?? item) : item;
  }

  /** Reads those that are not known yet, with those that they name in turn. */
  async need(ids: Iterable<string>): Promise<void> {
    for (const id of ids) if (!this.#items.has(id) && !this.#gone.has(id)) this.#wanted.add(id);
    while (this.#wanted.size > 0 || this.#asking) {
      // What several parts of a screen want in one moment is asked for together.
      this.#asking ??= Promise.resolve().then(async () => {
        const wanted = [...this.#wanted];
        this.#wanted = new Set();
        try {
          await this.#ask(wanted);
        } finally {
          this.#asking = null;
        }
      });
      await this.#asking;
    }
  }

  async #ask(ids: string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const asked = ids.slice(at, at + AT_ONCE);
      const { items } = await api("GET", `/items${query({ ids: asked.join(",") })}`);
      this.take(...items);
      const gone = asked.filter((id) => !items.some((item) => item.id === id));
      for (const id of gone) this.#gone.add(id);
      // Whoever shows them hears of it as of a change.
      if (gone.length > 0) this.#items = new Map(this.#items);
    }
  }

  /** Keeps items as they are now. */
  take(...items: Item[]): void {
    if (items.length === 0) return;
    const next = new Map(this.#items);
    for (const item of items) {
      const before = next.get(item.id);
      if (!before || before.version <= item.version) next.set(item.id, item);
      this.#gone.delete(item.id);
    }
    this.#items = next;
    for (const item of items) for (const id of named(item)) if (!next.has(id) && !this.#gone.has(id)) this.#wanted.add(id);
    if (this.#wanted.size > 0) void this.need([]).catch((error: unknown) => console.warn("Some items could not be read.", error));
  }

  /** Finds items by their names, the best first. */
  async find(words: string, kinds: readonly ItemKind[], signal?: AbortSignal): Promise<Item[]> {
    const { items } = await api("GET", `/items${query({ q: words, kind: kinds.join(",") })}`, undefined, signal ? { signal } : {});
    this.take(...items);
    await this.need(items.flatMap(({ merged_into: into }) => into ?? []));
    return items;
  }

  /** Makes an item of which so far only a name in one language is known. */
  async make(name: string, language: string, facts: Facts): Promise<Item> {
    const item = await api("POST", "/items", { names: { [language]: name }, facts });
    this.take(item);
    return item;
  }

  /** Changes what is known of an item. */
  async change(item: Item, more: Partial<ItemAsked>): Promise<Item> {
    const { names, aliases, about, facts, wikidata, version } = item;
    const changed = await api("POST", `/items/${item.id}`, { names, aliases, about, facts, wikidata, version, ...more });
    this.take(changed);
    return changed;
  }
}

/** The items that an item names. */
export function named({ facts, merged_into: into }: Item): string[] {
  const { within, place, who = [], chain = [], relation, events = [], advisories = [] } = facts;
  const hops = chain.flatMap((hop) => [hop.by, hop.on_behalf_of]);
  const all = [into, within, place, ...who.map(({ item }) => item), ...hops, relation?.subject, relation?.object, ...events, ...advisories];
  return all.filter((id): id is string => typeof id === "string");
}

/** What an item is called in a language, or in English, or in any. */
export function nameOf({ names }: { names: Item["names"] }, language: string): string {
  return names[language] || names.en || Object.values(names).find((name) => name !== "") || "";
}

export const known = new Known();
