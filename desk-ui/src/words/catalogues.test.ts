// Every language says everything, and says nothing that nobody asks for.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { parse, Visitor, type FunctionReference, type SelectExpression, type VariableReference } from "@fluent/syntax";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "./languages";

const SOURCES = join(import.meta.dirname, "..");
const CATALOGUES = join(import.meta.dirname, "../../../locales/desk");
/** Words that only hints in the source would find, as the codes of the API's errors. */
const BUILT = ["error-"];

interface Message {
  variables: Set<string>;
  plurals: Set<string>;
  empty: boolean;
}

function files(folder: string, ends: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => ends.test(name)).map((name) => join(folder, name));
}

class Look extends Visitor {
  variables = new Set<string>();
  plurals = new Set<string>();

  override visitVariableReference(node: VariableReference): void {
    this.variables.add(node.id.name);
  }

  override visitFunctionReference(node: FunctionReference): void {
    this.genericVisit(node);
  }

  override visitSelectExpression(node: SelectExpression): void {
    for (const variant of node.variants) if (variant.key.type === "Identifier") this.plurals.add(variant.key.name);
    this.genericVisit(node);
  }
}

function catalogue(code: string): Map<string, Message> {
  const messages = new Map<string, Message>();
  for (const file of files(CATALOGUES, new RegExp(`(^|[\\\\/])${code}\\.ftl$`))) {
    for (const entry of parse(readFileSync(file, "utf8"), {}).body) {
      if (entry.type === "Junk") throw new Error(`${file}: cannot be read: ${entry.content}`);
      if (entry.type !== "Message") continue;
      if (messages.has(entry.id.name)) throw new Error(`${file}: “${entry.id.name}” is there twice.`);
      const look = new Look();
      if (entry.value) look.visit(entry.value);
      messages.set(entry.id.name, { variables: look.variables, plurals: look.plurals, empty: entry.value === null });
    }
  }
  return messages;
}

/** The names that the screens ask for, and the beginnings of those that they put together. */
function asked(): { names: Set<string>; beginnings: Set<string> } {
  const names = new Set<string>();
  const beginnings = new Set<string>(BUILT);
  for (const file of files(SOURCES, /\.(svelte|ts)$/)) {
    if (file.endsWith(".test.ts")) continue;
    const text = readFileSync(file, "utf8");
    for (const [, name] of text.matchAll(/\b(?:t|find)\(\s*["']([a-z0-9-]+)["']/g)) if (name) names.add(name);
    for (const [, beginning] of text.matchAll(/\b(?:t|find)\(\s*`([a-z0-9-]+-)\$\{/g)) if (beginning) beginnings.add(beginning);
    // Names that travel as data before they are said.
    for (const [, one, other] of text.matchAll(/\bt\([^()]*\?\s*["']([a-z0-9-]+)["']\s*:\s*["']([a-z0-9-]+)["']/g)) for (const name of [one, other]) if (name) names.add(name);
    for (const [, name] of text.matchAll(/message: ["'`]([a-z0-9-]+)["'`]/g)) if (name) names.add(name);
    for (const [, beginning] of text.matchAll(/message: `([a-z0-9-]+-)\$\{/g)) if (beginning) beginnings.add(beginning);
    for (const [, name] of text.matchAll(/"(front-(?:lifted|now-at|dropped|put-back))"/g)) if (name) names.add(name);
  }
  return { names, beginnings };
}

const english = catalogue("en");
const { names, beginnings } = asked();

test("every message that a screen asks for is there", () => {
  expect([...names].filter((name) => !english.has(name))).toEqual([]);
});

test("no message waits for somebody to ask for it", () => {
  const used = (name: string): boolean => names.has(name) || [...beginnings].some((beginning) => name.startsWith(beginning));
  expect([...english.keys()].filter((name) => !used(name))).toEqual([]);
});

describe.each(LANGUAGES.map((one) => one.code))("%s", (code) => {
  const messages = catalogue(code);

  test("says all that English says, and no more", () => {
    expect([...english.keys()].filter((name) => !messages.has(name))).toEqual([]);
    expect([...messages.keys()].filter((name) => !english.has(name))).toEqual([]);
    expect([...messages].filter(([, message]) => message.empty).map(([name]) => name)).toEqual([]);
  });

  test("uses the variables that English uses", () => {
    const differ = [...messages].filter(([name, { variables }]) => [...variables].sort().join() !== [...(english.get(name)?.variables ?? [])].sort().join());
    expect(differ.map(([name]) => name)).toEqual([]);
  });

  test("has every plural of its language", () => {
    const wanted = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    // French and others have a form for millions alone, which no count of the desk reaches.
    const needed = wanted.filter((category) => code !== "fr" || category !== "many");
    const lacking = [...messages].filter(([, { plurals }]) => plurals.size > 0 && needed.some((category) => !plurals.has(category)));
    expect(lacking.map(([name]) => name)).toEqual([]);
  });

  test("can be said", () => {
    const bundle = new FluentBundle(code);
    for (const file of files(CATALOGUES, new RegExp(`(^|[\\\\/])${code}\\.ftl$`))) bundle.addResource(new FluentResource(readFileSync(file, "utf8")));
    for (const [name, { variables }] of messages) {
      const args = Object.fromEntries([...variables].map((variable) => [variable, 3]));
      const errors: Error[] = [];
      const pattern = bundle.getMessage(name)?.value;
      expect(pattern, name).toBeTruthy();
      expect(bundle.formatPattern(pattern ?? "", args, errors).trim(), name).not.toBe("");
      expect(errors, name).toEqual([]);
    }
  });
});
