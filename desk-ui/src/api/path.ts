// Which operation of the API an address is, for the compiler: what it asks and what it answers.
import type { paths } from "./schema";

export type Method = "GET" | "POST";

/** A path of the document with any words in the place of its variables. */
type Shape<Path extends string> = Path extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Shape<After>}` : Path;

/** An address without what stands behind the question mark. */
type Bare<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path;

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** The path of the document that an address is. */
type Known<Path extends string> = Path extends string
  ? { [Key in keyof paths]: Key extends `/desk/api${infer Rest}` ? (Same<Shape<Rest>, Bare<Path>> extends true ? Key : never) : never }[keyof paths]
  : never;

type Operation<M extends Method, Path extends string> = Known<Path> extends infer Key ? (Key extends keyof paths ? paths[Key][Lowercase<M>] : never) : never;

/** What an operation answers when it is not refused; nothing where it answers nothing. */
export type AnswerOf<M extends Method, Path extends string> =
  Operation<M, Path> extends { responses: infer All }
    ? All extends { 200: { content: { "application/json": infer Answer } } } | { 201: { content: { "application/json": infer Answer } } }
      ? Answer
      : null
    : never;

type BodyOf<M extends Method, Path extends string> = Operation<M, Path> extends { requestBody: { content: { "application/json": infer Body } } } ? Body : undefined;

/** What has to be sent, if anything, and how. An address that the document does not know takes nothing that there is. */
export type Rest<M extends Method, Path extends string> = [Known<Path>] extends [never]
  ? [unknownAddress: never]
  : BodyOf<M, Path> extends Record<string, never> | undefined
    ? [body?: undefined, how?: How]
    : [body: BodyOf<M, Path>, how?: How];

export interface How {
  signal?: AbortSignal;
}

/** A question mark and what stands behind it; nothing where nothing is asked. What is empty is left out. */
export function query(asked: Record<string, string | null | undefined>): "" | `?${string}` {
  const given = Object.entries(asked).filter((one): one is [string, string] => typeof one[1] === "string" && one[1] !== "");
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
}
