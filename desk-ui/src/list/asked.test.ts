import { expect, test } from "vitest";
import { queryOf, type Wanted } from "./asked";

const everything: Wanted = { state: "", edition: "", section: "", kind: "", mine: false, q: "" };

test.each([
  [everything, null, ""],
  [{ ...everything, state: "in_review", edition: "en" }, null, "?state=in_review&edition=en"],
  [{ ...everything, mine: true, q: " grain ships " }, "77", "?q=grain+ships&mine=true&before=77"],
])("only what narrows the list is asked for", (wanted, before, query) => {
  expect(queryOf(wanted, before)).toBe(query);
});
