// What a picture says in which language.

/** The text in a language, else in any, else nothing. */
export function inLanguage(texts: Record<string, string>, language: string): string {
  const wanted = texts[language]?.trim();
  if (wanted) return wanted;
  return Object.values(texts).find((text) => text.trim() !== "") ?? "";
}

/** The languages in which a text is missing. */
export function missingIn(texts: Record<string, string>, languages: string[]): string[] {
  return languages.filter((language) => (texts[language] ?? "").trim() === "");
}

/** The name of a language in the words of another. */
export function nameOf(language: string, said: string): string {
  return new Intl.DisplayNames(said, { type: "language" }).of(language) ?? language;
}

/** A number of bytes as people say it. */
export function sizeOf(bytes: number, said: string): string {
  const [unit, size] = bytes >= 1_000_000 ? (["megabyte", 1_000_000] as const) : (["kilobyte", 1_000] as const);
  return new Intl.NumberFormat(said, { style: "unit", unit, maximumFractionDigits: bytes >= 10 * size ? 0 : 1 }).format(bytes / size);
}

/** A focal point after an arrow was pressed; nothing if the key is none. */
export function moved(focal: { x: number; y: number }, key: string, step: number): { x: number; y: number } | null {
  const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!by) return null;
  const [dx = 0, dy = 0] = by;
  return { x: within(focal.x + dx * step), y: within(focal.y + dy * step) };
}

/** A share of a side, with two digits. */
export function within(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
}
