/** What is changed for a story in all its languages, and when it can be. */
import type { ArticleView, Sibling, StoryAsked } from "../api/types";

export type StoryChange = Partial<StoryAsked>;

/** The story as it is, but for what changes. */
export function storyAsked({ kind, embargo, sensitive }: Pick<ArticleView, "kind" | "embargo" | "sensitive">, change: StoryChange): StoryAsked {
  return { kind, embargo, sensitive, ...change };
}

/** An edition in which readers have the story; nothing if it is public nowhere. */
export function publicIn(article: Pick<ArticleView, "edition" | "public">, siblings: Pick<Sibling, "edition" | "public">[]): string | null {
  if (article.public.state === "live") return article.edition;
  return siblings.find(({ public: shown, edition }) => shown.state === "live" && edition !== article.edition)?.edition ?? null;
}

/** Whether the person may change the story: writers until it is public, then publishers. */
export function mayChangeStory(article: Pick<ArticleView, "acts">, isPublic: boolean): boolean {
  const told = article.acts.find(({ act }) => act === (isPublic ? "publish" : "write"));
  return told !== undefined && told.code !== "not_allowed";
}
