import { beforeAll, expect, test } from "vitest";
import { use } from "../words/words.svelte";
import english from "../../../locales/desk/behind/en.ftl?raw";
import { inWords } from "./edtf";

beforeAll(() => use("en", [english]));

test("a date is told no finer than it is known", () => {
  const dates: [string, string][] = [
    ["2012", "2012"],
    ["2012-05", "May 2012"],
    ["2012-05-31", "31 May 2012"],
    ["199X", "one of the years 1990 to 1999"],
    ["19XX", "one of the years 1900 to 1999"],
    ["2012-XX", "some month of 2012"],
    ["2012-XX-XX", "some day of 2012"],
    ["2012-05-XX", "some day of May 2012"],
    ["2012-23", "autumn of 2012"],
    ["2012?", "perhaps 2012"],
    ["2012~", "about 2012"],
    ["2012-05%", "perhaps about May 2012"],
    ["1990/2012", "from 1990 to 2012"],
    ["2025-09/..", "since September 2025, still going on"],
    ["2025-09/", "from September 2025, its end is unknown"],
    ["../2012", "until 2012, as far back as one knows"],
    ["/2012", "until 2012, its beginning is unknown"],
    ["2025-11-03?/2025-11-09?", "from perhaps 3 November 2025 to perhaps 9 November 2025"],
  ];
  for (const [edtf, words] of dates) expect(inWords(edtf), edtf).toBe(words);
});

test("what is no date has no words", () => {
  for (const text of ["", "last week", "2012-13", "2012-02-30", "12", "2012/2013/2014", "../..", "/", "2012-21-01", "199X-05", "2012-05-31T10:00"]) {
    expect(inWords(text), text).toBe(null);
  }
});
