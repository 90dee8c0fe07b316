/** What the API says of rooms, comments, translations, previews and weight. */
import type { Content, Timestamp } from "../api/types";

export interface Reply {
  id: string;
  at: Timestamp;
  account: string | null;
  name: string;
  text: string;
}

/** A comment in the margin. */
export interface Comment {
  id: string;
  at: Timestamp;
  account: string | null;
  name: string;
  /** The words that it was about when it was written. */
  words: string;
  anchor: string;
  text: string;
  replies: Reply[];
  resolved_at: Timestamp | null;
  resolved_by: string | null;
}

/** Another language of the same story. */
export interface Sibling {
  article: string;
  edition: string;
  headline: string;
  state: string;
  /** The sibling that it was translated from. */
  from: string | null;
  /** How many parts of that one changed since. */
  behind: number;
}

export interface DiffRun {
  op: "equal" | "insert" | "delete";
  text: string;
}

/** What became of a part of the source since it was translated. */
export interface SourceChange {
  /** The block's name, `headline` or `standfirst`. */
  block: string;
  what: "changed" | "added" | "removed";
  before: string | null;
  after: string | null;
  diff: DiffRun[];
}

/** The text that a translation was made from. */
export interface Source {
  article: string;
  edition: string;
  language: string;
  headline: string;
  from: number;
  newest: number;
  content: Content;
  changes: SourceChange[];
}

/** What the page costs a reader. */
export interface Weight {
  html: number;
  pictures: number;
  script: number;
  total: number;
  first_words_2g: number;
  whole_2g: number;
  first_words_3g: number;
  whole_3g: number;
  budget: number;
  over: boolean;
}

/** A run of words in the difference of two versions. */
export interface Run {
  kind: "same" | "gone" | "new";
  text: string;
}

export interface Difference {
  from: number;
  to: number;
  lines: { changed: boolean; runs: Run[] }[];
}

/** Somebody who signs, or a topic: a name in each language. */
export interface Named {
  id: string;
  slug: string;
  kind?: string;
  names: Record<string, string>;
}
