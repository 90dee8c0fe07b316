/** How long a text is: words as each script makes them, as `crates/story/src/words.rs` counts them. */

/** Words that a grown reader reads in a minute, as in `crates/story/src/language.rs`. */
export const WORDS_PER_MINUTE: Readonly<Record<string, number>> = { en: 228, ru: 184, hy: 184, fr: 195, ar: 138 };

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  let known = segmenters.get(language);
  if (!known) {
    known = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, known);
  }
  return known;
}

/** How many words a line has. */
export function countWords(text: string, language: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter(language).segment(text)) if (isWordLike) words += 1;
  return words;
}

/** Counts a text again and again as it is written: only lines that are new are looked at. */
export class WordCount {
  #known = new Map<string, number>();
  readonly #language: string;

  constructor(language: string) {
    this.#language = language;
  }

  /** How many words the lines have together. */
  of(lines: string[]): number {
    const now = new Map<string, number>();
    let all = 0;
    for (const line of lines) {
      const words = now.get(line) ?? this.#known.get(line) ?? countWords(line, this.#language);
      now.set(line, words);
      all += words;
    }
    this.#known = now;
    return all;
  }
}

/** Whole minutes that reading so many words takes, at least one. */
export function readingMinutes(words: number, language: string): number {
  const pace = WORDS_PER_MINUTE[language] ?? 228;
  return Math.max(Math.ceil(words / pace), 1);
}

/** How many characters a reader sees. */
export function characters(text: string): number {
  return Array.from(text).length;
}
