import { expect, test } from "vitest";
import type { EditionView, Grant } from "../api/types";
import { tidied, told } from "./grants";

const english: EditionView = { code: "en", name: "English", title: "The Meridian", language: "en", direction: "ltr", timezone: "UTC", sections: [{ id: "7", name: "World" }] };
const grant = (role: Grant["role"], edition: string | null = null, section: string | null = null): Grant => ({ role, edition, section });

test("a role says where it holds", () => {
  expect(told([grant("admin"), grant("editor", "en"), grant("reporter", "en", "7"), grant("legal", "xx")], [english])).toEqual([
    { role: "admin", where: null },
    { role: "editor", where: "English" },
    { role: "reporter", where: "English, World" },
    { role: "legal", where: "xx" },
  ]);
});

test("a role everywhere makes the same role somewhere needless", () => {
  expect(tidied([grant("editor", "en"), grant("editor"), grant("editor"), grant("reporter", "en")])).toEqual([grant("editor"), grant("reporter", "en")]);
  expect(tidied([grant("editor", "en", "7"), grant("editor", "en")])).toEqual([grant("editor", "en")]);
  expect(tidied([grant("editor", "", "7")])).toEqual([grant("editor")]);
});
