// What the desk says, in the language of the person at the screen.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { LANGUAGES, type DeskLanguage } from "./languages";

export { LANGUAGES, type DeskLanguage } from "./languages";

const files = import.meta.glob<string>("../../../locales/desk/**/*.ftl", { query: "?raw", import: "default" });

const KEY = "masthead-language";

class Spoken {
  language = $state<DeskLanguage>("en");
  bundle = $state.raw<FluentBundle | null>(null);
}

const spoken = new Spoken();

/** The language of the screens. */
export function language(): DeskLanguage {
  return spoken.language;
}

/** Whether the desk has screens in this language. */
export function isDeskLanguage(code: string | null | undefined): code is DeskLanguage {
  return LANGUAGES.some((one) => one.code === code);
}

/** The language to begin with: the one chosen here before, else the first that the browser asks for and the desk has. */
export function preferred(): DeskLanguage {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // Without storage the browser's wish decides.
  }
  const wished = [kept, ...navigator.languages.map((code) => code.split("-")[0])];
  return wished.find(isDeskLanguage) ?? "en";
}

/** Changes the language of all screens at once. */
export async function speak(code: DeskLanguage): Promise<void> {
  const texts = await Promise.all(
    Object.entries(files).filter(([path]) => path.endsWith(`/${code}.ftl`)).map(([, load]) => load()),
  );
  use(code, texts);
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // Then it is asked for again next time.
  }
}

/** Takes catalogues as the language of all screens. */
export function use(code: DeskLanguage, texts: string[]): void {
  const direction = LANGUAGES.find((one) => one.code === code)?.direction ?? "ltr";
  // Isolation marks keep a Latin headline inside an Arabic sentence from turning it around.
  const bundle = new FluentBundle(code, { useIsolating: direction === "rtl" });
  for (const text of texts) bundle.addResource(new FluentResource(text));
  spoken.language = code;
  spoken.bundle = bundle;
  document.documentElement.lang = code;
  document.documentElement.dir = direction;
}

/** What is put into a message. */
export type Args = Record<string, FluentVariable | null | undefined>;

/** A message by its name. */
export function t(id: string, args?: Args): string {
  return find(id, args) ?? id;
}

/** A message, or nothing if the catalogue has none of this name. Where an argument is missing the message shows its name. */
export function find(id: string, args?: Args): string | null {
  const { bundle } = spoken;
  const pattern = bundle?.getMessage(id)?.value;
  if (!bundle || !pattern) return null;
  // Given a place for its errors, Fluent goes on; without one it throws, and the screen would be gone.
  const errors: Error[] = [];
  const said = bundle.formatPattern(pattern, given(args), errors);
  if (errors.length > 0) console.warn(`The message “${id}” could not be said whole.`, ...errors);
  return said;
}

/** The arguments that are there: Fluent would show no placeholder for one that is `undefined`. */
function given(args: Args | undefined): Record<string, FluentVariable> | null {
  if (!args) return null;
  return Object.fromEntries(Object.entries(args).filter((one): one is [string, FluentVariable] => one[1] !== undefined && one[1] !== null));
}

/** What `Intl` is asked for: English with the day before the month, and hours up to 24, as newsrooms tell them. */
function locale(): string {
  return spoken.language === "en" ? "en-GB" : spoken.language;
}

/** A moment by the clocks of a zone, or of this machine. */
export function moment(at: string, zone?: string): string {
  return clock({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: zone, timeZoneName: zone ? "short" : undefined }).format(new Date(at));
}

/** A day. */
export function day(at: string, zone?: string): string {
  return clock({ day: "numeric", month: "short", year: "numeric", timeZone: zone }).format(new Date(at));
}

/** How long ago, in rough words: “5 minutes ago”. */
export function ago(at: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [["second", 60], ["minute", 60], ["hour", 24], ["day", 30], ["month", 12], ["year", Infinity]];
  let value = seconds;
  for (const [unit, size] of steps) {
    if (Math.abs(value) < size) return relative.format(Math.round(value), unit);
    value /= size;
  }
  return moment(at);
}

/** A number in the digits of the language. */
export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** Names in a row: “Ana, Davit and Lilit”. */
export function listed(names: string[]): string {
  return new Intl.ListFormat(locale()).format(names);
}

/** Dates as the language writes them. */
export function intl(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return clock(options);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([spoken.language, options]);
  const known = clocks.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale(), options);
  clocks.set(key, made);
  return made;
}
