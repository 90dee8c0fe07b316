/** How the panel at the words begins. */
import type { Hop, When } from "../api/types";
import type { Part } from "../blocks/marks";
import type { Place } from "../coverage/annotations";

/** Where the panel begins: with the selection, or with what was proposed. */
export interface Start {
  place?: Place;
  step?: "when" | "content" | "quote" | "cue";
  when?: When;
  chain?: Hop[];
  /** Other words that stand for the same item. */
  more?: { place: Place; part: Part }[];
  /** Called once what was proposed is in the text. */
  settle?: () => void;
}
