/** Moments by the clocks of an edition. */

function parts(at: Date, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** The clock on the wall of the zone, as a field for a moment has it: `2026-01-31T06:00`. */
export function wall(at: Date, zone: string): string {
  const { year, month, day, hour, minute } = parts(at, zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The wall's clock so many minutes from now. */
export function wallNow(zone: string, minutes: number): string {
  return wall(new Date(Date.now() + minutes * 60_000), zone);
}

/** By how many minutes the zone is ahead of UTC at that moment. */
function ahead(at: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = parts(at, zone);
  const there = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Math.round((there - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
}

function written(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The offset of the zone at that moment, as RFC 3339 has it: `+01:00`. */
export function offsetAt(at: Date, zone: string): string {
  return written(ahead(at, zone));
}

/** The offsets that a wall clock can mean: one, two when clocks go back, none when they jump over it. */
export function offsets(wallClock: string, zone: string): string[] {
  const utc = Date.parse(`${wallClock}:00Z`);
  if (Number.isNaN(utc)) return [];
  const near = [-26, 0, 26].map((hours) => ahead(new Date(utc + hours * 3_600_000), zone));
  const fitting = [...new Set(near)].filter((minutes) => wall(new Date(utc - minutes * 60_000), zone) === wallClock.slice(0, 16));
  return fitting.sort((one, other) => other - one).map(written);
}
