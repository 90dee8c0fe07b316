/** The color of a person's caret and face: the same for everybody who sees them. */

/** How many colors there are; the style sheets have a class for each. */
export const TONES = 8;

/** The color of an account, as a number below [`TONES`]. */
export function tone(account: string): number {
  let sum = 7;
  for (const letter of account) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % TONES;
}
