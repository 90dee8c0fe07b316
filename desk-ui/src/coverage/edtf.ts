/** Dates of EDTF, levels 0 and 1, in words; the server decides what is one (`crates/story/src/coverage/edtf.rs`). */
import { intl, t } from "../words/words.svelte";

const MONTHS: Intl.DateTimeFormatOptions = { month: "long", year: "numeric", timeZone: "UTC" };
const DAYS: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

function date(year: number, month: number, day: number): Date | null {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : null;
}

/** One date without what is doubted about it. */
function plain(text: string): string | null {
  const read = /^(-?\d{4}|-?\d{3}X|-?\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?$/.exec(text);
  if (!read) return null;
  const [, year = "", month, day] = read;
  if (year.endsWith("X")) {
    if (month !== undefined) return null;
    const first = Number(year.replaceAll("X", "0"));
    return t("when-one-of", { from: String(first), to: String(first + (year.endsWith("XX") ? 99 : 9)) });
  }
  const years = Number(year);
  if (month === undefined) return String(years);
  if (month === "XX") {
    if (day === undefined) return t("when-some-month", { year: String(years) });
    return day === "XX" ? t("when-some-day", { in: String(years) }) : null;
  }
  if (/^2[1-4]$/.test(month)) return day === undefined ? t(`when-season-${month}`, { year: String(years) }) : null;
  const first = date(years, Number(month), 1);
  if (!first) return null;
  if (day === undefined) return intl(MONTHS).format(first);
  if (day === "XX") return t("when-some-day", { in: intl(MONTHS).format(first) });
  const whole = date(years, Number(month), Number(day));
  return whole && intl(DAYS).format(whole);
}

function one(text: string): string | null {
  const doubt = /[?~%]$/.exec(text)?.[0] ?? "";
  const words = plain(doubt ? text.slice(0, -1) : text);
  if (words === null) return null;
  if (doubt === "?") return t("when-perhaps", { date: words });
  if (doubt === "~") return t("when-about", { date: words });
  if (doubt === "%") return t("when-perhaps", { date: t("when-about", { date: words }) });
  return words;
}

/** What a date means, in the language of the screen; nothing for what is no date. */
export function inWords(edtf: string): string | null {
  const ends = edtf.split("/");
  if (ends.length === 1) return one(edtf);
  const [start = "", end = "", more] = ends;
  if (more !== undefined) return null;
  const from = one(start) ?? undefined;
  const to = one(end) ?? undefined;
  if (from !== undefined && to !== undefined) return t("when-from-to", { from, to });
  if (from !== undefined && end === "..") return t("when-since", { from });
  if (from !== undefined && end === "") return t("when-from-unknown", { from });
  if (to !== undefined && start === "..") return t("when-until", { to });
  if (to !== undefined && start === "") return t("when-until-unknown", { to });
  return null;
}
