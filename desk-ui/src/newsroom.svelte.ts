// Who is at the screen, and what the paper is made of.
import { api, ApiError, onRefusal, sentence } from "./api/client";
import type { EditionView, Grant, Newsroom } from "./api/types";
import { go, place } from "./place.svelte";
import { to } from "./route";
import { isDeskLanguage, language, speak, t } from "./words/words.svelte";
import { say } from "./said.svelte";

/** How it stands with the person at the screen. */
export type Standing = "asking" | "stranger" | "inside" | "ended" | "unreachable";

class Desk {
  /** `ended` is a session that ended while somebody was at work: the screen stays, and the password is asked for on top of it. */
  standing = $state<Standing>("asking");
  newsroom = $state.raw<Newsroom | null>(null);
  /** Why the newsroom could not be asked, as a sentence. */
  trouble = $state("");

  /** The newsroom, for screens that only people inside see. */
  get inside(): Newsroom {
    if (!this.newsroom) throw new Error("Nobody is signed in.");
    return this.newsroom;
  }
}

export const desk = new Desk();

/** Asks who one is. */
export async function enter(): Promise<void> {
  try {
    take(await api("GET", "/newsroom"));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      if (desk.standing !== "ended") desk.standing = "stranger";
      return;
    }
    desk.trouble = sentence(error);
    if (desk.standing === "asking") desk.standing = "unreachable";
  }
}

/** Takes what signing in answered. */
export function take(newsroom: Newsroom): void {
  const somebodyElse = desk.newsroom !== null && desk.newsroom.me.id !== newsroom.me.id;
  desk.newsroom = newsroom;
  desk.standing = "inside";
  // The screen below belongs to the one who was here before.
  if (somebodyElse) go(to(), { replace: true });
  const wished = newsroom.desk_language;
  if (isDeskLanguage(wished) && wished !== language()) void speak(wished);
  if (newsroom.must_enrol && place.route.screen !== "me") go(to("me"), { replace: true });
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await api("POST", "/sign-out");
  desk.newsroom = null;
  desk.standing = "stranger";
  go(to("sign-in"), { replace: true });
}

onRefusal((error) => {
  if (error.code === "sign_in" && desk.standing === "inside") desk.standing = "ended";
  if (error.code === "second_factor_wanted") {
    if (place.route.screen !== "me") go(to("me"));
    say(t("must-enrol"));
  }
});

/** An edition by its code; a stand-in for one that is gone. */
export function editionOf(code: string): EditionView {
  const known = desk.newsroom?.editions.find((edition) => edition.code === code);
  return known ?? { code, name: code, title: code, language: "en", direction: "ltr", timezone: "UTC", sections: [] };
}

/** A section's name, if the edition has it. */
export function sectionName(edition: string, section: string | null): string | null {
  return editionOf(edition).sections.find((one) => one.id === section)?.name ?? null;
}

/** What not everybody may do. */
export type Permission = "write" | "approve" | "publish" | "hold" | "arrange" | "advertise" | "administer";

const TABLE: Record<Grant["role"], Permission[]> = {
  reporter: ["write"],
  translator: ["write"],
  editor: ["write", "approve"],
  publisher: ["write", "approve", "publish", "arrange"],
  legal: ["hold"],
  advertising: ["advertise"],
  admin: ["write", "approve", "publish", "hold", "arrange", "advertise", "administer"],
};

/** Whether the person at the screen may do something, there or anywhere. It only decides what is offered; the server decides what is done. */
export function may(permission: Permission, edition?: string): boolean {
  const grants = desk.newsroom?.me.grants ?? [];
  return grants.some(
    (grant) => TABLE[grant.role].includes(permission) && (edition === undefined || grant.edition === null || grant.edition === undefined || grant.edition === edition),
  );
}
