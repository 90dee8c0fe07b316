// Where in its life an article is, as the list tells it.
import type { Summary } from "../api/types";

/** The states that the list can be narrowed to, in the order of an article's life. */
export const STAGES = ["draft", "in_review", "approved", "scheduled", "live", "lagging", "withdrawn", "held"] as const;
export type Stage = (typeof STAGES)[number];

/** The colour of the dot before a headline. */
export type Dot = "draft" | "review" | "approved" | "scheduled" | "live" | "stopped";

/** What stands beside a headline: a dot, and the message that says the same in words. */
export interface Standing {
  dot: Dot;
  message: string;
}

/** What readers have and how far the newsroom is. */
export function standingOf(article: Pick<Summary, "public" | "desk" | "draft" | "scheduled">): Standing {
  const { public: shown, desk, draft, scheduled } = article;
  if (shown.state === "held") return { dot: "stopped", message: "standing-held" };
  if (shown.state === "live") {
    if (shown.revision === draft) return { dot: "live", message: "standing-live" };
    return { dot: "live", message: `standing-live-${hyphened(desk)}` };
  }
  if (scheduled) return { dot: "scheduled", message: "standing-scheduled" };
  if (shown.state === "withdrawn") return { dot: "stopped", message: "standing-withdrawn" };
  const dots = { draft: "draft", in_review: "review", approved: "approved" } as const;
  return { dot: dots[desk], message: `standing-${hyphened(desk)}` };
}

/** A word of the API as part of a message's name. */
export function hyphened(word: string): string {
  return word.replaceAll("_", "-");
}
