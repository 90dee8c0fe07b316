import { expect, test } from "vitest";
import { WORDS_PER_MINUTE, WordCount, countWords, readingMinutes } from "./count";
import languageRs from "../../../crates/story/src/language.rs?raw";

test("words are counted in every script", () => {
  // The same table as in crates/story/src/words.rs.
  for (const [language, text, words] of [
    ["en", "Rain stops play, twice.", 4],
    ["ru", "Дождь прервал игру — дважды.", 4],
    ["hy", "Անձրևը կանգնեցրեց խաղը։", 3],
    ["fr", "L’averse arrête le jeu", 4],
    ["ar", "المطر يوقف اللعب", 3],
    ["en", "", 0],
  ] as const) {
    expect(countWords(text, language), text).toBe(words);
  }
});

test("the pace of reading is the server's", () => {
  const rows = [...languageRs.matchAll(/code: "(\w+)",[\s\S]*?words_per_minute: (\d+),/g)];
  expect(Object.fromEntries(rows.map(([, code, pace]) => [code, Number(pace)]))).toEqual(WORDS_PER_MINUTE);
  expect(readingMinutes(3, "en")).toBe(1);
  expect(readingMinutes(229, "en")).toBe(2);
});

test("a count keeps nothing of lines that are gone", () => {
  const count = new WordCount("en");
  expect(count.of(["Rain stops play", "Rain stops play", "Twice"])).toBe(7);
  expect(count.of(["Rain stops"])).toBe(2);
});
