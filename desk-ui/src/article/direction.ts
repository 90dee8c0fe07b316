/** The way in which the desk's own words are written, next to a text that may be written the other way. */
import { LANGUAGES, language } from "../words/words.svelte";

export function deskDirection(): "ltr" | "rtl" {
  return LANGUAGES.find(({ code }) => code === language())?.direction ?? "ltr";
}
