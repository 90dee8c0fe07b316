// Something that the person asked for and that takes a moment: whether it runs, and what went wrong.
import { ApiError, sentence } from "../api/client";

/** One act at a time, with its complaint. */
export class Doing {
  busy = $state(false);
  /** What went wrong, as a sentence; nothing if it belongs to a field. */
  wrong = $state<string | null>(null);
  /** Which field is wrong. */
  field = $state<string | null>(null);
  /** The sentence that belongs to the field. */
  fieldWrong = $state<string | null>(null);

  readonly #fields: string[];

  /** `fields` are those that show their own complaint. */
  constructor(fields: string[] = []) {
    this.#fields = fields;
  }

  /** Does it, unless it is being done already. Nothing comes back if it failed or was refused. */
  async run<Answer>(act: () => Promise<Answer>, refused?: (error: ApiError) => boolean): Promise<Answer | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.clear();
    try {
      return await act();
    } catch (error) {
      if (error instanceof ApiError && refused?.(error)) return undefined;
      const told = sentence(error);
      if (error instanceof ApiError && error.field !== null && this.#fields.includes(error.field)) {
        this.field = error.field;
        this.fieldWrong = told;
      } else {
        this.wrong = told;
      }
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** What is wrong with a field. */
  of(field: string): string | null {
    return this.field === field ? this.fieldWrong : null;
  }

  clear(): void {
    this.wrong = null;
    this.field = null;
    this.fieldWrong = null;
  }
}
