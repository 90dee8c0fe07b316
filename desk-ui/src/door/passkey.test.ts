import { expect, test } from "vitest";
import { bytes, letters } from "./passkey";

test("bytes come through base64url as they were", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(bytes(letters(all.buffer))).toEqual(all);
  expect(letters(Uint8Array.from([251, 255, 190]).buffer)).toBe("-_--");
  expect(letters(Uint8Array.from([1]).buffer)).toBe("AQ");
});
