// What a list that editors arrange is called.
import type { FrontName } from "../api/types";
import { t } from "../words/words.svelte";

export function nameOf(front: FrontName): string {
  if (front.list === "front") return t("front-page");
  return front.name === null ? t("most-important") : t("most-important-in", { section: front.name });
}
