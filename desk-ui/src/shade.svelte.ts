// Light, dark, or as the machine has it.

/** How bright the desk is. */
export type Shade = "auto" | "light" | "dark";

/** All choices, in the order in which they are offered. */
export const SHADES: Shade[] = ["auto", "light", "dark"];

const KEY = "masthead-shade";

class Chosen {
  shade = $state<Shade>(kept());
}

export const chosen = new Chosen();

/** Takes a shade for this browser. */
export function setShade(shade: Shade): void {
  chosen.shade = shade;
  try {
    localStorage.setItem(KEY, shade);
  } catch {
    // Without storage the choice holds until the page is closed.
  }
  applyShade();
}

/** Tells the style sheet. */
export function applyShade(): void {
  const root = document.documentElement;
  if (chosen.shade === "auto") delete root.dataset.shade;
  else root.dataset.shade = chosen.shade;
}

function kept(): Shade {
  try {
    const word = localStorage.getItem(KEY);
    return SHADES.find((shade) => shade === word) ?? "auto";
  } catch {
    return "auto";
  }
}
