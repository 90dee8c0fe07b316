/** What the server proposes to stand behind words. Nothing of it is in the text until somebody accepts it. */
import type { How, ItemKind, When } from "../api/types";
import type { Spot } from "./annotations";

/** Somebody who passed a claim on, as the text names them. */
export interface Party {
  words: string;
  /** The item, where the newsroom knows it. */
  item: string | null;
  /** Where the text names them. */
  spot: Spot | null;
}

/** A step of the way by which a claim reached the paper. */
export interface Step {
  by: Party;
  on_behalf_of: Party | null;
  how: How;
}

/** What words may stand for. */
export type Proposable =
  | { kind: "item"; item: string }
  | { kind: "new_item"; as: ItemKind }
  | { kind: "when"; when: When }
  | { kind: "attribution"; chain: Step[]; content: Spot | null }
  | { kind: "quotation"; chain: Step[] };

/** Words of the text and what they may stand for. */
export interface Proposal extends Spot {
  what: Proposable;
  /** How sure the rules are, of a hundred. */
  confidence: number;
}
