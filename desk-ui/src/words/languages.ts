// The languages that the desk's screens speak.

export const LANGUAGES = [
  { code: "en", name: "English", direction: "ltr" },
  { code: "ru", name: "Русский", direction: "ltr" },
  { code: "hy", name: "Հայերեն", direction: "ltr" },
  { code: "fr", name: "Français", direction: "ltr" },
  { code: "ar", name: "العربية", direction: "rtl" },
] as const;

/** The code of one of them. */
export type DeskLanguage = (typeof LANGUAGES)[number]["code"];
