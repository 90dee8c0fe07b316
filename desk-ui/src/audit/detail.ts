// What a line of the audit log says beside who and what.

/** The particulars as pairs; what is empty says nothing. */
export function pairs(detail: unknown): [string, string][] {
  if (detail === null || detail === undefined || detail === "") return [];
  if (typeof detail === "string") {
    const written = readable(detail);
    return written === null ? [["", detail]] : pairs(written);
  }
  if (typeof detail !== "object") return [["", String(detail)]];
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name.replaceAll("_", " "), typeof value === "object" ? JSON.stringify(value) : String(value)]);
}

/** Where an object of the log is shown, if the desk has a screen for it. */
export function screenOf(object: string): string[] | null {
  const known = /^(article|media|picture)[ :/]([0-9]+)$/.exec(object);
  if (known?.[2] === undefined) return /^(account|person)\b/.test(object) ? ["people"] : null;
  return [known[1] === "article" ? "articles" : "pictures", known[2]];
}

/** Particulars that were written down as JSON. */
function readable(text: string): object | null {
  if (!text.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
