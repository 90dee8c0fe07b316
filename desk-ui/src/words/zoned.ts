// Moments by the clocks of a zone, for the fields in which people write them.

/** A moment as a field of the type `datetime-local` shows it: `2026-11-26T08:45`. */
export function inZone(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? "00";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The moment that somebody wrote by the clocks of a zone. In the hour that is skipped in spring it is the one after, in the hour that comes twice the first. */
export function fromZone(local: string, zone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  // The offset before and after a change of the clocks; the first that gives the same local time back is right.
  const guesses = [wanted - 86_400_000, wanted + 86_400_000].map((near) => wanted - offset(near, zone));
  const [before = wanted, after = wanted] = guesses;
  const exact = [Math.min(before, after), Math.max(before, after)].find((guess) => inZone(new Date(guess).toISOString(), zone) === local);
  return new Date(exact ?? before).toISOString().replace(".000Z", "Z");
}

/** How far the clocks of a zone are before UTC, in milliseconds. */
function offset(at: number, zone: string): number {
  const shown = Date.parse(`${inZone(new Date(at).toISOString(), zone)}:00Z`);
  return shown - Math.floor(at / 60_000) * 60_000;
}

/** A zone as people read it: “Europe/Paris” becomes “Paris”. */
export function cityOf(zone: string): string {
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}
