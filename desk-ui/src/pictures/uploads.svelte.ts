// Files on their way to the library, one after the other.
import { sentence } from "../api/client";
import { upload } from "../api/upload";
import type { Picture } from "../api/types";

/** A file on its way. */
export interface Sending {
  key: number;
  name: string;
  share: number;
  /** Why it did not arrive. */
  wrong: string | null;
}

/** The queue of one screen. */
export class Uploads {
  waiting = $state<Sending[]>([]);
  #files = new Map<number, File>();
  #last = 0;
  #busy = false;
  readonly #arrived: (picture: Picture) => void;

  /** `arrived` hears of every picture that came through. */
  constructor(arrived: (picture: Picture) => void) {
    this.#arrived = arrived;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#last += 1;
      this.#files.set(this.#last, file);
      this.waiting.push({ key: this.#last, name: file.name, share: 0, wrong: null });
    }
    void this.#run();
  }

  /** Takes a file that was refused off the screen. */
  forget(key: number): void {
    this.#files.delete(key);
    this.waiting = this.waiting.filter((one) => one.key !== key);
  }

  /** Sends a file again that did not arrive. */
  again(key: number): void {
    const one = this.waiting.find((one) => one.key === key);
    if (!one) return;
    one.wrong = null;
    one.share = 0;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const one = next;
      const file = this.#files.get(one.key);
      if (!file) break;
      try {
        const picture = await upload(file, (share) => {
          one.share = share;
        });
        this.forget(one.key);
        this.#arrived(picture);
      } catch (error) {
        one.wrong = sentence(error);
      }
    }
    this.#busy = false;
  }

  #next(): Sending | undefined {
    return this.waiting.find((one) => one.wrong === null);
  }
}

/** The files in what was dropped or pasted. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}
