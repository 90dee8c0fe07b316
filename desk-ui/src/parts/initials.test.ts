import { expect, test } from "vitest";
import { initials } from "./initials";

test.each([
  ["Ana Beridze", "AB"],
  ["Davit", "DA"],
  ["Jean-Pierre de la Tour", "JT"],
  ["Նունե Սարգսյան", "ՆՍ"],
  ["ليلى حداد", "لح"],
  ["  ", "?"],
])("%s is %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
