/** The copy of a text in this browser: there before the server has it, and there when the server is away. */
import * as Y from "yjs";

/** Keeps what is written, in order, and says so only when it is kept. */
export interface Local {
  /** Puts what was kept into the document. */
  load(doc: Y.Doc): Promise<void>;
  /** Keeps a change. */
  keep(update: Uint8Array): Promise<void>;
  /** Removes the copy. */
  forget(): Promise<void>;
  /** Lets go of the storage; the copy stays. */
  close(): void;
}

const STORE = "updates";

/** So many changes are folded into one when the text is opened. */
const MANY = 100;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB refused"));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up"));
  });
}

/** The copy that this person has of this article in this browser. */
export class LocalCopy implements Local {
  readonly #name: string;
  #database: Promise<IDBDatabase> | null = null;
  #waiting: Uint8Array[] = [];
  #writing: Promise<void> | null = null;

  constructor(account: string, article: string) {
    this.#name = `masthead/${account}/${article}`;
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= (() => {
      const opening = indexedDB.open(this.#name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { autoIncrement: true });
      return done(opening);
    })();
    return this.#database;
  }

  async load(doc: Y.Doc): Promise<void> {
    const database = await this.#open();
    const store = database.transaction(STORE).objectStore(STORE);
    const [keys, updates] = await Promise.all([done(store.getAllKeys()), done<Uint8Array[]>(store.getAll())]);
    if (updates.length === 0) return;
    Y.applyUpdate(doc, Y.mergeUpdates(updates), this);
    const last = keys.at(-1);
    if (updates.length < MANY || last === undefined) return;
    const folding = database.transaction(STORE, "readwrite");
    folding.objectStore(STORE).delete(IDBKeyRange.upperBound(last));
    folding.objectStore(STORE).add(Y.encodeStateAsUpdate(doc));
    await ended(folding);
  }

  /** Changes that come while another is written wait for it and are written together. */
  keep(update: Uint8Array): Promise<void> {
    this.#waiting.push(update);
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(): Promise<void> {
    const database = await this.#open();
    while (this.#waiting.length > 0) {
      const updates = this.#waiting;
      this.#waiting = [];
      try {
        const transaction = database.transaction(STORE, "readwrite");
        transaction.objectStore(STORE).add(Y.mergeUpdates(updates));
        await ended(transaction);
      } catch (error) {
        this.#waiting = [...updates, ...this.#waiting];
        throw error;
      }
    }
  }

  async forget(): Promise<void> {
    this.close();
    await done(indexedDB.deleteDatabase(this.#name));
  }

  close(): void {
    void this.#database?.then((database) => database.close(), () => undefined);
    this.#database = null;
  }
}
