// Keys that work without a modifier. They can be switched off, for people whose words are typed by a voice.

const KEY = "masthead-single-keys";

class SingleKeys {
  on = $state(kept());
}

export const singleKeys = new SingleKeys();

/** Switches the keys on or off in this browser. */
export function setSingleKeys(on: boolean): void {
  singleKeys.on = on;
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

/** Hears keys that are pressed while nobody types and no dialog is open. Returns how to stop. */
export function hearKeys(keys: Record<string, () => void>): () => void {
  const onkeydown = (event: KeyboardEvent): void => {
    if (!singleKeys.on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", onkeydown);
  return () => removeEventListener("keydown", onkeydown);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
